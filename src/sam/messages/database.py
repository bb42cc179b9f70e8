"""Opening the database: durable settings, private files, migrations, and errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from sam.messages import disk
from sam.messages.errors import StoreError

DATABASE_FILE = "messages.sqlite"

BUSY_SECONDS = 1.5
"""How long a writer waits for another process; below the 2 s that the ear waits for the desk."""

NEWEST = "0001"
"""The newest migration; a test holds this against them."""

_LOG_PATIENCE_MS = 200

_PRAGMAS = (
    "journal_mode=WAL",
    # FULL: a commit returns once the log is synced, so what was acknowledged survives a power cut.
    "synchronous=FULL",
    "foreign_keys=ON",
    # Erased rows are overwritten with zeros, not merely unlinked.
    "secure_delete=ON",
    "trusted_schema=OFF",
)

_ADVICE = {
    "SQLITE_FULL": "the disk is full; make room, then it works again",
    "SQLITE_BUSY": "another program holds it locked; end that program, or try again",
    "SQLITE_LOCKED": "another program holds it locked; end that program, or try again",
    "SQLITE_READONLY": "it cannot be written; give the folder to the user that Sam runs as",
    "SQLITE_CANTOPEN": "it cannot be opened; give the folder to the user that Sam runs as",
    "SQLITE_PERM": "it cannot be opened; give the folder to the user that Sam runs as",
    "SQLITE_CORRUPT": "it is damaged; put back its newest backup. The damaged file was not changed",
    "SQLITE_NOTADB": "it is not a database; put back its newest backup. It was not changed",
    "SQLITE_IOERR": "the disk reports an error; check the disk and the room on it",
}


def open_database(data: Path) -> sa.Engine:
    """Open, or make, the database in a data folder, and bring it up to date.

    StoreError if the folder or the file cannot be used, the file is damaged, or a newer Sam made
    it. Files are made for the owner alone (0600); SQLite gives its log the same mode.
    """
    path = data / DATABASE_FILE
    try:
        disk.make_folder(data, ours=False)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, disk.FILE_MODE))
        disk.hand_over(path)
        disk.narrow(path, disk.FILE_MODE)
    except OSError as error:
        raise StoreError(
            f"cannot open {path}: {error.strerror or type(error).__name__}; check that the disk "
            "has room and that the folder belongs to the user Sam runs as"
        ) from error
    engine = _engine(path)
    try:
        with told(path, "open"), engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found != "ok":
            raise StoreError(f"cannot open {path}: {_ADVICE['SQLITE_CORRUPT']}")
        with told(path, "bring up to date"):
            _bring_up_to_date(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def told(path: Path, what: str) -> Iterator[None]:
    """Turn a database error into a StoreError that says what, where and what to do."""
    try:
        yield
    except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, sa.exc.StatementError) else error
        name = str(getattr(cause, "sqlite_errorname", None) or type(cause).__name__)
        # Extended codes such as SQLITE_IOERR_WRITE begin with the plain one.
        kind = "_".join(name.split("_")[:2])
        own = str(cause) if isinstance(cause, ValueError) else f"the database refused ({name})"
        # Without the cause: its text quotes the statement.
        raise StoreError(f"cannot {what} in {path}: {_ADVICE.get(kind, own)}") from None


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One write transaction, serialised against every other writer from its first statement."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection
    # Counted when it is committed, so that whoever reads after the count sees what it counts.
    _changes[engine] = changes(engine) + 1


_changes: WeakKeyDictionary[sa.Engine, int] = WeakKeyDictionary()


def changes(engine: sa.Engine) -> int:
    """Return how many transactions of this process `writing` has committed to a database."""
    return _changes.get(engine, 0)


def empty_log(engine: sa.Engine) -> None:
    """Move SQLite's write-ahead log into the database and cut it to nothing.

    After an erasure, so that no sealed copy stays behind in the log. Where a reader holds the log
    for longer than a moment, or the disk is full, SQLite leaves it: what was erased is erased all
    the same, and the next erasure or the closing of the store empties the log.
    """
    if engine.dialect.name != "sqlite":
        return
    with (
        suppress(sa.exc.DBAPIError),
        engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
    ):
        # The ear is waiting; the ordinary patience would use up nearly all of its two seconds.
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_LOG_PATIENCE_MS}")
        try:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")


def _engine(path: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS},
        hide_parameters=True,
    )

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _: Any) -> None:
        # The driver must not begin transactions by itself: `_begin` says which kind.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def _bring_up_to_date(engine: sa.Engine, path: Path) -> None:
    with engine.connect() as connection:
        now = None
        if sa.inspect(connection).has_table("alembic_version"):
            now = connection.exec_driver_sql(
                "SELECT version_num FROM alembic_version"
            ).scalar_one_or_none()
    if now == NEWEST:
        return
    # Imported here: Alembic takes half a second to load and is needed only after an update, while
    # a desk that was killed should be back at once.
    from sam.messages import migrating

    if now is not None and now not in migrating.revisions():
        raise StoreError(f"{path} was made by a newer Sam; run that one. Nothing was changed")
    # IMMEDIATE: of two processes that start together, one migrates and the other finds it done.
    with writing(engine) as connection:
        migrating.upgrade(connection)
