"""The log: closed event names, closed fields, and everything foreign reduced to three words.

A line is a JSON object. What Sam itself logs is an `Event` with fields from `FIELDS`, each of which
is a number, an opaque id or a member of a closed list: there is no field that could hold a
sentence. What libraries log, warn or crash with is reduced to logger, level and exception type,
without message, traceback or locals. There is no debug mode that says more.

A value that does not fit is dropped and counted as `withheld`, never raised: a log line must not
end a call.

No logging framework stands behind this: there is one processor and one renderer, and importing one
would add a fifth to the time in which a crashed ear is back.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sam.vocabulary.outcome import Forwarded, Outcome


class Event(StrEnum):
    """Everything that the log can say."""

    STARTED = "started"
    """A process is ready: room, seconds, memory_mb."""
    LISTENING = "listening"
    """The ear's line rings, engines or not: seconds since the process was started."""
    STOPPED = "stopped"
    """A process ended: room, code."""
    CRASHED = "crashed"
    """A process ended by itself and is started again: room, code, seconds (until the restart)."""
    DRAINING = "draining"
    """No new calls; those in progress finish: calls."""
    WALL = "wall"
    """room, enforced, missing: how many guards hold."""
    CALL_BEGAN = "call_began"
    """call, forwarded."""
    REPLIED = "replied"
    """Where the time of one reply went, in ms: the fields of `sam.call.tools.TurnTiming`."""
    CALL_ENDED = "call_ended"
    """call, seconds."""
    CALL_FAILED = "call_failed"
    """call, error: the call's task ended with an exception."""
    SPA_LOADED = "spa_loaded"
    """A spa file, or a good edit of it, is serving."""
    SPA_REFUSED = "spa_refused"
    """A bad edit; the last good spa file goes on serving: count of complaints."""
    PURGED = "purged"
    """Retention: count of messages erased."""
    NOT_KEPT = "not_kept"
    """The desk did not keep something: error."""
    FRAME_REFUSED = "frame_refused"
    """Something that does not fit the schema came through the keeper's socket."""
    PAGE_FAILED = "page_failed"
    """page, error: a page of the desk failed, and showed this opaque id to whoever asked for it."""
    FOREIGN = "foreign"
    """A library logged, warned or failed: logger, level, error."""


class Room(StrEnum):
    """A process of the house."""

    HOUSE = "house"
    EAR = "ear"
    DESK = "desk"


_ID = re.compile(r"[0-9a-f]{16,64}")
_LEVELS = frozenset({"debug", "info", "warning", "error", "critical"})


def _number(value: object) -> float | int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # A subclass could print itself as anything; a telephone number is an integer too.
    plain = float(value)
    if not -1e6 < plain < 1e6:
        return None
    return int(value) if isinstance(value, int) else round(plain, 3)


def _opaque_id(value: object) -> str | None:
    return value if type(value) is str and _ID.fullmatch(value) else None


def _one_of(*members: str) -> Callable[[object], str | None]:
    known = {str(member): str(member) for member in members}
    return lambda value: known.get(str(value)) if type(value) in _ENUMS else None


_ENUMS = {str, Room, Outcome, Forwarded}


def _module_name(value: object) -> str | None:
    """Return a logger's name if it is that of a module that is really loaded, else None."""
    if type(value) is not str:
        return None
    parts = value.split(".")
    while parts:
        name = ".".join(parts)
        if name in sys.modules:
            return name
        parts.pop()
    return None


def exception_name(kind: object) -> str | None:
    """Return the name of an exception class, or of its nearest base that a loaded module defines.

    A class made on the fly could be called anything; one that its module really holds was written
    by a programmer.
    """
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        return None
    for base in kind.__mro__:
        holder: object = sys.modules.get(base.__module__)
        for part in base.__qualname__.split("."):
            holder = getattr(holder, part, None)
        if holder is base and base.__qualname__.isidentifier():
            return base.__qualname__
    return None


FIELDS: Mapping[str, Callable[[object], object]] = {
    "room": _one_of(*Room),
    "call": _opaque_id,
    "page": _opaque_id,
    "outcome": _one_of(*Outcome),
    "forwarded": _one_of(*Forwarded),
    "seconds": _number,
    "memory_mb": _number,
    "detected": _number,
    "recognised": _number,
    "judged": _number,
    "waited": _number,
    "decided": _number,
    "voiced": _number,
    "count": _number,
    "calls": _number,
    "code": _number,
    "enforced": _number,
    "missing": _number,
    "logger": _module_name,
    "level": _one_of(*_LEVELS),
    "error": exception_name,
}
"""Every field that a log line may carry, with the check that its value passes."""


def fitted(record: Mapping[str, object]) -> dict[str, object]:
    """Return what of a record may be written: a known event, known fields, closed values."""
    event = record.get("event")
    if type(event) is Event:
        line: dict[str, object] = {"event": event.value}
    else:
        line = {"event": Event.FOREIGN.value}
    withheld = 0
    for name, value in record.items():
        if name == "event" or value is None:
            continue
        check = FIELDS.get(name) if type(name) is str else None
        passed = check(value) if check else None
        if passed is None:
            withheld += 1
        else:
            line[name] = passed
    if withheld:
        line["withheld"] = withheld
    return line


class _Reduce(logging.Handler):
    """The only handler of the standard library's root logger."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep logger, level and exception type of a record; its text is never even formatted."""
        if record.name.split(".")[0] == "baresip" and record.levelno <= logging.INFO:
            # It names the peer after each call.
            return
        kind = record.exc_info[0] if record.exc_info else None
        _foreign(record.name, record.levelname.lower(), kind)


_SILENT = frozenset({KeyboardInterrupt, SystemExit, asyncio.CancelledError})

_write: Callable[[str], object] = lambda line: None  # noqa: E731 -- nowhere until `start`


def start(write: Callable[[str], object]) -> None:
    """Send the log of this process to `write`, a line at a time without its newline.

    Takes over the root logger, warnings and every hook for unhandled exceptions.
    """
    global _write
    _write = write
    root = logging.getLogger()
    root.handlers[:] = [_Reduce()]
    root.setLevel(logging.WARNING)
    for name in list(logging.root.manager.loggerDict):
        existing = logging.getLogger(name)
        existing.handlers.clear()
        existing.propagate = True
    logging.raiseExceptions = False
    logging.lastResort = None
    warnings.showwarning = lambda _message, category, *_rest: _foreign(
        "warnings", "warning", category
    )
    sys.excepthook = lambda kind, _value, _trace: _foreign("sys", "critical", kind)
    threading.excepthook = lambda args: _foreign("threading", "error", args.exc_type)
    sys.unraisablehook = lambda args: _foreign("sys", "error", args.exc_type)


def tame(loop: asyncio.AbstractEventLoop) -> None:
    """Reduce what an event loop reports of its tasks' exceptions; debug mode off."""
    loop.set_debug(False)

    def reduce(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        _foreign("asyncio", "error", type(error) if error is not None else None)

    loop.set_exception_handler(reduce)


def log(event: Event, **fields: object) -> None:
    """Write one line. Fields are those of `FIELDS`; `error` takes an exception's class."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    _write(json.dumps({"at": at, **fitted({**fields, "event": event})}))


def _foreign(logger: str, level: str, kind: type[BaseException] | type[Warning] | None) -> None:
    if kind in _SILENT:
        return
    log(Event.FOREIGN, logger=logger, level=level, error=kind)
