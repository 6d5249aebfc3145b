"""What a page's forms and scripts send: read once, and only with the token that the page was given."""

from __future__ import annotations

from fastapi import Depends, HTTPException, Request

from riwaya.review.guard import CSRF_HEADER, same

REFUSED = "Refused: the form isn't from this run of the app; load the page again."


async def checked(request: Request) -> None:
    """Refuse a form without its CSRF token; a program that bears the token in its header needs none.

    A dependency of every route that changes something: `dependencies=[Checked]`.
    """
    if request.state.bearer:
        return
    given = request.headers.get(CSRF_HEADER)
    if given is None and request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        held = (await request.form()).get("csrf")
        given = held if isinstance(held, str) else None
    if given is None or not same(given, request.state.csrf):
        raise HTTPException(403, REFUSED)


Checked = Depends(checked)
