"""What a form offers while a name is typed: the actors that the lexicon knows, and no private person."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from riwaya.review.known import suggested
from riwaya.review.render import language_of

router = APIRouter(include_in_schema=False)


@router.get("/suggest/actors")
def actors(request: Request, q: Annotated[str, Query(max_length=200)] = "") -> list[dict[str, str]]:
    """Return the actors that may be meant, the best first: [{"value": id, "label": name}]."""
    arabic = language_of(request) == "ar"
    found = suggested(request.app.state.project.lexicon, q)
    return [{"value": one.id, "label": one.name if arabic else one.name_en or one.name} for one in found]
