"""What a single word may be inside a noun phrase: a head, a title, a name, an adjective, an event noun."""

from __future__ import annotations

from riwaya.analysis.words import Word
from riwaya.lexicon.loader import Entry, Head

RANKS_TOO = frozenset(
    {"لواء", "مقدم", "رايد", "سيد", "سيده"}
)  # «اللواء» is a rank and a brigade, «رائد» a rank and a name
_ADJECTIVES = frozenset({"adj", "adjective"})
_QUANTITIES = frozenset("عشرات ميات الاف عديد مزيد بقيه باقي عدد كثير".split())  # «العشرات من …»


def adjective_shape(stem: str) -> bool:
    """Tell whether a word has the shape of an adjective: nisba, participle, «فعيل», «فاعل», «أفعل», in any number."""
    for ending in ("يات", "ات", "يه", "ون", "ين", "ان", "ه", ""):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            base = stem[: len(stem) - len(ending)]
            if ending in ("يات", "يه") or base.endswith("ي") or base[0] == "م":
                return True
            if len(base) == 4 and (base[2] == "ي" or base[1] == "ا" or base[0] == "ا"):
                return True
    return False


def event_entries(word: Word) -> tuple[Entry, ...]:
    """Return the trigger entries of a word read as a noun."""
    return word.split.events if word.pos in ("noun", "quant") else ()


def modifies(kind: str | None, word: Word) -> bool:
    """Tell whether an event word behind a head of this kind only says what the head is for: «مركز تجنيد», «لجنة التحقيق»."""
    if kind is None or kind in ("victims", "fighters", "civilians", "people", "adjective", "abstract"):
        return False
    return any(e.part == "masdar" for e in event_entries(word))


def names_body(word: Word) -> bool:
    """«التحالف العسكري»: a definite word that heads descriptions of armed men names them, and tells no alliance."""
    head = word.split.head
    return word.split.article and head is not None and head.kind in ("military", "armed_group")


def nisba_agrees(head: Word, word: Word) -> bool:
    """«غارة انتحارية», «هجومان انتحاريان»: a nisba that may name people is an adjective where it must agree."""
    one, other = head.split.stem, word.split.stem
    if one.endswith(("ه", "ات")):
        return other.endswith("يه")
    return any(one.endswith(e) and other.endswith("ي" + e) for e in ("ان", "ين"))


def is_quantity(word: Word) -> bool:
    """«العشرات من …», «عدداً من …»."""
    stem = word.split.stem
    return stem in _QUANTITIES if word.split.article else stem.removesuffix("ا") in _QUANTITIES


def names_doers(word: Word) -> bool:
    """Tell whether an event's participle names those who do it: «خاطفو الرهائن», «المهاجمون»; not «مطالبين بـ»."""
    entries = event_entries(word)
    if not entries or any(e.part != "participle" for e in entries) or head_of(word) is not None:
        return False
    stem = word.split.stem
    return stem.endswith("و") or (word.split.article and stem.endswith(("ون", "ين")))


def is_plural_by_form(word: Word) -> bool:
    """Tell whether an unknown word is a sound plural of a participle or a nisba, so people: «المشاركون», «محققين», «عسقلانيون».

    A foreign name in «-ون» has no such shape («كلينتون»), and a feminine dual isn't meant («مدينتين»).
    """
    stem = word.split.stem
    if word.split.entries or word.split.suffix or word.pos != "noun" or len(stem) < 6:
        return False
    base = stem[:-2]
    if not stem.endswith(("ون", "ين")) or base.endswith(("ت", "ا")):
        return False
    active = (
        len(base) == 4 and base[1] == "ا" and base[0] != "ا" and (word.split.article or stem.endswith("ين"))
    )
    return (
        base.endswith("ي") or active or (base[0] == "م" and (len(base) < 6 or base.startswith(("مست", "مت"))))
    )


def is_adjectival(word: Word, head: Word) -> bool:
    """Tell whether an indefinite word can be an adjective of an indefinite event noun: gender and shape agree."""
    stem = word.split.stem
    if head.split.stem.endswith(("ه", "ات")):
        return stem.endswith("ه")
    return stem.endswith(("ي", "يه", "ا", "يان", "يين")) or stem[0] == "م"


def is_plural_people(word: Word) -> bool:
    """Tell whether a word heads descriptions of people, so that a sound plural may describe it."""
    return (head := head_of(word)) is not None and head.kind in (
        "people",
        "civilians",
        "victims",
        "fighters",
        "official",
        "military",
        "police",
    )


def title_of(word: Word) -> Head | None:
    """Return the row of `titles.tsv` that the word is."""
    return word.split.title


def head_of(word: Word) -> Head | None:
    """Return the row of `heads.tsv` that the word is."""
    return word.split.head


def is_adjective(word: Word) -> bool:
    """Tell whether a word is a known adjective and heads nothing."""
    if word.split.suffix or head_of(word) is not None:
        return False  # «بارزاني» is no adjective with a pronoun
    return bool(word.split.kinds & _ADJECTIVES)


def common_noun(word: Word) -> str | None:
    """Return "abstract", "thing" or "place" for a common noun of the lexicon."""
    return next((e.part for e in word.split.entries if e.kind == "noun"), None)


def is_name(word: Word) -> bool:
    """Tell whether a word is a known given name."""
    if not word.split.article:
        return "name" in word.split.kinds
    return any(e.kind == "name" and str(e.value).startswith("ال") for e in word.split.entries)  # «البشير»
