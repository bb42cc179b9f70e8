"""Reading calls back, for the desk and `sam messages`.

The methods block for some milliseconds and may be called from any thread: FastAPI runs plain
handlers in a pool of them. Only the `Keeper`, whose caller is an event loop, is asynchronous.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sam.messages.database import DATABASE_FILE, changes, told
from sam.messages.errors import KeyErasedError, KeyStoreError, UnknownCallError
from sam.messages.fields import message_of, step_of
from sam.messages.keys import KeyStore
from sam.messages.records import DayCount, KeptCall, KeptMessage, Readability
from sam.messages.sealing import DayKey, SealError
from sam.messages.tables import SEALED_FIELDS, call, daily_count, message, step
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

_BATCH = 200


class Reading:
    """Reads what a store keeps. The calls of one spa, newest first unless asked otherwise."""

    def __init__(self, engine: sa.Engine, keys: KeyStore, data: Path) -> None:
        self.data = data
        self.spa_id = keys.spa
        self._engine = engine
        self._keys = keys
        self._path = data / DATABASE_FILE

    @property
    def changes(self) -> int:
        """How often this process has written; while it stays, an open page need not be read anew.

        Read it before what it is to stand for. What another process writes is not counted.
        """
        return changes(self._engine)

    def calls(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int = 100,
        before: str | None = None,
        *,
        oldest_first: bool = False,
    ) -> list[KeptCall]:
        """Return the calls that began in [since, until), newest first, at most `limit`.

        `before` is the call id that ended the page before; the next page follows it in the order
        asked for. UnknownCallError if that call has been erased meanwhile: start over.
        """
        query = sa.select(call).where(call.c.spa == self.spa_id).limit(limit)
        if since is not None:
            query = query.where(call.c.started_at >= since)
        if until is not None:
            query = query.where(call.c.started_at < until)
        order = sa.tuple_(call.c.started_at, call.c.call_id)
        with told(self._path, "read calls"), self._engine.connect() as connection:
            if before is not None:
                start = self._started_at(connection, before)
                last = sa.tuple_(
                    sa.literal(start, call.c.started_at.type), sa.literal(before, sa.String)
                )
                query = query.where(order > last if oldest_first else order < last)
            columns = (call.c.started_at, call.c.call_id)
            rows = connection.execute(
                query.order_by(*(c if oldest_first else c.desc() for c in columns))
            ).all()
            return self._opened(connection, rows)

    def call(self, call_id: str) -> KeptCall:
        """Return one call; UnknownCallError if there is none, or it has been erased."""
        query = sa.select(call).where(call.c.spa == self.spa_id, call.c.call_id == call_id)
        with told(self._path, "read a call"), self._engine.connect() as connection:
            rows = connection.execute(query).all()
            if not rows:
                raise UnknownCallError("there is no such call; retention may have erased it")
            return self._opened(connection, rows)[0]

    def with_number(self, number: str) -> list[KeptCall]:
        """Return the calls whose message has this callback number (E.164), newest first.

        Looks by the keyed tag of each day that still has a key; nothing is opened to search.
        """
        tags = [self._keys.key(day).tag(number) for day in self._keys.days()]
        found: list[KeptCall] = []
        with told(self._path, "look up a number"), self._engine.connect() as connection:
            for start in range(0, len(tags), _BATCH):
                query = (
                    sa.select(call)
                    .join(message)
                    .where(
                        call.c.spa == self.spa_id,
                        message.c.number_tag.in_(tags[start : start + _BATCH]),
                    )
                )
                found += self._opened(connection, connection.execute(query).all())
        return sorted(found, key=lambda kept: (kept.started_at, kept.call_id), reverse=True)

    def counts(self, since: date | None = None, until: date | None = None) -> list[DayCount]:
        """Return ended calls by local day in [since, until) and outcome, erased days included."""
        live = sa.select(call.c.day, call.c.outcome, sa.func.count().label("calls")).where(
            call.c.spa == self.spa_id, call.c.outcome.is_not(None)
        )
        live = live.group_by(call.c.day, call.c.outcome)
        past = sa.select(daily_count.c.day, daily_count.c.outcome, daily_count.c.calls).where(
            daily_count.c.spa == self.spa_id
        )
        both = sa.union_all(live, past).subquery()
        query = (
            sa.select(both.c.day, both.c.outcome, sa.func.sum(both.c.calls))
            .group_by(both.c.day, both.c.outcome)
            .order_by(both.c.day, both.c.outcome)
        )
        if since is not None:
            query = query.where(both.c.day >= since)
        if until is not None:
            query = query.where(both.c.day < until)
        with told(self._path, "read the daily counts"), self._engine.connect() as connection:
            return [DayCount(day, Outcome(o), int(n)) for day, o, n in connection.execute(query)]

    def _started_at(self, connection: sa.Connection, call_id: str) -> datetime:
        found: datetime | None = connection.execute(
            sa.select(call.c.started_at).where(call.c.spa == self.spa_id, call.c.call_id == call_id)
        ).scalar_one_or_none()
        if found is None:
            raise UnknownCallError("the call that ended the page before has been erased")
        return found

    def _opened(self, connection: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[KeptCall]:
        """Open messages and steps of some calls, in the order given."""
        messages: dict[str, sa.Row[Any]] = {}
        steps: defaultdict[str, list[sa.Row[Any]]] = defaultdict(list)
        ids = [row.call_id for row in rows]
        for start in range(0, len(ids), _BATCH):
            some = ids[start : start + _BATCH]
            for row in connection.execute(sa.select(message).where(message.c.call_id.in_(some))):
                messages[row.call_id] = row
            query = sa.select(step).where(step.c.call_id.in_(some)).order_by(step.c.place)
            for row in connection.execute(query):
                steps[row.call_id].append(row)
        return [self._kept(row, messages.get(row.call_id), steps[row.call_id]) for row in rows]

    def _kept(
        self, row: sa.Row[Any], sealed: sa.Row[Any] | None, sealed_steps: list[sa.Row[Any]]
    ) -> KeptCall:
        readability = Readability.READABLE
        opened: KeptMessage | None = None
        steps: tuple[Step, ...] = ()
        if sealed is not None or sealed_steps:
            try:
                key = self._keys.key(row.day)
                opened = opened_message(key, sealed) if sealed is not None else None
                steps = tuple(_opened_step(key, one) for one in sealed_steps)
            except KeyErasedError:
                readability = Readability.ERASED
            except KeyStoreError:
                readability = Readability.KEY_MISSING
            except (SealError, ValueError, KeyError, TypeError):
                readability, opened = Readability.DAMAGED, None
        return KeptCall(
            call_id=row.call_id,
            started_at=row.started_at,
            ended_at=row.ended_at,
            outcome=Outcome(row.outcome) if row.outcome is not None else None,
            forwarded=Forwarded(row.forwarded),
            steps=steps,
            message=opened,
            readability=readability,
        )


def opened_message(key: DayKey, row: sa.Row[Any]) -> KeptMessage:
    """Open a row of `message`; SealError if a field was changed or belongs elsewhere."""
    fields = {name: key.unseal(getattr(row, name), row.call_id, name) for name in SEALED_FIELDS}
    return KeptMessage(message_of(fields), row.kept_at, row.called_back_at, row.called_back_by)


def _opened_step(key: DayKey, row: sa.Row[Any]) -> Step:
    return step_of(key.unseal(row.sealed, row.call_id, f"step {row.place}"))
