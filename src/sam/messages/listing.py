"""What `sam messages --json` prints: one object a call, oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sam.messages.errors import StoreError
from sam.messages.reading import Reading
from sam.messages.records import KeptCall, Readability
from sam.spa.model import Spa
from sam.spa.printed import MESSAGE_SCHEMA, STEP_SCHEMA, message_as_dict, step_as_dict
from sam.vocabulary.outcome import Forwarded, Outcome

_PAGE = 200

CALL_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "call_id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "started_at": {"type": "string", "format": "date-time"},
        "ended_at": {"type": ["string", "null"], "format": "date-time"},
        "forwarded": {"enum": [forwarded.value for forwarded in Forwarded]},
        "outcome": {"enum": [*(outcome.value for outcome in Outcome), None]},
        "steps": {"type": "array", "items": STEP_SCHEMA},
        "message": {"anyOf": [MESSAGE_SCHEMA, {"type": "null"}]},
        "readability": {"enum": [readability.value for readability in Readability]},
    },
    "required": [
        "call_id",
        "started_at",
        "ended_at",
        "forwarded",
        "outcome",
        "steps",
        "message",
        "readability",
    ],
    "additionalProperties": False,
}
"""JSON Schema of one line of `sam messages --json`; `ended_at` and `outcome` are null together."""


def message_objects(
    store: Reading, spa: Spa, since: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """Yield every call that began at or after `since`, in the shape of `CALL_SCHEMA`."""
    last: str | None = None
    while page := store.calls(since=since, limit=_PAGE, before=last, oldest_first=True):
        yield from (call_as_dict(kept, spa) for kept in page)
        last = page[-1].call_id


def call_as_dict(kept: KeptCall, spa: Spa) -> dict[str, Any]:
    """Return a kept call in the shape of `CALL_SCHEMA`."""
    return {
        "call_id": kept.call_id,
        "started_at": kept.started_at.isoformat(),
        "ended_at": kept.ended_at.isoformat() if kept.ended_at else None,
        "forwarded": kept.forwarded.value,
        "outcome": kept.outcome.value if kept.outcome else None,
        "steps": [step_as_dict(step, spa) for step in kept.steps],
        "message": message_as_dict(kept.message.message, spa) if kept.message else None,
        "readability": kept.readability.value,
    }


def since_instant(text: str, spa: Spa) -> datetime:
    """Read `--since`: an ISO date or time, in the spa's zone unless it names an offset.

    StoreError saying what to write if it is neither.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise StoreError(
            f"--since {text!r} is not an ISO date or time; write 2026-11-24 or 2026-11-24T09:00"
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=spa.spa.zone)
