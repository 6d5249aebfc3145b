"""The reader's name, kept in a cookie of the browser: decisions are by somebody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from riwaya.review.forms import Checked
from riwaya.review.routes.preferences import own_path
from riwaya.review.who import BY_COOKIE, cookie_of

router = APIRouter(include_in_schema=False)
_YEAR = 31_536_000


@router.post("/who", dependencies=[Checked])
def name(name: Annotated[str, Form(max_length=500)], back: Annotated[str, Form()] = "/") -> Response:
    """Keep the name, and lead back to the page."""
    kept = cookie_of(name)
    answer = RedirectResponse(own_path(back), 303)
    answer.set_cookie(BY_COOKIE, kept, max_age=_YEAR, samesite="strict", path="/")
    return answer
