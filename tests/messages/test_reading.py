from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sam.messages.errors import UnknownCallError
from sam.messages.records import Readability
from sam.messages.store import MessageStore
from sam.messages.tables import SEALED_FIELDS
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded
from sam.vocabulary.step import Step, StepCode

BEGAN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def call_id(number: int) -> str:
    return f"{number:032x}"


async def fill(store: MessageStore, calls: int) -> None:
    """Calls a minute apart; every third begins at the same instant as the one before."""
    for number in range(calls):
        at = BEGAN + timedelta(minutes=number - (number % 3 == 2))
        await store.opened(call_id(number), at, Forwarded.BUSY)


async def test_calls_come_newest_first_and_page_without_gap_or_repeat(store: MessageStore) -> None:
    await fill(store, 20)
    newest_first = [call_id(number) for number in reversed(range(20))]
    assert [kept.call_id for kept in store.calls()] == newest_first
    assert [kept.call_id for kept in store.calls(limit=3)] == newest_first[:3]
    for oldest_first in (False, True):
        seen: list[str] = []
        while page := store.calls(
            limit=3, before=seen[-1] if seen else None, oldest_first=oldest_first
        ):
            seen += [kept.call_id for kept in page]
        assert seen == (newest_first[::-1] if oldest_first else newest_first)


async def test_since_is_inclusive_and_until_exclusive(store: MessageStore) -> None:
    for number in range(4):
        await store.opened(call_id(number), BEGAN + timedelta(minutes=number), Forwarded.BUSY)
    minute = timedelta(minutes=1)
    found = store.calls(since=BEGAN + minute, until=BEGAN + 3 * minute)
    assert [kept.call_id for kept in found] == [call_id(2), call_id(1)]


async def test_a_page_after_an_erased_call_says_so(store: MessageStore) -> None:
    with pytest.raises(UnknownCallError):
        store.calls(before=call_id(1))
    with pytest.raises(UnknownCallError):
        store.call(call_id(1))


async def test_messages_from_one_number_are_found_across_days_and_never_merged(
    store: MessageStore, booking: Message
) -> None:
    other = Message(booking.reason, callback="+14795550141")
    for number in range(4):
        at = BEGAN + timedelta(days=number)
        await store.opened(call_id(number), at, Forwarded.BUSY)
        await store.keep(call_id(number), other if number == 1 else booking)
    found = store.with_number("+14795550140")
    assert [kept.call_id for kept in found] == [call_id(3), call_id(2), call_id(0)]
    assert [kept.call_id for kept in store.with_number("+14795550141")] == [call_id(1)]
    assert store.with_number("+14795550199") == []


@pytest.mark.parametrize("field", SEALED_FIELDS)
async def test_fields_swapped_between_two_calls_show_neither(
    store: MessageStore, booking: Message, field: str
) -> None:
    for number in range(3):
        await store.keep(call_id(number), booking)
    with store._engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE message SET {field} = (SELECT {field} FROM message AS other WHERE "
            f"other.call_id = '{call_id(1)}') WHERE call_id = '{call_id(0)}'"
        )
    kept = {one.call_id: one for one in store.calls()}
    assert kept[call_id(0)].readability is Readability.DAMAGED
    assert kept[call_id(0)].message is None
    for number in (1, 2):
        assert kept[call_id(number)].readability is Readability.READABLE


async def test_fields_swapped_within_a_call_are_not_shown(
    store: MessageStore, booking: Message
) -> None:
    await store.keep(call_id(0), booking)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE message SET name = callback")
    assert store.call(call_id(0)).readability is Readability.DAMAGED


async def test_steps_put_in_another_order_are_not_shown(store: MessageStore) -> None:
    steps = (Step(StepCode.TOLD_HOURS), Step(StepCode.TOLD_PARKING))
    await store.stepped(call_id(0), steps)
    with store._engine.begin() as connection:
        for old, new in ((0, 7), (1, 0), (7, 1)):
            connection.exec_driver_sql(f"UPDATE step SET place = {new} WHERE place = {old}")
    kept = store.call(call_id(0))
    assert (kept.readability, kept.steps) == (Readability.DAMAGED, ())


async def test_a_kept_call_shows_nothing_of_the_caller_in_its_repr(
    store: MessageStore, booking: Message
) -> None:
    await store.keep(call_id(0), booking)
    shown = repr(store.call(call_id(0)))
    assert "Quillfeather" not in shown and "5550140" not in shown and "11-28" not in shown
