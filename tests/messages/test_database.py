from __future__ import annotations

import os
import random
import re
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from sam.messages import database, migrating
from sam.messages.errors import KeyStoreError, StoreError
from sam.messages.store import MessageStore
from sam.messages.tables import metadata
from sam.spa.model import Spa
from sam.vocabulary.keeper import ACK_SECONDS, NotKeptError
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded
from sam.vocabulary.step import Step, StepCode

CALL = "a" * 32
OTHER = "b" * 32
BEGAN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Act as nobody while tests run as root, whom no file mode holds back."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes, as a full disk would not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k,mode=700", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def contents(data: Path) -> dict[str, bytes]:
    return {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def test_the_migrations_make_the_tables_that_the_code_uses(store: MessageStore) -> None:
    with store._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_that_opening_goes_by() -> None:
    assert migrating.revisions()[0] == database.NEWEST


def test_the_migrations_make_the_same_checks(store: MessageStore, tmp_path: Path) -> None:
    direct = sa.create_engine(f"sqlite:///{tmp_path / 'direct.sqlite'}")
    metadata.create_all(direct)

    def checks(engine: sa.Engine) -> set[tuple[str, str]]:
        inspector = sa.inspect(engine)
        return {
            (str(check["name"]), check["sqltext"])
            for table in metadata.tables
            for check in inspector.get_check_constraints(table)
        }

    assert checks(direct) == checks(store._engine)
    assert len(checks(direct)) == 18
    direct.dispose()


def test_there_is_no_column_for_free_text(store: MessageStore) -> None:
    """Every text column is held to a closed form by a CHECK; the others are no text."""
    text = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if getattr(column.type, "length", None) is not None
    }
    assert text == {
        "call.call_id",
        "call.spa",
        "call.outcome",
        "call.forwarded",
        "message.call_id",
        "message.called_back_by",
        "step.call_id",
        "daily_count.spa",
        "daily_count.outcome",
    }


@pytest.mark.parametrize(
    "change",
    [
        "call SET outcome = 'told me about her skin', ended_at = started_at",
        "call SET outcome = 'message'",
        "call SET forwarded = 'because'",
        "call SET spa = 'Willow & Bloom'",
        "call SET call_id = 'Jessica'",
        "call SET call_id = 'Jessica Jessica Jessica Jessica!'",
        "message SET called_back_by = 'Mary Smith', called_back_at = kept_at",
        "message SET called_back_by = 'mary'",
        "message SET name = 'Jessica'",
        "message SET callback = '+14795550140'",
        "message SET reason = 'book'",
        "message SET number_tag = '+14795550140'",
        "step SET sealed = 'told_price'",
    ],
)
async def test_the_database_itself_refuses_what_is_not_closed(
    store: MessageStore, booking: Message, change: str
) -> None:
    await store.keep(CALL, booking)
    await store.stepped(CALL, (Step(StepCode.GREETED),))
    with (
        store._engine.connect() as connection,
        pytest.raises(Exception, match=r"CHECK constraint failed"),
    ):
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql(f"UPDATE {change}")


def test_a_commit_waits_for_the_disk(store: MessageStore) -> None:
    with store._engine.connect() as connection:
        found = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


async def test_a_full_disk_is_named_and_loses_nothing(
    small_disk: Path, spa: Spa, booking: Message
) -> None:
    store = MessageStore.open(small_disk / "data", spa)
    kept: list[str] = []
    with pytest.raises(NotKeptError, match="the disk is full"):
        for number in range(2000):
            await store.keep(f"{number:032x}", booking)
            kept.append(f"{number:032x}")
    assert len(kept) > 5
    assert {call.call_id for call in store.calls(limit=5000) if call.message} == set(kept)
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    await store.keep(OTHER, booking)
    assert store.call(OTHER).message is not None
    store.close()
    again = MessageStore.open(small_disk / "data", spa)
    assert {call.call_id for call in again.calls(limit=5000) if call.message} == {*kept, OTHER}
    again.close()


async def test_a_disk_that_takes_no_new_key_keeps_nothing_and_works_again(
    store: MessageStore, data: Path, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    with largest_file(10), pytest.raises(NotKeptError):
        await store.keep(CALL, booking)
    assert [path.name for path in (data / "keys").glob(".*")] == []
    await store.keep(CALL, booking)
    kept = store.call(CALL).message
    assert kept is not None and kept.message == booking


def test_a_key_file_that_cannot_be_written_is_named(
    data: Path, spa: Spa, store: MessageStore
) -> None:
    before = contents(data)["keys/day-keys.json"]
    with largest_file(10), pytest.raises(KeyStoreError, match=r"day-keys\.json"):
        store._keys.key_for_writing(BEGAN.date())
    assert contents(data)["keys/day-keys.json"] == before


@pytest.mark.parametrize(
    ("closed", "mode", "error"),
    [
        ("messages.sqlite", 0o400, StoreError),
        ("keys", 0o000, KeyStoreError),
        ("keys/master.key", 0o000, KeyStoreError),
        ("keys/day-keys.json", 0o000, KeyStoreError),
    ],
)
def test_a_file_that_may_not_be_used_is_named_and_left_alone(
    data: Path, spa: Spa, store: MessageStore, closed: str, mode: int, error: type[StoreError]
) -> None:
    store.close()
    before = contents(data)
    if os.geteuid() == 0:
        _give_away(data)
    (data / closed).chmod(mode)
    with unprivileged(), pytest.raises(error, match="the user Sam runs as") as refusal:
        MessageStore.open(data, spa)
    assert str(data / closed) in str(refusal.value)
    (data / closed).chmod(0o700)
    after = contents(data)
    assert {name: after.get(name) for name in before} == before


def _give_away(data: Path) -> None:
    """Give a data folder to nobody, and let nobody reach it."""
    for path in (data, *data.rglob("*")):
        os.chown(path, 65534, 65534)
    for parent in (data.parent, data.parent.parent, data.parent.parent.parent):
        parent.chmod(0o711)


async def test_a_database_held_by_another_program_is_named(
    data: Path, spa: Spa, booking: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    store = MessageStore.open(data, spa)
    other = sqlite3.connect(data / "messages.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NotKeptError, match="locked"):
        await store.keep(CALL, booking)
    assert store.calls() == []
    other.execute("ROLLBACK")
    other.close()
    await store.keep(CALL, booking)
    assert store.call(CALL).message is not None
    store.close()


def test_a_writer_gives_up_before_the_ear_does() -> None:
    assert database.BUSY_SECONDS < ACK_SECONDS


def _garble(content: bytes) -> bytes:
    rng = random.Random(7)
    return content[:4096] + rng.randbytes(len(content) - 4096)


@pytest.mark.parametrize(
    "damage",
    [lambda old: b"this is no database, " * 500, lambda old: old[:6000], _garble],
    ids=["another file", "cut off", "garbled"],
)
async def test_a_damaged_database_is_named_and_left_as_it_is(
    store: MessageStore, data: Path, spa: Spa, booking: Message, damage: object
) -> None:
    for number in range(10):
        await store.keep(f"{number:032x}", booking)
    store.close()
    path = data / "messages.sqlite"
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    before = contents(data)
    with pytest.raises(StoreError, match="put back its newest backup") as refusal:
        MessageStore.open(data, spa)
    assert str(path) in str(refusal.value)
    after = contents(data)
    assert {name: after[name] for name in before} == before


def test_a_database_of_a_newer_sam_is_refused_and_left_as_it_is(
    store: MessageStore, data: Path, spa: Spa
) -> None:
    store.close()
    with sqlite3.connect(data / "messages.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer Sam"):
        MessageStore.open(data, spa)


async def test_no_error_text_or_its_chain_holds_a_statement_or_a_value(
    store: MessageStore, booking: Message
) -> None:
    await store.opened(CALL, BEGAN, Forwarded.BUSY)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE message")
    with pytest.raises(StoreError) as refusal:
        await store.keep(CALL, booking)
    shown = str(refusal.value)
    assert refusal.value.__suppress_context__
    assert not re.search(r"UPDATE|INSERT|SELECT|Quillfeather|5550140", shown)


def test_two_processes_may_open_one_folder_at_once(data: Path, spa: Spa) -> None:
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda _: MessageStore.open(data, spa), range(6)))
    assert len({store._keys.key_for_writing(BEGAN.date()).secret for store in stores}) == 1
    for store in stores:
        store.close()
