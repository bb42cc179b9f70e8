"""The audit: who did what and when, without anything of a caller, so that it can be kept for years.

`audit.jsonl`  one JSON object a line, only ever appended. `n` counts from 1, and `before` is the
               SHA-256 of the line before, byte for byte without its newline (64 zeros for the
               first), so that no line can be changed, removed or moved unnoticed.
`head.json`    how many lines and bytes there are, and the SHA-256 of the last line: a line that is
               cut off at the end is noticed too.

Both can be checked with `sha256sum` alone. Somebody who can rewrite both files can write another
history; against that the head is kept elsewhere as well (printed, or sent to the owner) and given
to `verify`. An entry has closed fields only: a code, an account's id, an instant, a small count
and a fingerprint. There is no field that could hold a name, a number or a word.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from sam.messages import disk
from sam.privacy.chain import FIRST, Head, Verdict, follows, unchained, verdict

AUDIT_FILE = "audit.jsonl"
HEAD_FILE = "head.json"
LOCK_FILE = "lock"

SAM = "sam"
"""The actor of what Sam does by itself."""
OPERATOR = "operator"
"""The actor of what is done on the machine's command line."""

MAX_COUNT = 999_999
"""Largest count that an entry can hold: six digits, too few to be a telephone number."""

# An id in hexadecimal has 16 digits at least: a telephone number has 15 at most.
_ACTOR = re.compile(r"[a-z][A-Za-z0-9_-]{0,63}|[0-9a-f]{16,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class AuditEvent(StrEnum):
    """Everything that is noted."""

    STARTED = "started"
    STOPPED = "stopped"
    SPA_FILE_CHANGED = "spa_file_changed"
    """`fingerprint` is the new file's."""
    ACCOUNT_MADE = "account_made"
    SIGNED_IN = "signed_in"
    SIGNED_IN_FAILED = "signed_in_failed"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - a code, not a password
    VIEWED_MESSAGES = "viewed_messages"
    VIEWED_CALLS = "viewed_calls"
    LOOKED_UP_NUMBER = "looked_up_number"
    LISTED_MESSAGES_CLI = "listed_messages_cli"
    MARKED_CALLED_BACK = "marked_called_back"
    UNMARKED_CALLED_BACK = "unmarked_called_back"
    PURGED = "purged"
    """`count` is the number of calls erased."""


class AuditError(Exception):
    """The audit cannot be written or read, or does not fit its head. Says what to do."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that was done. ValueError if a field is not in its closed form."""

    event: AuditEvent
    actor: str
    """`SAM`, `OPERATOR`, or a desk account's opaque id: never a name."""
    at: datetime
    """UTC."""
    count: int | None = None
    """How many, where that says something; at most `MAX_COUNT`."""
    fingerprint: str | None = None
    """SHA-256 in hexadecimal of a configuration."""

    def __post_init__(self) -> None:
        if not _ACTOR.fullmatch(self.actor):
            raise ValueError("AuditEntry.actor is not an opaque id")
        if self.at.tzinfo is None:
            raise ValueError("AuditEntry.at has no time zone")
        if self.count is not None and not 0 <= self.count <= MAX_COUNT:
            raise ValueError(f"AuditEntry.count is not between 0 and {MAX_COUNT}")
        if self.fingerprint is not None and not _SHA256.fullmatch(self.fingerprint):
            raise ValueError("AuditEntry.fingerprint is not a SHA-256")

    def as_dict(self) -> dict[str, Any]:
        """Return the entry's fields as JSON values."""
        return {
            "at": self.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "event": self.event.value,
            "actor": self.actor,
            "count": self.count,
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Self:
        """Build an entry from `as_dict`'s shape; ValueError, KeyError or TypeError if it is not."""
        if value.keys() != {"at", "event", "actor", "count", "fingerprint"}:
            raise ValueError("an audit entry has other fields")
        count = value["count"]
        if count is not None and type(count) is not int:
            raise TypeError("count is not an integer")
        at = datetime.fromisoformat(value["at"])
        return cls(AuditEvent(value["event"]), value["actor"], at, count, value["fingerprint"])


class AuditLog:
    """Appends to the audit of one data folder. Safe for several threads and processes."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self._file = folder / AUDIT_FILE
        self._head_file = folder / HEAD_FILE
        self._clock = clock

    @classmethod
    def open(
        cls, folder: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> Self:
        """Open the audit in a folder of its own (0700), making it where there is none."""
        log = cls(folder, clock)
        with log._locked():
            log._settled()
        return log

    def note(
        self,
        event: AuditEvent,
        actor: str,
        *,
        count: int | None = None,
        fingerprint: str | None = None,
    ) -> AuditEntry:
        """Append one entry; it is on disk when this returns. AuditError if it cannot be."""
        entry = AuditEntry(event, actor, self._clock(), count, fingerprint)
        with self._locked():
            head = self._settled()
            fields = {"n": head.entries + 1, "before": head.hash, **entry.as_dict()}
            line = json.dumps(fields, separators=(",", ":")).encode()
            self._append(line + b"\n", head.size)
            self._put_head(head.after(line))
        return entry

    def entries(self) -> Iterator[AuditEntry]:
        """Yield every entry, oldest first; AuditError where a line is not an entry."""
        with _clear(self._file):
            lines = self._file.read_bytes().splitlines() if self._file.exists() else []
        for number, line in enumerate(lines, start=1):
            try:
                yield AuditEntry.from_dict(unchained(line))
            except (ValueError, KeyError, TypeError):
                raise AuditError(f"{self._file} line {number} is no audit entry") from None

    def head(self) -> Head:
        """Return the head, to be kept elsewhere."""
        with self._locked():
            return self._settled()

    def verify(self, head: Head | None = None) -> Verdict:
        """Check every line, and the end against the head file or a head that was kept elsewhere."""
        with self._locked():
            return verify_files(self._file, self._head_file, head)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with _clear(self._file):
            disk.make_folder(self.folder, ours=True)
            with disk.locked(self.folder / LOCK_FILE):
                yield

    def _settled(self) -> Head:
        """Return the head, after finishing or undoing an append that was interrupted.

        AuditError if the file does not fit the head for any other reason: nothing is then changed.
        """
        head = _head_of(self._head_file) or FIRST
        size = self._file.stat().st_size if self._file.exists() else 0
        if size == head.size:
            return head
        if size > head.size:
            with self._file.open("rb") as file:
                file.seek(head.size)
                rest = file.read()
            if b"\n" not in rest:
                # Half a line: its writer never said that it was noted.
                os.truncate(self._file, head.size)
                return head
            line = rest[:-1]
            if rest.endswith(b"\n") and b"\n" not in line and follows(line, head):
                self._put_head(head.after(line))
                return head.after(line)
        raise AuditError(
            f"{self._file} does not fit {self._head_file}: lines were cut off or added. Run sam "
            "audit verify, and keep both files aside; the audit begins anew in an empty folder"
        )

    def _append(self, line: bytes, size: int) -> None:
        new = not self._file.exists()
        descriptor = os.open(
            self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, disk.FILE_MODE
        )
        try:
            try:
                if os.write(descriptor, line) != len(line):
                    raise OSError(28, "No space left on device")
                os.fsync(descriptor)
            except OSError:
                with suppress(OSError):  # else the next append undoes it
                    os.ftruncate(descriptor, size)
                raise
        finally:
            os.close(descriptor)
        if new:
            disk.hand_over(self._file)
            disk.sync_folder(self.folder)

    def _put_head(self, head: Head) -> None:
        disk.replace(self._head_file, head.as_bytes())


def verify_files(file: Path, head_file: Path, head: Head | None = None) -> Verdict:
    """Check an audit, or an export of one, without opening it for writing."""
    with _clear(file):
        content = file.read_bytes() if file.exists() else b""
        kept = head or _head_of(head_file)
    return verdict(content, kept, AuditEntry.from_dict)


def _head_of(path: Path) -> Head | None:
    """Read the head file, None where there is none; AuditError if it is no head."""
    try:
        return Head.from_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise AuditError(
            f"{path} is damaged; compare it with a head kept elsewhere, and keep it aside"
        ) from None


@contextmanager
def _clear(path: Path) -> Iterator[None]:
    """Turn an operating-system error into one that says what to do."""
    try:
        yield
    except OSError as error:
        raise AuditError(
            f"cannot use {path}: {error.strerror or type(error).__name__}; check that the disk has "
            "room and that the folder belongs to the user Sam runs as"
        ) from error
