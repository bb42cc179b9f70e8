from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from sam.messages import listing
from sam.messages.errors import StoreError
from sam.messages.listing import CALL_SCHEMA, message_objects, since_instant
from sam.messages.store import MessageStore
from sam.spa.model import Spa
from sam.vocabulary.message import Message, Reason, ReasonKind
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode

# Time zones, menus and retention differ between them.
pytestmark = pytest.mark.parametrize("spa", ["willow-bloom", "harbor-skin"], indirect=True)

BEGAN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
SCHEMA = Draft202012Validator(CALL_SCHEMA, format_checker=FormatChecker())


async def test_a_line_says_what_was_kept_with_the_menus_own_names(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    first, second = spa.services[:2]
    await store.opened("a" * 32, BEGAN, Forwarded.AFTER_HOURS)
    await store.stepped("a" * 32, (Step(StepCode.TOLD_PRICE, first.id, BEGAN),))
    await store.keep("a" * 32, booking)
    await store.closed("a" * 32, BEGAN + timedelta(minutes=1), Outcome.MESSAGE)
    [line] = message_objects(store, spa)
    assert json.loads(json.dumps(line)) == {
        "call_id": "a" * 32,
        "started_at": "2026-11-24T15:00:00+00:00",
        "ended_at": "2026-11-24T15:01:00+00:00",
        "forwarded": "after_hours",
        "outcome": "message",
        "steps": [{"code": "told_price", "arg": first.name, "at": "2026-11-24T15:00:00+00:00"}],
        "message": {
            "name": "Jessica O’Quillfeather",
            "callback": "+14795550140",
            "reason": {
                "kind": "book",
                "services": [first.name, second.name],
                "visitor": "returning",
            },
            "preferred_time": [
                {"from": "2026-11-28T09:00", "to": "2026-11-28T12:30"},
                {"from": "2026-12-01T15:00", "to": None},
            ],
            "unconfirmed": ["name", "preferred_time"],
        },
        "readability": "readable",
    }
    SCHEMA.validate(line)


async def test_every_call_is_listed_oldest_first_across_pages(
    store: MessageStore, spa: Spa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_PAGE", 2)
    for number in range(5):
        await store.opened(f"{number:032x}", BEGAN + timedelta(hours=number), Forwarded.BUSY)
    await store.keep(f"{0:032x}", Message(Reason(ReasonKind.CALLBACK)))
    lines = list(message_objects(store, spa))
    assert [line["call_id"][-1] for line in lines] == ["0", "1", "2", "3", "4"]
    assert [line["ended_at"] for line in lines] == [None] * 5
    for line in lines:
        SCHEMA.validate(line)
    since = message_objects(store, spa, BEGAN + timedelta(hours=3))
    assert [line["call_id"][-1] for line in since] == ["3", "4"]


def test_since_is_read_in_the_spas_zone_unless_it_names_an_offset(spa: Spa) -> None:
    local = datetime(2026, 11, 24, 9, 0, tzinfo=spa.spa.zone)
    assert since_instant("2026-11-24T09:00", spa) == local
    assert since_instant("2026-11-24", spa) == local - timedelta(hours=9)
    assert since_instant("2026-11-24T09:00Z", spa) == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_a_since_that_is_no_time_says_what_to_write(spa: Spa) -> None:
    with pytest.raises(StoreError, match="2026-11-24T09:00"):
        since_instant("yesterday", spa)
