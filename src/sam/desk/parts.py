"""What every page is given, and how a page is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from sam.desk.accounts import Account, Accounts
from sam.desk.forms import SESSION_COOKIE, token_for
from sam.desk.sessions import Sessions
from sam.desk.shown import Shown
from sam.desk.tables import Clock
from sam.desk.throttle import Throttle
from sam.messages.store import MessageStore
from sam.privacy.audit import AuditLog
from sam.spa.model import Spa


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that the pages work with; one instance an application."""

    spa: Callable[[], Spa]
    """Returns the spa file that is serving now."""
    store: MessageStore
    audit: AuditLog
    accounts: Accounts
    sessions: Sessions
    throttle: Throttle
    clock: Clock
    shown: Shown
    seal: bytes
    """Key of this process under which a page's state is recognised again; never stored."""


def parts_of(request: Request) -> Parts:
    """Return the application's parts."""
    parts: Parts = request.app.state.parts
    return parts


TheParts = Annotated[Parts, Depends(parts_of)]


@dataclass(frozen=True, slots=True)
class Visit:
    """A signed-in person's request."""

    account: Account
    form_token: str
    """For the forms on the page that is drawn."""
    partial: bool
    """Whether a part of a page is asked for (by htmx) instead of the whole."""


class NotSignedInError(Exception):
    """Nobody is signed in, or not any more; answered by the way to the sign-in page."""


def visit_of(request: Request, parts: TheParts) -> Visit:
    """Return who is asking; NotSignedInError if the session is over or there is none.

    A page that refreshes itself says so by `HX-Request`, and keeps nobody signed in unless it
    also says that somebody touched it since the last time (`Sam-Active`).
    """
    partial = "hx-request" in request.headers
    active = not partial or request.method == "POST" or "sam-active" in request.headers
    token = request.cookies.get(SESSION_COOKIE)
    account = parts.sessions.find(token, active=active) if token else None
    if token is None or account is None:
        raise NotSignedInError
    return Visit(account, token_for(token), partial)


TheVisit = Annotated[Visit, Depends(visit_of)]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("sam.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def draw(template: str, **values: object) -> str:
    """Return a template as HTML; everything put into it is escaped."""
    return _environment().get_template(template).render(**values)


def page(template: str, parts: Parts, *, status: int = 200, **values: object) -> Response:
    """Return a whole page as a response."""
    return HTMLResponse(draw(template, spa=parts.spa(), **values), status_code=status)


def see_other(path: str) -> Response:
    """Send the browser to another page after a form, so that reloading sends no form again."""
    return Response(status_code=303, headers={"Location": path})
