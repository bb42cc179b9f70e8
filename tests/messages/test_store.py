from __future__ import annotations

import asyncio
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sam.messages.errors import StoreError, UnknownCallError
from sam.messages.store import MessageStore
from sam.privacy.audit import OPERATOR, AuditEvent, AuditLog
from sam.spa.model import Spa
from sam.vocabulary.keeper import Keeper, NotKeptError
from sam.vocabulary.message import Message, Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode

CALL = "a" * 32
OTHER = "b" * 32
BEGAN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
GREETED = Step(StepCode.GREETED, None, BEGAN)


def told(spa: Spa, seconds: int = 5) -> Step:
    return Step(StepCode.TOLD_PRICE, spa.services[0].id, BEGAN + timedelta(seconds=seconds))


@pytest.mark.parametrize("spa", ["willow-bloom", "harbor-skin"], indirect=True)
async def test_a_whole_call_reads_back_as_it_was_kept(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    keeper: Keeper = store
    ended = BEGAN + timedelta(minutes=2)
    await keeper.opened(CALL, BEGAN, Forwarded.BUSY)
    await keeper.stepped(CALL, (GREETED, told(spa)))
    await keeper.keep(CALL, booking)
    await keeper.stepped(CALL, (Step(StepCode.NOTED, None, ended),))
    await keeper.closed(CALL, ended, Outcome.MESSAGE)

    kept = store.call(CALL)
    assert (kept.started_at, kept.ended_at) == (BEGAN, ended)
    assert (kept.outcome, kept.forwarded) == (Outcome.MESSAGE, Forwarded.BUSY)
    assert kept.steps == (GREETED, told(spa), Step(StepCode.NOTED, None, ended))
    assert kept.message is not None
    assert kept.message.message == booking
    assert kept.message.kept_at == BEGAN
    assert kept.message.called_back_at is None and kept.message.called_back_by is None


async def test_a_message_is_still_there_when_the_store_is_opened_again(
    store: MessageStore, data: Path, spa: Spa, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.UNKNOWN)
    await store.keep(CALL, booking)
    store.close()
    again = MessageStore.open(data, spa)
    message = again.call(CALL).message
    again.close()
    assert message is not None and message.message == booking


async def test_keeping_again_replaces_the_whole_message(
    store: MessageStore, booking: Message
) -> None:
    await store.keep(CALL, booking)
    bare = Message(Reason(ReasonKind.CALLBACK), callback="+14795550199")
    await store.keep(CALL, bare)
    kept = store.call(CALL).message
    assert kept is not None and kept.message == bare
    assert store.with_number("+14795550140") == []


async def test_a_message_of_a_call_whose_beginning_was_lost_is_kept_all_the_same(
    store: MessageStore, booking: Message
) -> None:
    await store.keep(CALL, booking)
    kept = store.call(CALL)
    assert kept.message is not None and kept.message.message == booking
    assert (kept.started_at, kept.forwarded) == (BEGAN, Forwarded.UNKNOWN)


async def test_crossing_the_line_leaves_number_name_and_a_call_back(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    await store.stepped(CALL, (GREETED, told(spa)))
    await store.keep(CALL, booking)
    await store.crossed(CALL)
    crossed = Step(StepCode.CROSSED_LINE, None, BEGAN)
    await store.stepped(CALL, (crossed,))

    kept = store.call(CALL)
    assert kept.steps == (crossed,)
    assert kept.message is not None
    assert kept.message.message == Message(
        Reason(ReasonKind.CLINICAL_QUESTION),
        name=booking.name,
        callback=booking.callback,
        unconfirmed=frozenset({Slot.NAME}),
    )
    assert [found.call_id for found in store.with_number("+14795550140")] == [CALL]


async def test_crossing_leaves_an_emergency_an_emergency(store: MessageStore) -> None:
    await store.keep(CALL, Message(Reason(ReasonKind.EMERGENCY), callback="+14795550140"))
    await store.crossed(CALL)
    kept = store.call(CALL).message
    assert kept is not None and kept.message.reason == Reason(ReasonKind.EMERGENCY)


async def test_crossing_touches_no_other_call(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    for call in (CALL, OTHER):
        await store.stepped(call, (told(spa),))
        await store.keep(call, booking)
    await store.crossed(CALL)
    await store.forget(CALL)
    other = store.call(OTHER)
    assert other.steps == (told(spa),)
    assert other.message is not None and other.message.message == booking


async def test_forget_that_deletes_message_and_steps_and_keeps_the_call(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.NO_ANSWER)
    await store.stepped(CALL, (told(spa),))
    await store.keep(CALL, booking)
    await store.forget(CALL)
    kept = store.call(CALL)
    assert (kept.message, kept.steps) == (None, ())
    assert kept.forwarded is Forwarded.NO_ANSWER


async def test_forgetting_and_crossing_are_harmless_on_a_call_that_kept_nothing(
    store: MessageStore,
) -> None:
    await store.forget(CALL)
    await store.crossed(CALL)
    kept = store.call(CALL)
    assert (kept.message, kept.steps) == (None, ())


@pytest.mark.parametrize("erase", ["crossed", "forget"])
async def test_what_was_erased_is_in_no_file_any_more_even_sealed(
    store: MessageStore, data: Path, spa: Spa, booking: Message, erase: str
) -> None:
    await store.keep(CALL, booking)
    await store.stepped(CALL, (told(spa),))
    with store._engine.connect() as connection:
        sealed = [
            connection.exec_driver_sql("SELECT reason FROM message").scalar_one(),
            connection.exec_driver_sql("SELECT sealed FROM step").scalar_one(),
        ]
    on_disk = b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file())
    assert all(value in on_disk for value in sealed)
    await getattr(store, erase)(CALL)
    on_disk = b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file())
    assert not any(value in on_disk for value in sealed)


async def test_a_resend_with_the_same_number_changes_nothing(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY, number=1)
    for _ in range(2):
        await store.stepped(CALL, (GREETED,), number=2)
    assert store.call(CALL).steps == (GREETED,)
    await store.keep(CALL, booking, number=3)
    await store.crossed(CALL, number=4)
    await store.stepped(CALL, (told(spa),), number=5)
    await store.crossed(CALL, number=4)
    await store.forget(CALL, number=3)
    assert store.call(CALL).steps == (told(spa),)
    assert store.call(CALL).message is not None


async def test_a_refused_operation_may_be_sent_again_under_its_number(
    store: MessageStore, spa: Spa, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY, number=1)
    with monkeypatch.context() as patch:
        patch.setattr(store._keys, "key_for_writing", _refuse)
        with pytest.raises(StoreError):
            await store.stepped(CALL, (told(spa),), number=2)
    await store.stepped(CALL, (told(spa),), number=2)
    assert store.call(CALL).steps == (told(spa),)


def _refuse(day: object) -> None:
    raise StoreError("no")


async def test_operations_apply_in_the_order_in_which_they_were_called(
    store: MessageStore, spa: Spa
) -> None:
    steps = [told(spa, seconds) for seconds in range(30)]
    await asyncio.gather(*(store.stepped(CALL, (step,)) for step in steps))
    assert store.call(CALL).steps == tuple(steps)


async def test_calls_without_an_end_are_closed_as_abandoned(
    store: MessageStore, booking: Message
) -> None:
    later = BEGAN + timedelta(hours=1)
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    await store.keep(CALL, booking)
    await store.opened(OTHER, later, Forwarded.BUSY)
    ended = "c" * 32
    await store.opened(ended, BEGAN, Forwarded.BUSY)
    await store.closed(ended, BEGAN, Outcome.ANSWERED)

    assert store.close_stale(before=later) == 1
    kept = store.call(CALL)
    assert (kept.outcome, kept.ended_at) == (Outcome.ABANDONED, BEGAN)
    assert kept.message is not None and kept.message.message == booking
    assert store.call(OTHER).outcome is None
    assert store.call(ended).outcome is Outcome.ANSWERED
    assert store.close_stale(before=later) == 0


async def test_a_call_that_was_thought_dead_gets_its_own_end(store: MessageStore) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    store.close_stale(before=BEGAN + timedelta(hours=1))
    await store.closed(CALL, BEGAN, Outcome.HANDED_OFF)
    assert store.call(CALL).outcome is Outcome.HANDED_OFF
    assert [(c.outcome, c.calls) for c in store.counts()] == [(Outcome.HANDED_OFF, 1)]


async def test_a_called_back_mark_is_set_kept_and_taken_back(
    store: MessageStore, booking: Message
) -> None:
    await store.keep(CALL, booking)
    at = BEGAN + timedelta(hours=2)
    store.mark_called_back(CALL, "f3a9c2d4e5b60718", at)
    await store.keep(CALL, booking)
    kept = store.call(CALL).message
    assert kept is not None
    assert (kept.called_back_at, kept.called_back_by) == (at, "f3a9c2d4e5b60718")
    store.unmark_called_back(CALL)
    kept = store.call(CALL).message
    assert kept is not None
    assert (kept.called_back_at, kept.called_back_by) == (None, None)


async def test_a_mark_needs_a_message_and_an_opaque_id(
    store: MessageStore, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    with pytest.raises(UnknownCallError):
        store.mark_called_back(CALL, "account-1", BEGAN)
    with pytest.raises(UnknownCallError):
        store.unmark_called_back(CALL)
    await store.keep(CALL, booking)
    for by in ("", "Mary Smith", "x" * 65, "a@b"):
        with pytest.raises(StoreError):
            store.mark_called_back(CALL, by, BEGAN)


@pytest.mark.parametrize("call_id", ["", "a" * 31, "A" * 32, "g" * 32, "+14795550140" + "0" * 20])
async def test_a_call_id_that_is_not_ours_is_refused(store: MessageStore, call_id: str) -> None:
    with pytest.raises(NotKeptError, match="call id"):
        await store.opened(call_id, BEGAN, Forwarded.BUSY)


async def test_a_service_that_is_on_no_menu_is_refused_without_being_quoted(
    store: MessageStore,
) -> None:
    message = Message(Reason(ReasonKind.BOOK, ("my-skin-is-peeling",)))
    with pytest.raises(NotKeptError) as refusal:
        await store.keep(CALL, message)
    assert "peeling" not in str(refusal.value)
    assert store.calls() == []


async def test_a_step_argument_that_is_on_no_list_is_refused_without_being_quoted(
    store: MessageStore,
) -> None:
    with pytest.raises(NotKeptError) as refusal:
        await store.stepped(CALL, (Step(StepCode.TOLD_PRICE, "my skin is peeling"),))
    assert "peeling" not in str(refusal.value)
    assert store.calls() == []


@pytest.mark.parametrize("spa", ["willow-bloom", "harbor-skin"], indirect=True)
async def test_every_closed_value_may_be_a_step_argument(store: MessageStore, spa: Spa) -> None:
    arguments = [
        None,
        "2026-11-26",
        "preferred_time",
        "reschedule",
        "emergency",
        *(service.id for service in spa.services),
        *(role.id for role in spa.team),
        *(thing.name for thing in spa.not_offered),
    ]
    steps = tuple(Step(StepCode.CORRECTED, argument) for argument in arguments)
    await store.stepped(CALL, steps)
    assert store.call(CALL).steps == steps


async def test_a_call_may_end_on_the_menu_it_began_with(store: MessageStore, spa: Spa) -> None:
    first, *others = spa.services
    renamed = first.model_copy(update={"id": "renamed-service"})
    store.adopt(spa.model_copy(update={"services": (renamed, *others)}))
    await store.keep(CALL, Message(Reason(ReasonKind.BOOK, (first.id,))))
    await store.keep(CALL, Message(Reason(ReasonKind.BOOK, ("renamed-service",))))
    with pytest.raises(StoreError):
        await store.keep(CALL, Message(Reason(ReasonKind.BOOK, ("never-there",))))


async def test_an_instant_without_a_zone_is_refused(store: MessageStore) -> None:
    with pytest.raises(StoreError, match="without a time zone"):
        await store.closed(CALL, datetime(2026, 11, 24), Outcome.ANSWERED)


async def test_the_folder_of_another_spa_is_refused(
    store: MessageStore, data: Path, spa: Spa
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    store.close()
    other = spa.model_copy(update={"spa": spa.spa.model_copy(update={"id": "another-spa"})})
    with pytest.raises(StoreError, match="another-spa"):
        MessageStore.open(data, other)


async def test_files_and_folders_are_made_for_the_owner_alone(
    tmp_path: Path, spa: Spa, booking: Message
) -> None:
    data = tmp_path / "new" / "data"
    store = MessageStore.open(data, spa)
    await store.keep(CALL, booking)
    found = {
        path.relative_to(data).as_posix(): path.stat().st_mode & 0o777 for path in data.rglob("*")
    }
    store.close()
    assert found == {
        "messages.sqlite": 0o600,
        "messages.sqlite-wal": 0o600,
        "messages.sqlite-shm": 0o600,
        "keys": 0o700,
        "keys/lock": 0o600,
        "keys/master.key": 0o600,
        "keys/day-keys.json": 0o600,
    }
    assert data.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can leave files to others")
async def test_a_command_run_as_root_leaves_files_that_sams_own_user_can_use(
    tmp_path: Path, spa: Spa, booking: Message
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    store = MessageStore.open(home / "data", spa)
    await store.keep(CALL, booking)
    AuditLog.open(home / "data" / "audit").note(AuditEvent.LISTED_MESSAGES_CLI, OPERATOR)
    made = {path.relative_to(home): path.stat().st_uid for path in home.rglob("*")}
    store.close()
    assert len(made) == 12
    assert set(made.values()) == {65534}


async def test_crossing_the_line_does_not_wait_for_a_reader(
    store: MessageStore, data: Path, booking: Message
) -> None:
    await store.keep(CALL, booking)
    reader = sqlite3.connect(data / "messages.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM message").fetchone()
    await asyncio.wait_for(store.crossed(CALL), timeout=1.0)
    reader.close()
    kept = store.call(CALL).message
    assert kept is not None and kept.message.reason.kind is ReasonKind.CLINICAL_QUESTION
