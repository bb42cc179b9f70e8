"""Who is signed in now. A session ends by signing out, by idleness, or after half a day."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import Engine, delete, insert, or_, select, update

from sam.desk import tables
from sam.desk.accounts import Account
from sam.desk.tables import Clock, fingerprint, seconds

LONGEST = timedelta(hours=12)
"""A session ends after this long however busy it is: one shift."""


class Sessions:
    """The sessions in `desk.sqlite`; a browser holds the token, the file only its hash."""

    def __init__(self, engine: Engine, clock: Clock, idle: timedelta) -> None:
        self._engine = engine
        self._clock = clock
        self._idle = idle

    def open(self, account: Account) -> str:
        """Begin a session and return its token; sessions that are over are cleared away."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._engine.begin() as connection:
            connection.execute(
                delete(tables.sessions).where(
                    or_(
                        tables.sessions.c.active_at <= seconds(now - self._idle),
                        tables.sessions.c.opened_at <= seconds(now - LONGEST),
                    )
                )
            )
            connection.execute(
                insert(tables.sessions).values(
                    token=fingerprint(token),
                    account=account.id,
                    opened_at=seconds(now),
                    active_at=seconds(now),
                )
            )
        return token

    def find(self, token: str, *, active: bool) -> Account | None:
        """Return who holds a token, or None if the session is over or never was.

        `active` says that a person did something: it starts the idle time anew. A page that
        refreshes itself is not a person.
        """
        now = self._clock()
        query = (
            select(tables.accounts.c.id, tables.accounts.c.name, tables.sessions.c.active_at)
            .join(tables.sessions, tables.sessions.c.account == tables.accounts.c.id)
            .where(
                tables.sessions.c.token == fingerprint(token),
                tables.sessions.c.active_at > seconds(now - self._idle),
                tables.sessions.c.opened_at > seconds(now - LONGEST),
            )
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if active and seconds(now) > row.active_at:
            with self._engine.begin() as connection:
                connection.execute(
                    update(tables.sessions)
                    .where(tables.sessions.c.token == fingerprint(token))
                    .values(active_at=seconds(now))
                )
        return Account(id=row.id, name=row.name)

    def close(self, token: str) -> str | None:
        """End a session; return whose it was (an account's id), None if there was none."""
        with self._engine.begin() as connection:
            account: str | None = connection.execute(
                delete(tables.sessions)
                .where(tables.sessions.c.token == fingerprint(token))
                .returning(tables.sessions.c.account)
            ).scalar_one_or_none()
        return account
