"""The pages of a signed-in person: messages to call back, and the calls that Sam caught."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from sam.desk.board import board
from sam.desk.entry import OwnForm
from sam.desk.journal import journal
from sam.desk.parts import Parts, TheParts, TheVisit, Visit, draw, page, see_other
from sam.messages.errors import UnknownCallError
from sam.messages.records import KeptCall
from sam.messages.store import MessageStore
from sam.privacy.audit import AuditEvent

router = APIRouter()

CALLS_A_PAGE = 50

CALLS_A_READ = 200

REFRESH = "every 8s"
"""How often an open page asks whether something has changed."""

CALL_ID = "^[0-9a-f]{32}$"


@router.get("/messages")
def messages(request: Request, parts: TheParts, visit: TheVisit) -> Response:
    """Show whom to call back."""
    event = AuditEvent.VIEWED_MESSAGES
    return _answer(request, parts, visit, "messages.html", event, lambda: _board(parts, visit))


@router.post("/messages/{call_id}/called-back", dependencies=[OwnForm])
def called_back(
    call_id: Annotated[str, Path(pattern=CALL_ID)],
    done: Annotated[bool, Form()],
    parts: TheParts,
    visit: TheVisit,
) -> Response:
    """Note that this person called back; or, with done=false, that nobody has yet."""
    try:
        if done:
            parts.store.mark_called_back(call_id, visit.account.id, parts.clock())
        else:
            parts.store.unmark_called_back(call_id)
    except UnknownCallError as error:
        raise HTTPException(404) from error
    event = AuditEvent.MARKED_CALLED_BACK if done else AuditEvent.UNMARKED_CALLED_BACK
    parts.audit.note(event, visit.account.id)
    if not visit.partial:
        return see_other("/messages")
    return HTMLResponse(_live("/messages", _board(parts, visit), parts))


@router.get("/calls")
def calls(
    request: Request,
    parts: TheParts,
    visit: TheVisit,
    before: Annotated[str | None, Query(pattern=CALL_ID)] = None,
) -> Response:
    """Show the calls that Sam caught, or those before a call of the page that was shown."""
    event = AuditEvent.VIEWED_CALLS
    try:
        return _answer(request, parts, visit, "calls.html", event, lambda: _journal(parts, before))
    except UnknownCallError:
        # The call that ended the page before has been erased meanwhile.
        return see_other("/calls")


def _board(parts: Parts, visit: Visit) -> str:
    """Return the messages as HTML."""
    spa, now = parts.spa(), parts.clock()
    laid_out = board(_all_calls(parts.store), spa, now, parts.accounts.names())
    return draw("board.html", board=laid_out, spa=spa, form_token=visit.form_token)


def _all_calls(store: MessageStore) -> Iterator[KeptCall]:
    """Yield every call that is kept, newest first; nobody who waits may fall off the list."""
    before: str | None = None
    while kept := store.calls(limit=CALLS_A_READ, before=before):
        yield from kept
        before = kept[-1].call_id


def _journal(parts: Parts, before: str | None) -> str:
    """Return one page of calls as HTML."""
    spa, now = parts.spa(), parts.clock()
    kept = parts.store.calls(limit=CALLS_A_PAGE + 1, before=before)
    days = journal(kept[:CALLS_A_PAGE], spa, now)
    day = now.astimezone(spa.spa.zone).date()
    today = sum(count.calls for count in parts.store.counts(since=day))
    earlier = kept[CALLS_A_PAGE - 1].call_id if len(kept) > CALLS_A_PAGE else None
    return draw(
        "journal.html", days=days, spa=spa, earlier=earlier, first=before is None, today=today
    )


def _answer(
    request: Request,
    parts: Parts,
    visit: Visit,
    template: str,
    event: AuditEvent,
    drawn: Callable[[], str],
) -> Response:
    """Answer with the whole page, the part that changed, or 204 where the browser has it already.

    Each time that something is shown which was not on the screen before, the audit says so; a
    page that stands open all day is one entry for each change, not one every few seconds.
    """
    held = request.headers.get("sam-shown", "") if visit.partial else ""
    changes = parts.store.changes  # before reading: what comes in meanwhile is found next time
    if parts.shown.still(held, changes, parts.clock()):
        return Response(status_code=204)
    part = drawn()
    mark = _mark(part, parts)
    parts.shown.note(mark, changes, parts.clock())
    if held == mark:
        return Response(status_code=204)
    parts.audit.note(event, visit.account.id)
    # A later page of calls refreshes itself as that page; its query is an opaque id, checked above.
    query = f"?{request.url.query}" if request.url.query else ""
    live = _live(request.url.path + query, part, parts)
    if visit.partial:
        return HTMLResponse(live)
    return page(template, parts, account=visit.account, form_token=visit.form_token, live=live)


def _live(path: str, part: str, parts: Parts) -> str:
    """Return a part of a page, wrapped so that it keeps itself up to date."""
    return draw("live.html", path=path, part=part, mark=_mark(part, parts), refresh=REFRESH)


def _mark(part: str, parts: Parts) -> str:
    """Return a mark of what is shown, which says nothing of it: an HMAC under the process's key."""
    return hmac.new(parts.seal, part.encode(), hashlib.sha256).hexdigest()
