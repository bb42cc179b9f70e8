from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sam.messages.errors import KeyErasedError, KeyStoreError, UnknownCallError
from sam.messages.records import DayCount, Readability
from sam.messages.store import MessageStore
from sam.spa.model import Retention, Spa
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode

CALL = "a" * 32
OTHER = "b" * 32
# Time zones, menus and retention differ between them.
pytestmark = pytest.mark.parametrize("spa", ["willow-bloom", "harbor-skin"], indirect=True)

BEGAN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


async def test_a_day_is_erased_once_the_owners_days_have_passed_since_it_ended(
    store: MessageStore, spa: Spa
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    midnight = datetime(2026, 11, 25, 0, 0, tzinfo=spa.spa.zone)
    end = midnight + timedelta(days=spa.retention.days)
    assert store.purge(end - timedelta(seconds=1)).calls == 0
    assert store.call(CALL)
    receipt = store.purge(end)
    assert (receipt.calls, receipt.before) == (1, date(2026, 11, 25))
    with pytest.raises(UnknownCallError):
        store.call(CALL)


async def test_the_day_is_the_spas_own_and_not_utcs(store: MessageStore, spa: Spa) -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=spa.spa.zone)
    assert late.astimezone(UTC).date() == date(2026, 11, 25)
    await store.opened(CALL, late, Forwarded.BUSY)
    await store.closed(CALL, late, Outcome.ANSWERED)
    assert store.counts() == [DayCount(date(2026, 11, 24), Outcome.ANSWERED, 1)]


async def test_a_purge_leaves_counts_and_younger_days_and_says_what_it_erased(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    young = BEGAN + timedelta(days=spa.retention.days)
    for call, at in ((CALL, BEGAN), ("c" * 32, BEGAN), ("d" * 32, BEGAN), (OTHER, young)):
        await store.opened(call, at, Forwarded.BUSY)
        await store.stepped(call, (Step(StepCode.GREETED), Step(StepCode.TOLD_HOURS)))
    for call in (CALL, OTHER):
        await store.keep(call, booking)
        await store.closed(call, BEGAN, Outcome.MESSAGE)
    await store.closed("c" * 32, BEGAN, Outcome.MESSAGE)
    # "d" never ended: it counts as abandoned.

    now = BEGAN + timedelta(days=spa.retention.days + 1)
    receipt = store.purge(now)
    assert (receipt.at, receipt.days, receipt.calls) == (now, 1, 3)
    assert (receipt.messages, receipt.steps, receipt.keys) == (1, 6, 1)
    assert [kept.call_id for kept in store.calls()] == [OTHER]
    kept = store.call(OTHER).message
    assert kept is not None and kept.message == booking
    assert store.counts() == [
        DayCount(date(2026, 11, 24), Outcome.ABANDONED, 1),
        DayCount(date(2026, 11, 24), Outcome.MESSAGE, 2),
        DayCount(young.astimezone(spa.spa.zone).date(), Outcome.MESSAGE, 1),
    ]
    again = store.purge(now)
    assert (again.days, again.calls, again.keys) == (0, 0, 0)


async def test_counts_of_an_erased_day_grow_when_rows_of_it_turn_up_again(
    store: MessageStore, spa: Spa
) -> None:
    for call in (CALL, OTHER):
        await store.opened(call, BEGAN, Forwarded.BUSY)
        await store.closed(call, BEGAN, Outcome.DECLINED)
        store.purge(BEGAN + timedelta(days=spa.retention.days + 1))
    assert store.counts() == [DayCount(date(2026, 11, 24), Outcome.DECLINED, 2)]
    assert store.counts(since=date(2026, 11, 25)) == store.counts(until=date(2026, 11, 24)) == []


async def test_a_purge_killed_after_the_key_is_finished_by_the_next(
    store: MessageStore, spa: Spa, booking: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    await store.keep(CALL, booking)
    await store.closed(CALL, BEGAN, Outcome.MESSAGE)
    now = BEGAN + timedelta(days=spa.retention.days + 1)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sam.messages.retention._count", killed)
        with pytest.raises(KeyboardInterrupt):
            store.purge(now)
    kept = store.call(CALL)
    assert (kept.readability, kept.message) == (Readability.ERASED, None)
    receipt = store.purge(now)
    assert (receipt.calls, receipt.messages, receipt.keys) == (1, 1, 0)
    assert store.counts() == [DayCount(date(2026, 11, 24), Outcome.MESSAGE, 1)]


async def test_the_key_of_an_old_day_without_rows_is_erased_too(
    store: MessageStore, spa: Spa, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    await store.keep(CALL, booking)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM call")
    assert store.purge(BEGAN + timedelta(days=spa.retention.days + 1)).keys == 1
    assert store._keys.days() == ()


async def test_a_shorter_retention_counts_from_the_next_purge(
    store: MessageStore, spa: Spa
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    store.adopt(spa.model_copy(update={"retention": Retention(days=2)}))
    assert store.purge(BEGAN + timedelta(days=2)).calls == 0
    assert store.purge(BEGAN + timedelta(days=3)).calls == 1


async def test_a_backup_of_an_erased_day_cannot_be_read_anywhere(
    store: MessageStore, data: Path, spa: Spa, booking: Message, tmp_path: Path
) -> None:
    later = BEGAN + timedelta(days=spa.retention.days)
    for call, at in ((CALL, BEGAN), (OTHER, later)):
        await store.opened(call, at, Forwarded.BUSY)
        await store.stepped(call, (Step(StepCode.GREETED),))
        await store.keep(call, booking)
    backup = tmp_path / "backup"
    backup.mkdir()
    for path in data.glob("messages.sqlite*"):
        shutil.copy(path, backup)
    store.purge(BEGAN + timedelta(days=spa.retention.days + 1))
    shutil.copytree(data / "keys", backup / "keys")

    elsewhere = MessageStore.open(backup, spa)
    try:
        erased, readable = elsewhere.call(CALL), elsewhere.call(OTHER)
        assert (erased.readability, erased.message, erased.steps) == (Readability.ERASED, None, ())
        assert readable.message is not None and readable.message.message == booking
        assert [kept.call_id for kept in elsewhere.with_number("+14795550140")] == [OTHER]
        with pytest.raises(KeyErasedError):
            elsewhere._keys.key(date(2026, 11, 24))
        with pytest.raises(KeyErasedError):
            await elsewhere.keep(CALL, booking)
    finally:
        elsewhere.close()


async def test_a_backup_beside_an_older_copy_of_the_keys_says_that_a_key_is_missing(
    store: MessageStore, data: Path, spa: Spa, booking: Message, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    shutil.copytree(data / "keys", backup / "keys")
    await store.keep(CALL, booking)
    store.close()
    shutil.copy(data / "messages.sqlite", backup)
    elsewhere = MessageStore.open(backup, spa)
    kept = elsewhere.call(CALL)
    elsewhere.close()
    assert (kept.readability, kept.message) == (Readability.KEY_MISSING, None)


async def test_without_the_key_folder_a_backup_does_not_even_open(
    store: MessageStore, data: Path, spa: Spa, booking: Message, tmp_path: Path
) -> None:
    await store.keep(CALL, booking)
    store.close()
    (tmp_path / "backup").mkdir()
    shutil.copy(data / "messages.sqlite", tmp_path / "backup")
    with pytest.raises(KeyStoreError):
        MessageStore.open(tmp_path / "backup", spa)
    assert not (tmp_path / "backup" / "keys" / "master.key").exists()
