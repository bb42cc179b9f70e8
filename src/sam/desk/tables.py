"""The desk's own small database, `desk.sqlite`: accounts, sessions and one-time links.

It holds nothing of any caller. Secrets (session tokens, link codes) are kept as SHA-256 of 256
random bits, so that reading the file lets nobody in; passwords as argon2id.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, Table, Text, create_engine
from sqlalchemy.exc import DBAPIError

Clock = Callable[[], datetime]
"""Returns the present instant, aware, UTC."""

FILE = "desk.sqlite"

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),  # as the person wrote it
    Column("sign_in", Text, nullable=False, unique=True),  # the name, case and spaces folded
    Column("password", Text, nullable=False),  # argon2id, PHC string
    Column("created_at", Integer, nullable=False),  # all instants: seconds since 1970, UTC
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", Text, primary_key=True),  # SHA-256, hex
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("opened_at", Integer, nullable=False),
    Column("active_at", Integer, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("code", Text, primary_key=True),  # SHA-256, hex
    Column("issued_at", Integer, nullable=False),
)


def open_database(data: Path) -> Engine:
    """Open `desk.sqlite` in the data folder, made with mode 0600 if it is not there yet.

    OSError, which says what to do, where the folder or the file cannot be used.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data / FILE
    # SQLite would create it with the umask's mode; its journal takes the mode of the file.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    try:
        metadata.create_all(engine)
    except DBAPIError as error:
        engine.dispose()
        raise OSError(
            errno.EIO,
            f"{FILE} cannot be read or written as a database; if it is damaged, move it aside: "
            "Sam makes a new one and prints a link for a new first account",
        ) from error
    return engine


def fingerprint(secret: str) -> str:
    """Return SHA-256 of a random secret, hex: what is stored in its stead.

    A plain hash is enough where the secret is 256 random bits; passwords go through argon2.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def seconds(at: datetime) -> int:
    """Return an aware instant as whole seconds since 1970."""
    return int(at.timestamp())
