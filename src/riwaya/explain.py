"""`riwaya explain`: how the claim at an offset came about, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from riwaya.errors import InputError
from riwaya.lexicon.loader import Lexicon
from riwaya.model import Claim, MentionForm, Reading, Span

_FORM = max(len(form) for form in get_args(MentionForm))
_AROUND = 40  # characters shown beside a quotation


def explain(reading: Reading, offset: int, lexicon: Lexicon) -> str:
    """Return the explanation of the claim whose words lie at `offset` (code points from 0).

    Where no claim lies there, the sentence's reason of the unread list is told, if there is one. Raises InputError for an
    offset outside the text.
    """
    text = reading.document.text
    if not 0 <= offset < len(text):
        raise InputError(
            f"offset {offset} lies outside the text of {len(text)} characters; give one from 0 to {len(text) - 1}"
        )
    claim = claim_at(reading, offset)
    if claim is None:
        return "\n".join(_no_claim(reading, offset))
    return "\n".join([*_lines(claim, text, lexicon), *_who(reading, claim)])


def claim_at(reading: Reading, offset: int) -> Claim | None:
    """Return the claim with a trigger at the offset, else the one with the nearest trigger whose clause covers it."""
    for claim in reading.claims:
        if any(t.start <= offset < t.end for t in claim.triggers):
            return claim
    around = [c for c in reading.claims if c.clause.start <= offset < c.clause.end]
    return min(around, key=lambda c: abs(c.trigger.start - offset)) if around else None


def _no_claim(reading: Reading, offset: int) -> Iterator[str]:
    yield f"No claim at {offset}: {_quote(reading.document.text, Span(offset, offset + 1))}"
    for unread in reading.unread:
        if unread.span.start <= offset < unread.span.end:
            yield f"  not read: {unread.reason}"
    triggers = sorted(c.trigger.start for c in reading.claims)
    if triggers:
        yield f"  the claims of this report begin at: {', '.join(map(str, triggers))}"


def _lines(claim: Claim, text: str, lexicon: Lexicon) -> Iterator[str]:
    frame = lexicon.frames[claim.frame]
    kind = f"{claim.type} {claim.mode}" if claim.mode else claim.type
    yield f"claim {claim.id} at {claim.trigger.start}: {kind}, {claim.status}, {claim.certainty}"
    yield f"  «{claim.clause.of(text).strip()}»"
    if claim.gloss_en:
        yield f"  {claim.gloss_en}"
    yield f"  frame {frame.id} ({frame.path.name})"
    for role, syntax in frame.roles.items():
        yield f"    {role} may be: {', '.join(syntax)}"
    width = max((len(r.rule) for r in claim.reasons), default=0)
    for reason in claim.reasons:
        words = f"  «{reason.span.of(text)}» [{reason.span.start}:{reason.span.end}]" if reason.span else ""
        yield f"  {reason.rule.ljust(width)}  {reason.detail}{words}"


def _who(reading: Reading, claim: Claim) -> Iterator[str]:
    """Yield the entities that take part in a claim or are quoted for it, with the reason of each mention's link."""
    text = reading.document.text
    starts = {*(a.span.start for a in claim.arguments), *(s.span.start for s in claim.sources)}
    for one in reading.entities:
        if not any(mention.span.start in starts for mention in one.mentions):
            continue
        name = one.entity.name if one.entity is not None else one.named.of(text)
        yield f"  who  {one.id} «{name}» ({one.kind})"
        for mention in one.mentions:
            words = f"«{mention.span.of(text)}» [{mention.span.start}:{mention.span.end}]"
            yield f"    {mention.form.ljust(_FORM)}  {words}  {mention.reason}"


def _quote(text: str, span: Span) -> str:
    return "…" + text[max(0, span.start - _AROUND) : span.end + _AROUND].replace("\n", " ") + "…"
