"""Words → stems and kinds by which claims of two reports are compared. Coarse on purpose: it finds likeness, it doesn't read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import cast

from riwaya.lexicon.loader import Lexicon, folded_words, read_table

_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_ENDINGS = ("تين", "تان", "يين", "يون", "يات", "ات", "ين", "ون", "ان", "يه", "ها", "هم", "ه", "ي", "ا")
_SHORTEST = 3  # letters of a stem
_QUANTITIES = frozenset(
    {"علي", "الاقل", "اكثر", "اقل", "من", "نحو", "حوالي", "قرابه", "زهاء", "عن", "يقل", "ما", "لا"}
)
_NUMBERS = frozenset(
    (
        "واحد احد احدي اثن ثلاث اربع خمس ست سته سبع ثمان تسع عشر عشره عشري ثلاثي اربعي خمسي ستي سبعي ثماني تسعي مئ مائ"
        " مئه ماء اف الاف عد عدد عشرات مئات بضع"
    ).split()
)  # as stems: five civilians aren't alike five soldiers
_OTHERS = frozenset(
    "اخر اخري اخريان ثان ثاني ثانيه ثالث ثالثه جديد جديده مماثل مماثله منفصل منفصله مشابه مشابهه سابق سابقه لاحق لاحقه".split()
)
_STATE_KINDS = frozenset({"government", "military", "police", "intelligence", "official"})
_PARTS = {
    "فجر": "dawn", "سحر": "dawn", "صباح": "morning", "صبيحه": "morning", "ضحي": "morning", "ظهر": "noon",
    "ظهيره": "noon", "عصر": "noon", "مساء": "evening", "مغرب": "evening", "غروب": "evening", "عشاء": "evening",
    "عشيه": "evening", "ليل": "night", "ليله": "night",
}  # fmt: skip
PARTS = ("night", "dawn", "morning", "noon", "evening")  # around the clock


def bare(word: str) -> str:
    """Return a folded word without article and what joins it: «وبالسوق» → «سوق»."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST - 1:
            return word[len(article) :]
    return word[1:] if word[0] == "و" and len(word) > _SHORTEST + 1 else word


def stem(word: str) -> str:
    """Return the stem of a folded word: «والمدنيين» → «مدني», «بلدتين» → «بلد»."""
    return _without_ending(_without_ending(bare(word)))  # «مدنياً»: of the case, then of the adjective


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def event_word(words: str) -> str:
    """Return what a verb or noun of an event is compared by: «ضبطت», «ضبطوا» and «ضبط» are one word."""
    return " ".join(_without_person(stem(word)) for word in folded_words(words))


def _without_person(stemmed: str) -> str:
    return stemmed[:-1] if stemmed[-1] in "تو" and len(stemmed) > _SHORTEST else stemmed


def is_definite(words: str) -> bool:
    """Tell whether a noun has the article: «والغارة» takes up a raid that was told before, «غارة» brings one in."""
    first = folded_words(words)[:1]
    return bool(first) and first[0].startswith(_ARTICLES) and bare(first[0]) != first[0]


def sets_apart(words: str) -> bool:
    """Tell whether an event is told as another than those before: «غارة أخرى», «هجوم ثانٍ», «قصف مماثل»."""
    return any(bare(word) in _OTHERS for word in folded_words(words)[1:])


def name_key(words: str) -> str:
    """Return what a phrase is compared by: stems without numbers, «14 مدنياً على الأقل» → «مدن»."""
    found = [stem(w) for w in folded_words(words) if not w.isdigit() and w not in _QUANTITIES]
    return " ".join([s for s in found if s not in _NUMBERS] or found)


def sites(words: str, lexicon: Lexicon, names: Collection[str] = ()) -> tuple[str, ...]:
    """Return the kinds of sites that the words name but for those in `names`: «سوقاً شعبية» → ("market",)."""
    table = _site_table(lexicon)
    stems = [s for w in folded_words(words) if (s := stem(w)) not in names]
    pairs = [f"{a} {b}" for a, b in pairwise(stems)]
    return tuple(sorted({table[s] for s in (*stems, *pairs) if s in table}))


def part_of_day(words: str) -> str | None:
    """Return the part of the day that the words name, None if none or several: «فجر الثلاثاء» → "dawn"."""
    found = {_PARTS[b] for w in folded_words(words) for b in (bare(w), stem(w)) if b in _PARTS}
    return found.pop() if len(found) == 1 else None


def parents(lexicon: Lexicon) -> Mapping[str, str]:
    """Return who each actor of `actors.tsv` belongs to."""
    memo = lexicon.memo
    if "parents" not in memo:
        rows = read_table("actors.tsv", lexicon.folders)
        memo["parents"] = {row["id"]: row["parent"] for row in rows if row["parent"]}
    return cast("Mapping[str, str]", memo["parents"])


def above(entity: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the bodies that an actor belongs to, nearest first: the Qassam Brigades → ("hamas",)."""
    table, found = parents(lexicon), [entity]
    while (parent := table.get(found[-1])) and parent not in found:
        found.append(parent)
    actor = lexicon.actors.get(entity)
    state = f"state.{actor.country.lower()}" if actor and actor.kind in _STATE_KINDS else ""
    if state in lexicon.actors and state not in found:
        found.append(state)
    return tuple(found[1:])


def _site_table(lexicon: Lexicon) -> Mapping[str, str]:
    memo = lexicon.memo
    if "sites" not in memo:
        rows = read_table("sites.tsv", lexicon.folders)
        pairs = ((w, row["site"]) for row in rows for w in row["words"].split("|"))
        memo["sites"] = {" ".join(stem(x) for x in folded_words(w)): site for w, site in pairs}
    return cast("Mapping[str, str]", memo["sites"])
