"""The store: a `Keeper` that returns when it is on disk, and the marks that the desk makes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from sam.messages import fields
from sam.messages.closed import ClosedWorld
from sam.messages.database import DATABASE_FILE, empty_log, open_database, told, writing
from sam.messages.errors import StoreError, UnknownCallError
from sam.messages.keys import KeyStore
from sam.messages.reading import Reading, opened_message
from sam.messages.records import PurgeReceipt
from sam.messages.retention import purge
from sam.messages.sealing import DayKey
from sam.messages.tables import call, step
from sam.messages.tables import message as messages
from sam.spa.model import Spa
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

KEYS_FOLDER = "keys"

_CALL_ID = re.compile(r"[0-9a-f]{32}")
_ACCOUNT = re.compile(r"[A-Za-z0-9_-]{1,64}")


def utc_now() -> datetime:
    """Return the instant, UTC."""
    return datetime.now(UTC)


class MessageStore(Reading):
    """Keeps the calls of one spa, sealed, in SQLite; a `sam.vocabulary.keeper.Keeper`.

    The `Keeper`'s methods run on one worker thread, in the order in which they were called, and
    return once the change is synced to disk. Each takes an optional `number`: the operation's
    number within its call, counting from 1, given by whoever may have to send an operation twice.
    A number that is not above the last one applied is acknowledged and does nothing, so a resend
    after a lost acknowledgement neither doubles a step nor erases a later one.

    Reading, the desk's marks, `close_stale` and `purge` are plain methods; see `Reading`.
    """

    def __init__(
        self, engine: sa.Engine, keys: KeyStore, data: Path, spa: Spa, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(engine, keys, data)
        self._zone: ZoneInfo = spa.spa.zone
        self._days = spa.retention.days
        self._closed_world = ClosedWorld(spa)
        self._clock = clock
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="messages")

    @classmethod
    def open(
        cls,
        data: Path,
        spa: Spa,
        *,
        master_folder: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Open the store in a data folder, making what is not there yet.

        The database is `messages.sqlite`, the day keys are `keys/day-keys.json`, and the master
        key is `master.key` in `master_folder` (`keys` in the data folder if None). StoreError or
        KeyStoreError, which say what to do, if the folder, the database or a key cannot be used;
        nothing is then replaced.
        """
        engine = open_database(data)
        try:
            sealed_rows = _check_owner(engine, data, spa.spa.id)
            keys_folder = data / KEYS_FOLDER
            keys = KeyStore.open(
                spa.spa.id, keys_folder, master_folder or keys_folder, sealed_rows=sealed_rows
            )
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, keys, data, spa, clock)

    def close(self) -> None:
        """Finish what is under way and let go of the files."""
        self._worker.shutdown()
        self._engine.dispose()

    def adopt(self, spa: Spa) -> None:
        """Go by a newer spa file: its menu is allowed beside the older ones, its retention counts.

        The time zone stays the one that the store was opened with.
        """
        self._closed_world.admit(spa)
        self._days = spa.retention.days

    # The Keeper

    async def opened(
        self, call_id: str, at: datetime, forwarded: Forwarded, *, number: int | None = None
    ) -> None:
        """Note that a call began. `at` is UTC and decides the day whose key seals the call."""

        def work(connection: sa.Connection, key: Callable[[], DayKey]) -> None:
            connection.execute(
                call.update()
                .where(call.c.call_id == call_id)
                .values(started_at=at, forwarded=forwarded.value)
            )

        await self._apply("note that a call began", call_id, number, work, began=at)

    async def stepped(
        self, call_id: str, steps: tuple[Step, ...], *, number: int | None = None
    ) -> None:
        """Add steps, in order."""
        self._closed_world.check_steps(steps)

        def work(connection: sa.Connection, key: Callable[[], DayKey]) -> None:
            last = connection.execute(
                sa.select(sa.func.max(step.c.place)).where(step.c.call_id == call_id)
            ).scalar_one()
            for place, one in enumerate(steps, start=0 if last is None else last + 1):
                sealed = key().seal(fields.value_of(one), call_id, f"step {place}")
                connection.execute(
                    step.insert().values(call_id=call_id, place=place, sealed=sealed)
                )

        await self._apply("add steps", call_id, number, work)

    async def keep(self, call_id: str, message: Message, *, number: int | None = None) -> None:
        """Keep or replace the call's message; StoreError (a NotKeptError) if it is not on disk."""
        self._closed_world.check_message(message)

        def work(connection: sa.Connection, key: Callable[[], DayKey]) -> None:
            self._put(connection, key(), call_id, message)

        await self._apply("keep a message", call_id, number, work)

    async def crossed(self, call_id: str, *, number: int | None = None) -> None:
        """Erase the services, the times and the earlier steps of a call that crossed the line."""

        def work(connection: sa.Connection, key: Callable[[], DayKey]) -> None:
            connection.execute(step.delete().where(step.c.call_id == call_id))
            query = sa.select(messages).where(messages.c.call_id == call_id)
            row = connection.execute(query).one_or_none()
            if row is not None:
                stays = fields.crossed(opened_message(key(), row).message)
                self._put(connection, key(), call_id, stays)

        await self._apply("erase what a call said", call_id, number, work, erases=True)

    async def forget(self, call_id: str, *, number: int | None = None) -> None:
        """Delete the call's message and its steps so far: "forget that"."""

        def work(connection: sa.Connection, key: Callable[[], DayKey]) -> None:
            for table in (step, messages):
                connection.execute(table.delete().where(table.c.call_id == call_id))

        await self._apply("forget a call's message", call_id, number, work, erases=True)

    async def closed(
        self, call_id: str, at: datetime, outcome: Outcome, *, number: int | None = None
    ) -> None:
        """Note that a call ended. A call closed as stale that ends after all gets its own end."""

        def work(connection: sa.Connection, key: Callable[[], DayKey]) -> None:
            connection.execute(
                call.update()
                .where(call.c.call_id == call_id)
                .values(ended_at=at, outcome=outcome.value)
            )

        await self._apply("note that a call ended", call_id, number, work)

    # What the desk and the house do

    def mark_called_back(self, call_id: str, by: str, at: datetime) -> None:
        """Note that somebody called back. `by` is a desk account's opaque id, `at` UTC.

        UnknownCallError if the call has no message (any more).
        """
        if not _ACCOUNT.fullmatch(by):
            raise StoreError("an account id is 1 to 64 letters, digits, hyphens or underscores")
        self._mark(call_id, called_back_at=at, called_back_by=by)

    def unmark_called_back(self, call_id: str) -> None:
        """Take the mark back; UnknownCallError if the call has no message (any more)."""
        self._mark(call_id, called_back_at=None, called_back_by=None)

    def close_stale(self, before: datetime) -> int:
        """Close calls that began before an instant and never ended, as abandoned; returns how many.

        For a start after the ear was killed: nobody else will close its calls. Their end is noted
        as now, the moment at which they were found.
        """
        stale = (
            call.update()
            .where(
                call.c.spa == self.spa_id,
                call.c.ended_at.is_(None),
                call.c.started_at < before,
            )
            .values(ended_at=self._clock(), outcome=Outcome.ABANDONED.value)
        )
        with told(self._path, "close stale calls"), writing(self._engine) as connection:
            return connection.execute(stale).rowcount

    def purge(self, now: datetime | None = None) -> PurgeReceipt:
        """Erase the days that are older than the spa's retention; see `sam.messages.retention`."""
        now = now or self._clock()
        today = now.astimezone(self._zone).date()
        with told(self._path, "erase old days"):
            return purge(self._engine, self._keys, now, today, self._days)

    async def _apply(
        self,
        what: str,
        call_id: str,
        number: int | None,
        work: Callable[[sa.Connection, Callable[[], DayKey]], None],
        *,
        began: datetime | None = None,
        erases: bool = False,
    ) -> None:
        """Run one operation of a call in one transaction, on the worker; once for each number."""
        if not _CALL_ID.fullmatch(call_id):
            raise StoreError(f"cannot {what}: a call id is 32 lower-case hexadecimal digits")

        def transaction() -> None:
            with told(self._path, what), writing(self._engine) as connection:
                row = self._call_row(connection, call_id, began)
                if number is not None:
                    if number <= row.last_number:
                        return
                    connection.execute(
                        call.update().where(call.c.call_id == call_id).values(last_number=number)
                    )
                work(connection, lambda: self._keys.key_for_writing(row.day))
            if erases:
                empty_log(self._engine)

        await asyncio.get_running_loop().run_in_executor(self._worker, transaction)

    def _call_row(
        self, connection: sa.Connection, call_id: str, began: datetime | None
    ) -> sa.Row[Any]:
        """Return the call's row, made now if its beginning was never noted.

        A message must not be lost because the desk was away when the call began.
        """
        query = sa.select(call).where(call.c.call_id == call_id, call.c.spa == self.spa_id)
        row = connection.execute(query).one_or_none()
        if row is not None:
            return row
        at = began or self._clock()
        connection.execute(
            call.insert().values(
                call_id=call_id,
                spa=self.spa_id,
                day=at.astimezone(self._zone).date(),
                started_at=at,
                forwarded=Forwarded.UNKNOWN.value,
            )
        )
        return connection.execute(query).one()

    def _put(self, connection: sa.Connection, key: DayKey, call_id: str, kept: Message) -> None:
        """Insert or replace a message; a mark that it was called back stays."""
        values: dict[str, Any] = {
            name: key.seal(value, call_id, name) for name, value in fields.fields_of(kept).items()
        }
        values["kept_at"] = self._clock()
        values["number_tag"] = key.tag(kept.callback) if kept.callback is not None else None
        replaced = connection.execute(
            messages.update().where(messages.c.call_id == call_id).values(**values)
        )
        if replaced.rowcount == 0:
            connection.execute(messages.insert().values(call_id=call_id, **values))

    def _mark(self, call_id: str, **values: Any) -> None:
        ours = sa.select(call.c.call_id).where(call.c.spa == self.spa_id, call.c.call_id == call_id)
        marked = messages.update().where(messages.c.call_id.in_(ours))
        with told(self._path, "mark a message"), writing(self._engine) as connection:
            if connection.execute(marked.values(**values)).rowcount == 0:
                raise UnknownCallError("there is no message of that call; it may have been erased")


def _check_owner(engine: sa.Engine, data: Path, spa_id: str) -> bool:
    """Say whether anything is sealed here; StoreError if the folder belongs to another spa."""
    path = data / DATABASE_FILE
    with told(path, "read"), engine.connect() as connection:
        other = connection.execute(
            sa.select(call.c.spa).where(call.c.spa != spa_id).limit(1)
        ).scalar_one_or_none()
        if other is not None:
            raise StoreError(
                f"{path} holds the calls of the spa {other!r}, and the spa file is of {spa_id!r}; "
                "name that spa's own data folder, or give the spa file its old id back"
            )
        return any(
            connection.execute(sa.select(table.c.call_id).limit(1)).first() is not None
            for table in (messages, step)
        )
