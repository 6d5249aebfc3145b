"""Who can be the subject of which verb: person, gender and number as far as unvowelled writing shows them.

News Arabic puts a verb before its subject in the singular («قال المسلحون»), after it in full agreement («المسلحون قالوا»);
plurals of things take the feminine singular. What the writing leaves open («?») agrees with everything.
"""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.analysis.phrases import Chunk
from riwaya.analysis.words import Word
from riwaya.lexicon.conjugate import Form as Form
from riwaya.lexicon.conjugate import VerbForm

_PEOPLE = frozenset(
    "people civilians victims fighters official person office rank role honorific police military".split()
)
_THINGS = frozenset("abstract thing place".split())
_MASCULINE_STATES = frozenset("العراق لبنان الاردن السودان المغرب اليمن الصومال".split())
_BOTH_WAYS = frozenset("عشرات ميات مئات الاف الوف ملايين عدد معظم غالبيه بعض كل جميع عده".split())
_ANY = frozenset({"اي", "ايه"})
_PLURALS = frozenset("قتلي جرحي اسري مرضي رهاين قوي مدن قري فرق كتل دول اسر نخب سفن طرق".split())
# Written like broken plurals: «فنّان» like «طلّاب», «أستاذ» like «أفراد».
_SINGULARS = frozenset(
    "استاذ انسان امام رسول عجوز عروس طيار بحار قناص صياد فنان رسام جراح سجان سفاح جلاد حداد نجار".split()
)
_SOUND_FEMININE = ("ات",)
_SOUND_MASCULINE = ("ون", "ين")


def forms_of(word: Word) -> tuple[Form, ...]:
    """Return what a written verb may be, third persons alone if it can be one; by its ending if no entry tells."""
    return word.split.forms


def gender_of(words: Sequence[Word], chunk: Chunk) -> tuple[str, str]:
    """Return (gender, number) of a phrase as far as its head shows: "m", "f" or "?"; "s", "d", "p" or "?"."""
    first, head = words[chunk.first], words[chunk.head]
    if first.pos == "quant" and first.split.stem in _BOTH_WAYS:
        return "?", "p"
    if first.split.stem in _ANY and chunk.first + 1 < chunk.head and words[chunk.first + 1].folded == "من":
        return "?", "s"  # «أي من عناصره | أطلق», «أي من طائراتها | قصفت»
    if chunk.actor is not None and chunk.whole:
        return _of_actor(head, chunk)
    if chunk.kind == "person" and not (
        any(e.kind == "name" for e in head.entries) and not head.split.article
    ):
        return "?", "s"  # a family name: «جونسون», «المنصوري»
    gender, number = _of_noun(head.split.stem, chunk.kind)
    if is_counted(words, chunk):
        return ("m" if gender == "?" else gender), "p"
    return gender, number


def is_counted(words: Sequence[Word], chunk: Chunk) -> bool:
    """Tell whether a phrase begins with a number or a quantity: «ثلاثة جنود», «نحو 20 شخصا», «عشرات المدنيين»."""
    before = words[chunk.first : max(chunk.head, chunk.first + 1)]
    return any(w.pos in ("num", "quant") and w.split.stem not in _ANY for w in before)


def _of_actor(head: Word, chunk: Chunk) -> tuple[str, str]:
    """States are feminine but for a few («لبنان»), capitals that stand for them always; other names as they are written."""
    assert chunk.actor is not None
    written, stem = head.token.folded.removeprefix("و"), head.split.stem
    if chunk.actor.kind == "state":
        return (
            "m" if written in _MASCULINE_STATES or head.split.prep + stem in _MASCULINE_STATES else "f"
        ), "s"
    if stem.endswith(_SOUND_MASCULINE) and len(stem) > 4:
        return "m", "p"
    return ("f" if stem.endswith(("ه", "ات")) else "?"), "s"


def _of_noun(stem: str, kind: str | None) -> tuple[str, str]:
    if stem.endswith("شيا") and kind is not None:
        return "f", "s"  # «ميليشيا»
    if stem.endswith("ا") and len(stem) > 4 and kind is not None:
        stem = stem[:-1]  # tanwin: «جنودا»
    if kind == "person":
        return ("f" if stem.endswith("ه") else "m"), "s"
    if stem.endswith(_SOUND_FEMININE) and len(stem) > 3:
        return "f", "s" if kind not in _PEOPLE else "p"
    if stem.endswith(_SOUND_MASCULINE) and len(stem) > 4:
        return "m", "p"
    if stem.endswith("و") and kind in _PEOPLE:
        return "m", "p"  # «خاطفو», annexed
    if stem.endswith("ان") and kind in _PEOPLE and len(stem) > 4:
        return "m", "?"
    if stem.endswith("ه"):
        return ("?", "p") if kind in _PEOPLE and len(stem) == 5 and stem[2] == "ا" else ("f", "s")  # «قراصنة»
    if broken_plural(stem):
        return ("?", "p") if kind in _PEOPLE else ("?", "?")
    return ("?", "?") if kind is None else ("m", "s")


def broken_plural(stem: str) -> bool:
    """Tell whether a noun has the shape of a broken plural: «أفراد», «جنود», «فصائل», «وزراء»; not «مقاتل», «قيادي»."""
    if stem in _PLURALS:
        return True
    if stem in _SINGULARS or (stem.endswith("ي") and stem[0] != "ا"):
        return False  # «صحافي», «قيادي», «عراقي»; but «أهالي»
    if stem.endswith("اء") and len(stem) in (5, 6):
        return True
    if len(stem) == 4:
        return stem[2] in "او"
    if len(stem) == 5 and stem[0] == "ا" and stem[3] == "ا":
        return True
    return len(stem) in (5, 6) and stem[2] == "ا" and stem[0] != "م"


def verb_agrees(verb: VerbForm | Form, gender: str, number: str) -> bool:
    """Tell whether a phrase can be the subject of a verb that comes after it, or whose subject is dropped."""
    if verb.person != 3:
        return False
    if verb.number == "p":
        return number in ("p", "?") and (verb.gender == "f" or gender != "f")
    if verb.number == "d":
        return number in ("d", "?")
    if number == "p":
        return verb.gender == "f" and gender != "m"
    return gender == "?" or verb.gender in ("c", gender)


def follows_verb(form: Form, gender: str, number: str, apart: bool) -> bool:
    """Tell whether a phrase can be the subject of a verb before it; `apart`: words stand between the two."""
    if form.person != 3 or form.number != "s":
        return False  # «قالوا | المسلحون» isn't written
    if form.gender == "f":
        return gender != "m"
    return gender != "f" or apart


def subject_fits(forms: Sequence[Form], words: Sequence[Word], chunks: Sequence[Chunk]) -> bool:
    """Tell whether coordinated phrases can be what verbs of these forms speak of, when they stand before the verb."""
    if not chunks or (
        all(c.kind in _THINGS and c.actor is None for c in chunks) and any(f.number == "p" for f in forms)
    ):
        return False
    gender, number = gender_of(words, chunks[0])
    if len(chunks) > 1:
        number = "d" if len(chunks) == 2 else "p"
        if any(f.number in ("d", "p") and f.person == 3 for f in forms):
            return True
    return any(verb_agrees(f, gender, number) for f in forms)


def pronoun_agrees(pronoun: str, gender: str, number: str) -> bool:
    """Tell whether an attached pronoun can stand for a phrase."""
    if pronoun in ("هم", "هن"):
        return number != "s"
    if pronoun == "هما":
        return number in ("d", "?")
    if pronoun == "ها":
        return gender != "m" and not (number == "p" and gender == "m")
    if pronoun == "ه":
        return gender != "f" and number != "p"
    return False
