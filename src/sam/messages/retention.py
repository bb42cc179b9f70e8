"""Retention: erasing days that are older than the owner wants, and saying what was erased.

A day is the spa's local day on which a call began. It is erased by the first purge after the
owner's number of whole days has passed since that day ended: a call is readable for at least
`days` days and for less than a day more. The key goes first, then the rows, so a kill in between
leaves rows that nobody can read and the next purge takes away. Counts by outcome remain.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import sqlalchemy as sa

from sam.messages.database import empty_log, writing
from sam.messages.keys import KeyStore
from sam.messages.records import PurgeReceipt
from sam.messages.tables import call, daily_count, message, step
from sam.vocabulary.outcome import Outcome


def purge(engine: sa.Engine, keys: KeyStore, now: datetime, today: date, days: int) -> PurgeReceipt:
    """Erase every local day more than `days` days before `today`; harmless when repeated."""
    before = today - timedelta(days=days)
    old = sa.and_(call.c.spa == keys.spa, call.c.day < before)
    with engine.connect() as connection:
        in_rows = connection.execute(sa.select(call.c.day).where(old).distinct()).scalars().all()
    doomed = sorted({*in_rows, *(day for day in keys.days() if day < before)})
    if not doomed:
        return PurgeReceipt(now, before, days=0, calls=0, messages=0, steps=0, keys=0)
    erased_keys = keys.erase(doomed)
    with writing(engine) as connection:
        _count(connection, keys.spa, old)
        ids = sa.select(call.c.call_id).where(old)
        steps = connection.execute(step.delete().where(step.c.call_id.in_(ids))).rowcount
        messages = connection.execute(message.delete().where(message.c.call_id.in_(ids))).rowcount
        calls = connection.execute(call.delete().where(old)).rowcount
    empty_log(engine)
    return PurgeReceipt(now, before, len(doomed), calls, messages, steps, erased_keys)


def _count(connection: sa.Connection, spa: str, old: sa.ColumnElement[bool]) -> None:
    """Add the calls about to be erased to the daily counts; one that never ended was abandoned."""
    outcome = sa.func.coalesce(call.c.outcome, Outcome.ABANDONED.value)
    grouped = connection.execute(
        sa.select(call.c.day, outcome, sa.func.count()).where(old).group_by(call.c.day, outcome)
    ).all()
    for day, ended, calls in grouped:
        of_day = sa.and_(
            daily_count.c.spa == spa, daily_count.c.day == day, daily_count.c.outcome == ended
        )
        added = connection.execute(
            daily_count.update().where(of_day).values(calls=daily_count.c.calls + calls)
        )
        if added.rowcount == 0:
            connection.execute(
                daily_count.insert().values(spa=spa, day=day, outcome=ended, calls=calls)
            )
