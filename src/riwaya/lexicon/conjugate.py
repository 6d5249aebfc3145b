"""Finite verb forms and nominal inflection, in folded spelling.

A researcher writes a verb as past/present, third person masculine singular («قصف/يقصف», «التقى/يلتقي»). Unvowelled and
folded, the rest of the paradigm follows from these two: what the short vowels would decide isn't written. The tests hold
the forms to those that mazini (an Arabic conjugator) makes from root and pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from riwaya.text.fold import fold

Voice = Literal["active", "passive", "either"]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One written form; `voice` is "either" where active and passive are written alike."""

    form: str
    tense: Literal["past", "present"]
    person: int
    number: Literal["s", "d", "p"]
    gender: Literal["m", "f", "c"]
    voice: Voice


@dataclass(frozen=True, slots=True)
class Form:
    """Person, number ("s", "d", "p") and gender ("m", "f", "c" for both) of a finite verb."""

    person: int
    number: str
    gender: str


# (ending, person, number, gender) by the shape of the stem before it
_PAST_VOWEL = (("ت", 3, "s", "f"), ("ا", 3, "d", "m"), ("تا", 3, "d", "f"), ("وا", 3, "p", "m"))
_PAST_CONSONANT = (
    ("ن", 3, "p", "f"), ("ت", 1, "s", "c"), ("تم", 2, "p", "m"), ("نا", 1, "p", "c"), ("تما", 2, "d", "c"),
)  # fmt: skip
_PRESENT = (
    ("ي", "", 3, "s", "m"), ("ت", "", 3, "s", "f"), ("ا", "", 1, "s", "c"), ("ن", "", 1, "p", "c"),
    ("ي", "ان", 3, "d", "m"), ("ت", "ان", 3, "d", "f"), ("ي", "ا", 3, "d", "m"), ("ت", "ا", 3, "d", "f"),
    ("ي", "ون", 3, "p", "m"), ("ي", "وا", 3, "p", "m"), ("ت", "ون", 2, "p", "m"), ("ت", "وا", 2, "p", "m"),
)  # fmt: skip


def conjugate(verb: str) -> tuple[VerbForm, ...]:
    """Return every finite form of a verb given as past/present, folded, without clitics.

    Raises ValueError if `verb` isn't two words joined by «/», the second starting with ي.
    """
    past, _, present = (fold(part.strip()) for part in verb.partition("/"))
    if not past or not present.startswith("ي") or " " in past + present:
        raise ValueError(f"verb {verb!r} isn't past/present, third person masculine singular («قصف/يقصف»)")
    seen: dict[tuple[str, str, int, str, str], VerbForm] = {}
    hamza = _ends_in_hamza(verb)  # «بدأ» is no defective verb, though it folds to «بدا»
    for form in [*_past(past, present, hamza), *_present(past, present, hamza)]:
        key = (form.form, form.tense, form.person, form.number, form.gender)
        if key in seen and seen[key].voice != form.voice:
            seen[key] = VerbForm(form.form, form.tense, form.person, form.number, form.gender, "either")
        else:
            seen.setdefault(key, form)
    return tuple(seen.values())


def _ends_in_hamza(verb: str) -> bool:
    past = "".join(c for c in verb.partition("/")[0] if c.isalpha())
    return past.endswith(("أ", "ؤ", "ئ", "ء"))


def _past(past: str, present: str, hamza: bool) -> Iterator[VerbForm]:
    def forms(
        vowel: str, consonant: str, singular: str, voice: Voice, plural: str | None = None
    ) -> Iterator[VerbForm]:
        yield VerbForm(singular, "past", 3, "s", "m", voice)
        for ending, person, number, gender in _PAST_VOWEL:
            stem = plural if plural is not None and ending == "وا" else vowel
            yield VerbForm(stem + ending, "past", person, number, gender, voice)  # type: ignore[arg-type]
        for ending, person, number, gender in _PAST_CONSONANT:
            yield VerbForm(consonant + ending, "past", person, number, gender, voice)  # type: ignore[arg-type]

    if not hamza and _defective(past, present):
        body = past[:-1]
        if past.endswith("ي") and present.endswith("ي") and len(past) == 3 and _keeps_ya(past, present):
            yield from forms(past, past, past, "either", plural=body)  # لقي: لقيت، لقوا
        else:
            weak = "و" if present.endswith("و") else "ي"
            for form in forms(body, body + weak, past, "active", plural=body):
                # before the dual the weak radical returns: التقيا, دعوا
                if form.number == "d" and form.gender == "m":
                    form = VerbForm(body + weak + "ا", "past", 3, "d", "m", "active")
                yield form
            passive = _passive_body(body) + "ي"
            yield from forms(passive, passive, passive, "passive", plural=_passive_body(body))
        return
    if _hollow(past, present):
        short = past[:-2] + past[-1]
        yield from forms(past, short, past, "active")
        passive = past[:-2] + "ي" + past[-1]
        yield from forms(passive, short, passive, "passive")
        return
    if _geminate(past, present):
        yield from forms(past, past + past[-1], past, "either")
        return
    passive = _passive_body(past)
    yield from forms(past, past, past, "either" if passive == past else "active")
    if passive != past:
        yield from forms(passive, passive, passive, "passive")


def _present(past: str, present: str, hamza: bool) -> Iterator[VerbForm]:
    stem = present[1:]

    def forms(
        stem: str, voice: Voice, drop: str | None = None, jussive: str | None = None
    ) -> Iterator[VerbForm]:
        for prefix, ending, person, number, gender in _PRESENT:
            body = stem
            if drop is not None and ending.startswith("و"):
                body = drop
            yield VerbForm(prefix + body + ending, "present", person, number, gender, voice)  # type: ignore[arg-type]
            if jussive is not None and not ending and prefix in "يت":  # «نقل» would be "we say" too
                yield VerbForm(prefix + jussive, "present", person, number, gender, voice)  # type: ignore[arg-type]
        yield VerbForm(
            "ي" + (jussive if _is_hollow_stem(stem) and jussive else stem) + "ن",
            "present",
            3,
            "p",
            "f",
            voice,
        )

    if not hamza and stem[-1] in "يوا" and _defective(past, present):
        body = stem[:-1]
        yield from forms(stem, "active", drop=body, jussive=body)
        yield from forms(body + "ي", "passive", drop=body, jussive=body)
    elif _is_hollow_stem(stem) and _hollow(past, present):
        yield from forms(stem, "active", jussive=stem[:-2] + stem[-1])
        yield from forms(stem[:-2] + "ا" + stem[-1], "passive", jussive=stem[:-2] + stem[-1])
    else:
        yield from forms(stem, "either")
        if past.startswith("و") and not stem.startswith("و"):
            yield from forms("و" + stem, "passive")  # يوجد، يوضع


def _defective(past: str, present: str) -> bool:
    return past[-1] in "اي" and present[-1] in "يوا" and len(past) > 2


def _keeps_ya(past: str, present: str) -> bool:
    """لقي/يلقى, نسي/ينسى keep the ya; رمى/يرمي, بنى/يبني don't: folded they differ by nothing but this list."""
    return past in {
        "لقي",
        "نسي",
        "خشي",
        "بقي",
        "رضي",
        "خفي",
        "شقي",
        "عمي",
        "حظي",
        "فني",
        "مني",
        "غني",
        "قوي",
        "عني",
        "ولي",
    }


def _hollow(past: str, present: str) -> bool:
    return len(past) >= 3 and past[-2] == "ا" and (_is_hollow_stem(present[1:])) and past[-1] == present[-1]


def _is_hollow_stem(stem: str) -> bool:
    return len(stem) >= 3 and stem[-2] in "اوي"


def _geminate(past: str, present: str) -> bool:
    """شن/يشن, استرد/يسترد, اصر/يصر: the last radical stands for two (told from the writer's shadda when there is one)."""
    if len(past) == 2:
        return True
    return len(past) == 5 and past.startswith("است") and len(present) == 5


def _passive_body(past: str) -> str:
    """هاجم → هوجم, تبادل → تبودل; others are written alike."""
    if len(past) >= 3 and past[1] == "ا" and past[0] != "ا":
        return past[0] + "و" + past[2:]
    if len(past) >= 4 and past[0] == "ت" and past[2] == "ا":
        return past[:2] + "و" + past[3:]
    return past


_SHADDA = "\u0651"
# Of the eighth form, from roots in س; other pasts in «است» of five letters double their last («استقرّ»).
_EIGHTH_IN_S = frozenset("استمع استلم استند استبق استتر استعر استرق".split())


def masdar(verb: str) -> str | None:
    """Return the action noun of a verb whose form tells it, folded: «انتظر/ينتظر» → انتظار; None for «كتب/يكتب».

    Unvowelled, the second form is written like the first, so only a shadda tells it: «قدّم» → تقديم.
    """
    written = verb.partition("/")[0].strip()
    past = fold(written)
    if past.startswith("است") and len(past) >= 5 and past not in _EIGHTH_IN_S:
        return _tenth_masdar(past)
    if len(past) == 5 and past[0] == "ا" and (past[2] in "تطد" or past[1] == "ن"):
        body = past[:3] + "ي" if past[3] == "ا" else past[:4]  # اختيار, انقياد
        return _ending(body, past[4])
    if past[0] == "ت":
        return past.replace("ء", "و") if _fifth_or_sixth(past) else None  # تعاون, توقف, تضاؤل
    if written[0] == "أ" and (len(past) == 4 or (len(past) == 3 and written.endswith(_SHADDA))):
        return _fourth_masdar(past)
    if len(past) == 4 and past[1] == "ا" and past[3] not in "اي":
        return "م" + past + "ه"  # مراجعة
    if len(past) == 3 and _SHADDA in written and not written.endswith(_SHADDA):
        return "ت" + past[:2] + ("يه" if past[2] in "اي" else "ي" + past[2])  # تقديم, تسوية
    return None


def _tenth_masdar(past: str) -> str | None:
    if len(past) == 5:
        return past + "ا" + past[4]  # استقرار
    if len(past) == 6 and past[4] == "ا":
        return past[:4] + "ا" + past[5] + "ه"  # استفادة
    return _ending(past[:5], past[5]) if len(past) == 6 else None


def _fourth_masdar(past: str) -> str | None:
    if len(past) == 3:
        return past + "ا" + past[2]  # إصرار
    if past[2] == "ا":
        return past + "ه"  # إعادة
    if past[2] == "ي":
        return None  # «أُذيع», a passive
    body = "اي" + past[2] if past[1] == "و" else past[:3]  # إيقاف
    return _ending(body, past[3])


def _ending(body: str, last: str) -> str:
    return body + ("اء" if last in "اي" else "ا" + last)  # إبقاء, انتظار


def _fifth_or_sixth(past: str) -> bool:
    return past[-1] not in "اي" and (len(past) == 4 or (len(past) == 5 and past[2] == "ا"))


def inflect_noun(word: str, plural: bool = True) -> tuple[str, ...]:
    """Return the folded forms of a noun or masdar: itself, its tanwin, dual and sound feminine plural.

    Pronouns and proclitics are split off by the reader of words; a feminine ending before a pronoun is handled there.
    """
    stem = fold(word)
    body = stem[:-1] if stem.endswith("ه") else stem
    forms = [stem]
    if not stem.endswith("ه"):
        forms.append(stem + "ا")  # tanwin
    if plural and " " not in stem and not stem.endswith("ات"):
        t = "ت" if stem.endswith("ه") else ""
        forms += [body + t + "ان", body + t + "ين", body + "ات"]
        if t:  # the dual before a pronoun or a genitive; «هجومي» would be the adjective
            forms += [body + "تا", body + "تي"]
    return tuple(dict.fromkeys(forms))


def inflect_adjective(word: str) -> tuple[str, ...]:
    """Return the folded forms of an adjective or participle: both genders, all numbers, construct plurals."""
    stem = fold(word)
    body = stem[:-1] if stem.endswith("ه") else stem
    return tuple(
        dict.fromkeys(
            [body, body + "ا", body + "ه", body + "ان", body + "ين", body + "ون", body + "ات", body + "تان",
             body + "تين", body + "و"]
        )
    )  # fmt: skip
