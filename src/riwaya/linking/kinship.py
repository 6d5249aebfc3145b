"""Who belongs to whom, as far as two claims must know before they can contradict each other: doubt counts as kin."""

from __future__ import annotations

from functools import lru_cache

from riwaya.lexicon.loader import folded_words
from riwaya.linking.model import Party, Voice
from riwaya.linking.registry import Registry
from riwaya.linking.words import stem
from riwaya.text.fold import fold

_BODIES = frozenset(
    "armed_group military police intelligence party government state official igo ngo company media".split()
)
# What many parties are called by: sharing one of these words is no kinship.
_COMMON = frozenset(
    stem(fold(word))
    for word in (
        "قوات قوة جيش الجيش عناصر عنصر مسلحون مسلحين مسلح مجموعة مجموعات جماعة حركة حزب فصائل فصيل ميليشيا مليشيا ميليشيات"
        " مليشيات مقاتلون مقاتلين طيران طائرات طائرة مقاتلات مدفعية وحدات وحدة كتائب لواء سرايا تنظيم خلايا خلية عصابة"
        " هيئة جبهة وزارة حكومة رئيس وزير قائد قيادة قيادي متحدث ناطق مسؤول مصدر مصادر باسم مقرب عضو مدير مكتب لجنة"
        " وفد وفود مندوب مندوبو مندوبين ممثل ممثلو ممثلين مفاوض مفاوضو"
        " حربي حربية جوي سلاح الجو عسكري عسكرية أمن أمني مسلحة وطني وطنية تابع تابعة موالية مدعومة على من في عن مع"
        " شخص أشخاص مدني مدنيين أي بعض عدد آخر اثنان اثنين مشتركة خاصة رسمي رسمية محلي محلية"
    ).split()
)
_GUNMEN = frozenset(stem(fold(word)) for word in "مسلح مسلحو مسلحون مسلحين".split())
_UNKNOWN = frozenset(stem(fold(word)) for word in "مجهول مجهولون مجهولين مجهولة ملثم ملثمون ملثمين".split())


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in words.split())


_NUMBERS = _stems(
    "واحد واحدة ثلاث ثلاثة أربع أربعة خمس خمسة ست ستة سبع سبعة ثمان ثماني ثمانية تسع تسعة عشر عشرة عشرون ثلاثون أربعون خمسون"
    " ستون سبعون ثمانون تسعون مئة مائة مئات عشرات آلاف ألف فقط نحو حوالي أكثر أقل الأقل بينهم"
)
_POSSESSED = ("ها", "هم", "نا", "اته", "عناصره", "جنوده", "رجاله", "قواته", "جيشه", "مقاتلوه", "مقاتليه")
_ARMS = (
    "سلاح الجو", "القوات المسلحه", "القوات الجويه", "سلاح الطيران", "طيران الجيش", "الطيران الحربي", "قوات الجيش",
    "القوات البريه", "سلاح المدفعيه", "القوات البحريه", "سلاح البحريه", "قوات الامن",
)  # fmt: skip
_BODY_WORDS = frozenset(
    fold(word) for word in "الحركة الجماعة التنظيم الحزب الجبهة الهيئة المجلس الحكومة".split()
)
_SIDES = {
    "civilians": _stems(
        "مدني مدنيون مدنيين مدنية طفل أطفال طفلة امرأة نساء سيدة عائلة أسرة مسافر مسافرين طالب طلاب راكب سكان"
        " متظاهر متظاهرون متظاهرين محتج محتجون محتجين معتصم معتصمون معتصمين"
    ),
    "state": _stems(
        "جندي جنود جنديان ضابط ضباط مجند مجندون مجندين عسكري عسكريون عسكريين شرطة شرطي شرطيان أمن الأمن"
        " درك دركي دركيون دركيين شغب مكافحة حرس جيش الجيش نظامية حكومية"
    ),
    "rebels": _stems(
        "مسلح مسلحون مسلحين مسلحو متشددو متشدد متشددة متشددون متشددين إرهابي إرهابية إرهابيون متمرد متمردون متطرف متطرفة"
        " تكفيري جهادي انتحاري انتحاريون مليشيات ميليشيا"
        " مندس مندسون مندسين مخرب مخربون مخربين"
    ),
}
_WEAPONS = _stems("صاروخ صواريخ قذيفة قذائف عبوة عبوات لغم ألغام قنبلة قنابل سيارة رصاصة رصاص")
# What a teller calls fighters by: friend or foe, what they did; it names nobody.
_CALLED = frozenset().union(
    *_SIDES.values(),
    _stems(
        "مقاوم مقاومون مقاومين مقاومة مجاهد مجاهدون مجاهدين مهاجم مهاجمون مهاجمين منفذ منفذون منفذين معاد معادية عدو العدو"
        " أبطال أبطالنا بطل خاطف خاطفو خاطفون خاطفين قاتل قتلة فاعل فاعلون جناة معتد معتدون معتدين ثوار ثائر مرتزق مرتزقة"
        " تحالف حلفاء انقلابي انقلابيون انقلابية"
        " متورط متورطون متورطين مشتبه متهم متهمون متهمين مطلوب مطلوبون مطلوبين احتلال محتل رجال شبان شباب ثلة مهاجمة خاص"
        " قناص قناصة مروحي مروحية مروحيات مسيرة درون صاروخ دبابة دبابات راجمة هاون"
    ),
)
# Whose forces act in the name of a coalition: «American planes» and «the coalition» may be the same ones.
_MEMBERS = {
    "coalition.ye": frozenset({"state.sa", "state.ae"}),
    "intl.coalition": frozenset({"state.us", "state.gb", "state.fr"}),
    "coalition.1991": frozenset({"state.us", "state.gb", "state.fr", "state.sa"}),
    "nato": frozenset({"state.us", "state.gb", "state.fr", "state.tr"}),
    "isaf": frozenset({"state.us", "state.gb", "nato"}),
    "prosperity": frozenset({"state.us", "state.gb"}),
}
_SORTS = {
    "tribe": _stems("قبيلة قبائل قبلي قبلية قبليون قبليين عشيرة عشائر عشائري عشائرية عشائريون"),
    "gang": _stems("عصابة عصابات مهرب مهربون مهربين لص لصوص قاطع قطاع مجرم مجرمون قرصان قراصنة"),
    "residents": _stems("أهالي سكان مواطنون مواطنين متظاهرون متظاهرين محتجون محتجين قرويون"),
}
_BACKED = frozenset(
    stem(fold(word))
    for word in "مدعومة مدعوم مدعومون موالية موال موالون حليفة متحالفة تابعة تدعمها يدعمها تدعمه بدعم تقوده تقودها بقيادة".split()
)


def kin(a: Party, b: Party) -> bool:
    """Tell whether two participants may be one or belong together: a group and its parent, or names that share a word."""
    mine, yours = _line(a), _line(b)
    if mine & yours or _MEMBERS.get(a.key, mine) & yours or _MEMBERS.get(b.key, yours) & mine:
        return True
    if a.known and b.known and "state" not in (a.kind, b.kind):
        return False  # the lexicon tells these apart
    if _may_be(a, b) or _may_be(b, a):
        return True
    return bool(own_words(a.name) & own_words(b.name))  # also a coalition and the state that leads it


def _line(party: Party) -> set[str]:
    """Return a participant with all that it belongs to: «طائرات روسية» are Russia's, «قراصنة صوماليون» nobody's."""
    stateless = not party.known and (side_of(party) in ("rebels", "civilians") or sort_of(party))
    return {party.key} if stateless else {party.key, *party.above}


def _may_be(vague: Party, known: Party) -> bool:
    """Tell whether a body that the lexicon knows may be meant: the army by «اللواء الثالث», a group by «جماعة إرهابية»."""
    if vague.known or not known.known:
        return False
    if vague.kind in ("military", "police") and not vague.above and side_of(known) == "state":
        return True  # a unit of its, for all that words tell
    side = side_of(vague)
    return side is not None and side == side_of(known) and own_words(vague.name) <= _SIDES[side]


def any_kin(some: tuple[Party, ...], others: tuple[Party, ...]) -> bool:
    """Tell whether one of the first belongs with one of the others."""
    return any(kin(a, b) for a in some for b in others)


def speaks_for(voice: Voice, party: Party, registry: Registry) -> bool:
    """Tell whether a source is a participant or speaks for it: the defence ministry for the air force of its state."""
    line = set(registry.lineage(voice.key)) if voice.key in registry.arabic else set()
    if voice.key == party.key or line & {party.key, *party.above}:
        return True
    if not party.known and side_of(party) == "state" and own_words(party.name) <= _SIDES["state"]:
        return any(key.startswith("state.") for key in line)  # «قوات الجيش», of whichever state it is
    return bool(own_words(voice.name) & own_words(party.name))


@lru_cache(maxsize=50_000)
def own_words(name: str) -> frozenset[str]:
    """Return the stems of a name that others don't share: «مسلحو حركة كذا» → {كذا}."""
    return frozenset(s for w in folded_words(name) if len(s := stem(w)) > 1 and not _is_common(w, s))


def _is_common(word: str, stemmed: str) -> bool:
    """Tell whether a folded word names many parties, also behind «ل» and «ب» and before what it belongs to: «مسلحو», «لسلاح»."""
    if word.isdigit() or stemmed in _COMMON or stemmed in _NUMBERS or stemmed.removesuffix("و") in _COMMON:
        return True
    return word[0] in "لب" and stem(word[1:]) in _COMMON


@lru_cache(maxsize=50_000)
def _words(name: str) -> frozenset[str]:
    """The stems of a name, also behind «ل» and «ب»: «11 جثة لمدنيين» → {…, مدني}."""
    words = folded_words(name)
    return frozenset(
        stem(w) for word in words for w in ((word, word[1:]) if word[0] in "لب" and word[1:] else (word,))
    )


def is_own(name: str, teller: str, state: bool) -> bool:
    """Tell whether a body that tells of such doers means its own: «مقاتلونا», «طائراتها»; of a state's also «سلاح الجو».

    `teller` is what the body is called: «مقاتلو المجلس» are those of «ناطق باسم مجلس كذا».
    """
    words = folded_words(name)
    if not words:
        return False
    if len(words) == 1 and _possessed(name):
        return True
    if own := own_words(name):
        return own <= own_words(teller)
    if words[-1] in _BODY_WORDS:
        return stem(words[-1]) in _words(teller)
    if _possessed(name):
        return True
    return state and any(" ".join(words).endswith(arm) for arm in _ARMS)


def is_ours(party: Party) -> bool:
    """«قواتنا», «مقاتلونا»: tell whether an outlet tells of its own party's."""
    return not party.known and any(w.endswith("نا") for w in folded_words(party.name)[:1] if _possessed(w))


def _is_called(stemmed: str) -> bool:
    return stemmed in _CALLED or (stemmed[0] in "لب" and stem(stemmed[1:]) in _CALLED)


def _possessed(name: str) -> bool:
    """Tell whether the words stand for somebody's that is named elsewhere: «طائراتها», «رجاله»."""
    return any(word.endswith(_POSSESSED) for word in folded_words(name)[:1])


def side_of(party: Party) -> str | None:
    """Return on which side of a fight with a state somebody stands: "state", "rebels", "civilians"; None if words don't tell."""
    if party.known and party.kind in ("military", "police", "intelligence", "government"):
        return "state"
    if party.known and party.kind == "armed_group":
        return "rebels"
    stems = _words(party.name)
    return next((side for side, words in _SIDES.items() if stems & words), None)


def standing(party: Party) -> str | None:
    """Return as what words describe a doer: soldiers, rebels, residents, a gang; «مسلحون», «مجهولون» may be any of these."""
    if _words(party.name) & (_UNKNOWN | _GUNMEN) and not party.known:
        return None
    side = sort_of(party) or side_of(party)
    return "residents" if side == "civilians" else side


def sort_of(party: Party) -> str | None:
    """Return what sort of people an unknown doer is, if of a sort that isn't an organisation: tribes, gangs, residents."""
    stems = _words(party.name)
    return next((sort for sort, words in _SORTS.items() if stems & words), None) if not party.known else None


def one_sort(a: Party, b: Party) -> bool:
    """Tell whether two unknown doers are of one sort: «رجال القبائل» and «مسلحون من عشيرة»."""
    return (sort := sort_of(a)) is not None and sort == sort_of(b)


def named(party: Party) -> bool:
    """Tell whether words name a doer, listed or not: «كتيبة الفاروق»; not «القوات الحكومية», not «المهاجمون»."""
    if party.kind == "thing" or any(stem(word) in _WEAPONS for word in folded_words(party.name)[:1]):
        return False
    return any(not _is_called(word) for word in own_words(party.name))


def identified(party: Party, blamed: bool) -> bool:
    """Tell whether words single a doer out, so that naming another one contradicts them.

    «مسلحون مجهولون», «فصائل مسلحة» may be anybody's, and «فصائل مدعومة من دولة» aren't that state; of somebody who is
    `blamed` the words mean to single him out.
    """
    stems = _words(party.name)
    if stems & _UNKNOWN or (party.kind == "state" and stems & _BACKED):
        return False
    if party.known or sort_of(party) or (party.above and party.kind in _BODIES):
        return True
    if named(party):
        return True
    return blamed and party.kind in _BODIES and bool(stems) and not _possessed(party.name)
