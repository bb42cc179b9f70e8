"""The pages before signing in: the first account, signing in, and signing out."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from sam.desk import passwords
from sam.desk.accounts import Account, AccountError, folded
from sam.desk.forms import (
    FORM_COOKIE,
    SESSION_COOKIE,
    belongs,
    new_secret,
    set_cookie,
    token_for,
)
from sam.desk.parts import NotSignedInError, Parts, TheParts, page, see_other, visit_of
from sam.privacy.audit import SAM, AuditEvent

router = APIRouter()

NO_MATCH = "Name and password do not match an account here. Check both and try again."


def own_form(request: Request, form_token: Annotated[str, Form()]) -> None:
    """Refuse a form that the desk did not write for this browser."""
    secrets_held = (request.cookies.get(SESSION_COOKIE), request.cookies.get(FORM_COOKIE))
    if not any(belongs(form_token, secret) for secret in secrets_held):
        raise HTTPException(403)


OwnForm = Depends(own_form)


@router.get("/")
def front() -> Response:
    """Lead to the messages."""
    return see_other("/messages")


@router.get("/welcome")
def welcome(request: Request, parts: TheParts) -> Response:
    """Show the form for the first account; its code is in the link's fragment or is typed."""
    if parts.accounts.any():
        return see_other("/sign-in")
    return _form(request, parts, "welcome.html", name="", code="", complaint=None)


@router.post("/welcome", dependencies=[OwnForm])
def begin(
    request: Request,
    parts: TheParts,
    code: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Use up the one-time link, make the first account and sign it in."""
    if parts.accounts.any():
        return see_other("/sign-in")
    spa = parts.spa()
    code = code.strip()
    complaint = passwords.complaint(password, known=(spa.spa.name, spa.spa.id, name, "sam"))
    # A wrong code is told first and costs no argon2: it may come from anybody.
    if complaint is None or not parts.accounts.code_works(code):
        try:
            account = parts.accounts.begin(code, name, password)
        except AccountError as error:
            complaint = str(error)
        else:
            parts.audit.note(AuditEvent.ACCOUNT_MADE, account.id)
            return _signed_in(request, parts, account)
    return _form(
        request, parts, "welcome.html", status=422, name=name, code=code, complaint=complaint
    )


@router.get("/sign-in")
def sign_in(request: Request, parts: TheParts) -> Response:
    """Show the sign-in form; the first-account form while there is no account."""
    if not parts.accounts.any():
        return see_other("/welcome")
    try:
        visit_of(request, parts)
    except NotSignedInError:
        return _form(request, parts, "sign_in.html", name="", complaint=None)
    return see_other("/messages")


@router.post("/sign-in", dependencies=[OwnForm])
def check(
    request: Request,
    parts: TheParts,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Check name and password; sign in, or say that they do not match, or to wait."""
    wait = parts.throttle.attempt(folded(name)[:80])
    if wait:
        seconds = math.ceil(wait.total_seconds())
        longer = f"{seconds} seconds" if seconds < 90 else f"{math.ceil(seconds / 60)} minutes"
        complaint = f"Too many tries. Wait {longer}, then try again."
        return _form(request, parts, "sign_in.html", status=429, name=name, complaint=complaint)
    account = parts.accounts.check(name, password)
    if account is None:
        parts.audit.note(AuditEvent.SIGNED_IN_FAILED, SAM)
        return _form(request, parts, "sign_in.html", status=422, name=name, complaint=NO_MATCH)
    parts.throttle.succeeded(folded(name)[:80])
    return _signed_in(request, parts, account)


@router.post("/sign-out", dependencies=[OwnForm])
def sign_out(request: Request, parts: TheParts) -> Response:
    """End the session, here and on the server."""
    account = parts.sessions.close(request.cookies.get(SESSION_COOKIE, ""))
    if account is not None:
        parts.audit.note(AuditEvent.SIGNED_OUT, account)
    response = see_other("/sign-in")
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="strict")
    return response


def _signed_in(request: Request, parts: Parts, account: Account) -> Response:
    """Begin a session under a fresh token, whatever cookie the browser came with."""
    token = parts.sessions.open(account)
    parts.audit.note(AuditEvent.SIGNED_IN, account.id)
    response = see_other("/messages")
    set_cookie(request, response, SESSION_COOKIE, token)
    response.delete_cookie(FORM_COOKIE, path="/", httponly=True, samesite="strict")
    return response


def _form(
    request: Request, parts: Parts, template: str, *, status: int = 200, **values: object
) -> Response:
    """Draw a form for somebody who is not signed in, with a cookie for its token."""
    held = request.cookies.get(FORM_COOKIE)
    secret = held or new_secret()
    response = page(
        template, parts, status=status, form_token=token_for(secret), account=None, **values
    )
    if held is None:
        set_cookie(request, response, FORM_COOKIE, secret)
    return response
