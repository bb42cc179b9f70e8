"""The desk as one application, built from its real parts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from sam.desk import entry, listing
from sam.desk.accounts import Accounts
from sam.desk.guard import Failed, Guard, log_failure
from sam.desk.parts import NotSignedInError, Parts, page, parts_of, see_other
from sam.desk.sessions import Sessions
from sam.desk.shown import Shown
from sam.desk.tables import Clock, open_database
from sam.desk.throttle import Throttle
from sam.messages.errors import StoreError
from sam.messages.store import MessageStore
from sam.privacy.audit import AuditError, AuditLog
from sam.spa.model import Spa

STATIC = Path(__file__).parent / "static"

PLAIN = {
    403: ("This form is too old", "Go back, load the page again, and send it once more."),
    404: ("There is nothing here", "The message may have been erased, or the address is wrong."),
    405: ("There is nothing here", "The address is wrong."),
    422: ("This form could not be read", "Go back, load the page again, and send it once more."),
}
"""What a refusal says, by status. Nothing that was sent is repeated."""


def create_app(
    spa: Callable[[], Spa],
    store: MessageStore,
    audit: AuditLog,
    data: Path,
    *,
    clock: Clock,
    failed: Failed = log_failure,
) -> FastAPI:
    """Build the desk's pages.

    `spa` returns the spa file that is serving now; `data` is the data folder, where `desk.sqlite`
    is kept; `clock` returns the present instant, aware, UTC; `failed` is told of exceptions.
    OSError where the data folder cannot be written.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    engine = open_database(data)
    app.state.parts = Parts(
        spa=spa,
        store=store,
        audit=audit,
        accounts=Accounts(engine, clock),
        sessions=Sessions(engine, clock, timedelta(minutes=spa().desk.log_off_minutes)),
        throttle=Throttle(clock),
        clock=clock,
        shown=Shown(),
        seal=secrets.token_bytes(32),
    )
    app.include_router(entry.router)
    app.include_router(listing.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(NotSignedInError, _to_sign_in)
    app.add_exception_handler(StoreError, _not_reachable)
    app.add_exception_handler(AuditError, _not_reachable)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_middleware(Guard, failed=failed)
    return app


async def _to_sign_in(request: Request, _: Exception) -> Response:
    if "hx-request" in request.headers:
        # htmx follows this by loading the page anew, which wipes what the old one shows.
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    return see_other("/sign-in")


async def _not_reachable(request: Request, error: Exception) -> Response:
    """Show what the store or the audit complains of: its texts name no caller, and what to do.

    What cannot be noted in the audit is not shown either.
    """
    return _plain(request, 503, "Sam cannot reach what it keeps", f"{error}.")


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 422
    title, advice = PLAIN.get(status, PLAIN[422])
    return _plain(request, status, title, advice)


def _plain(request: Request, status: int, title: str, advice: str) -> Response:
    return page(
        "plain.html",
        parts_of(request),
        status=status,
        account=None,
        form_token="",
        title=title,
        advice=advice,
    )
