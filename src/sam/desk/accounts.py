"""Who may sign in, and the one-time link by which the first of them comes in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine, delete, func, insert, select

from sam.desk import tables
from sam.desk.passwords import NOBODY, hashed, verified
from sam.desk.tables import Clock, fingerprint, seconds

LINK_LIFE = timedelta(hours=24)
"""How long a one-time link works."""

NAME_LENGTH = range(2, 41)
"""How many characters a display name may have."""


class AccountError(Exception):
    """What was entered cannot be used. The text is shown to the person; it repeats no secret."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the team."""

    id: str
    name: str
    """As shown beside "called back by", and as noted in the audit."""


def folded(name: str) -> str:
    """Return a display name as it is compared at sign-in: case and runs of spaces do not count."""
    return " ".join(name.split()).casefold()


class Accounts:
    """The accounts and one-time links in `desk.sqlite`."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def any(self) -> bool:
        """Say whether anybody has an account yet."""
        with self._engine.connect() as connection:
            return bool(connection.scalar(select(func.count()).select_from(tables.accounts)))

    def names(self) -> dict[str, str]:
        """Return the display names by account id."""
        query = select(tables.accounts.c.id, tables.accounts.c.name)
        with self._engine.connect() as connection:
            return {row.id: row.name for row in connection.execute(query)}

    def issue_code(self) -> str:
        """Make a one-time code (256 bits, URL-safe) and void every earlier one."""
        code = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            connection.execute(delete(tables.links))
            connection.execute(
                insert(tables.links).values(
                    code=fingerprint(code), issued_at=seconds(self._clock())
                )
            )
        return code

    def code_works(self, code: str) -> bool:
        """Say whether a one-time code is still good, without using it up."""
        oldest = seconds(self._clock() - LINK_LIFE)
        query = select(tables.links.c.code).where(
            tables.links.c.code == fingerprint(code), tables.links.c.issued_at > oldest
        )
        with self._engine.connect() as connection:
            return connection.scalar(query) is not None

    def begin(self, code: str, name: str, password: str) -> Account:
        """Use up a one-time code and make the first account, both or neither.

        AccountError if the code is used, unknown or older than a day, or the name does not fit.
        The password has been judged already (`passwords.complaint`).
        """
        shown = " ".join(name.split())
        if len(shown) not in NAME_LENGTH or not shown.isprintable():
            raise AccountError("Write a name of 2 to 40 characters; the team sees it.")
        account = Account(id=secrets.token_hex(8), name=shown)
        password_hash = hashed(password)  # slow on purpose, so before the transaction
        now = self._clock()
        with self._engine.begin() as connection:
            used = connection.execute(
                delete(tables.links).where(
                    tables.links.c.code == fingerprint(code),
                    tables.links.c.issued_at > seconds(now - LINK_LIFE),
                )
            ).rowcount
            if used != 1:
                raise AccountError(
                    "This link has been used already or is older than a day. "
                    "Start Sam again: it prints a new one as long as nobody has an account."
                )
            connection.execute(
                insert(tables.accounts).values(
                    id=account.id,
                    name=account.name,
                    sign_in=folded(shown),
                    password=password_hash,
                    created_at=seconds(now),
                )
            )
        return account

    def check(self, name: str, password: str) -> Account | None:
        """Return the account that this name and password open, or None.

        An unknown name costs as much time as a wrong password, so that timing names nobody.
        """
        query = select(tables.accounts).where(tables.accounts.c.sign_in == folded(name))
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        right = verified(row.password if row else NOBODY, password)
        return Account(id=row.id, name=row.name) if row and right else None
