"""The key store: a master key, and a wrapped key for each day, in files outside the database.

`master.key`      64 hexadecimal digits. Its folder can be another disk or a mounted secret.
`day-keys.json`   each day's key, wrapped by the master key (AES-256-GCM, bound to spa and day),
                  and the days whose key was erased. Replaced whole at every change.

Erasing a day's key makes every copy of that day's rows unreadable: here, in the write-ahead log,
in every backup of the database. So this folder is never part of a database backup; its own backup
is one file that is overwritten, or an erased key would live on in an older copy.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from sam.messages import disk
from sam.messages.errors import KeyErasedError, KeyStoreError
from sam.messages.sealing import (
    KEY_BYTES,
    DayKey,
    SealError,
    decrypted,
    derived,
    encrypted,
    place_of,
)

MASTER_FILE = "master.key"
DAYS_FILE = "day-keys.json"
LOCK_FILE = "lock"
_FORMAT = "sam-day-keys-1"


@dataclass
class _Ring:
    """What `day-keys.json` says: wrapped keys and erased days, by spa id and ISO day."""

    master: str
    """Fingerprint of the master key that wrapped them."""
    wrapped: dict[str, dict[str, str]] = field(default_factory=dict)
    erased: dict[str, list[str]] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        value = {
            "format": _FORMAT,
            "master": self.master,
            "wrapped": self.wrapped,
            "erased": self.erased,
        }
        return (json.dumps(value, indent=1, sort_keys=True) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        value = json.loads(content)
        if value["format"] != _FORMAT:
            raise ValueError("unknown format")
        return cls(value["master"], value["wrapped"], value["erased"])


class KeyStore:
    """The keys of one spa. Safe for several threads and several processes."""

    def __init__(self, spa: str, folder: Path, master_file: Path, master: bytes) -> None:
        self.spa = spa
        self.folder = folder
        self.master_file = master_file
        self._days_file = folder / DAYS_FILE
        self._wrapping = derived(master, "wrapping")
        self._fingerprint = derived(master, "fingerprint")[:8].hex()
        self._thread = threading.RLock()
        self._seen: tuple[int, int, int] | None = None
        self._cached: _Ring | None = None

    @classmethod
    def open(cls, spa: str, folder: Path, master_folder: Path, *, sealed_rows: bool) -> Self:
        """Open the key store, or make one where nothing was ever sealed.

        `sealed_rows` says whether the database holds anything sealed: then a missing key file is
        an error and never a reason to make a new key. KeyStoreError says what is missing and where.
        """
        master_file = master_folder / MASTER_FILE
        with _clear(f"open the key folder {folder}"):
            disk.make_folder(folder, ours=True)
            with disk.locked(folder / LOCK_FILE):
                fresh = not sealed_rows and not (folder / DAYS_FILE).exists()
                with _clear(f"use the master key {master_file}"):
                    master = _master(master_file, may_create=fresh)
                store = cls(spa, folder, master_file, master)
                store._check(fresh=fresh)
        return store

    def key(self, day: date) -> DayKey:
        """Return a day's key; KeyErasedError if it was erased, KeyStoreError if it is missing."""
        ring = self._read()
        wrapped = ring.wrapped.get(self.spa, {}).get(day.isoformat())
        if wrapped is not None:
            return DayKey(self.spa, day, self._unwrapped(day, wrapped))
        if day.isoformat() in ring.erased.get(self.spa, ()):
            raise KeyErasedError(f"the key of {day} has been erased; what it sealed is gone")
        raise KeyStoreError(
            f"{self._days_file} has no key for {day}; put back the newest copy of that file"
        )

    def key_for_writing(self, day: date) -> DayKey:
        """Return a day's key, making it if the day has none yet; on disk before it is returned."""
        if day.isoformat() in self._read().wrapped.get(self.spa, {}):
            return self.key(day)
        with self._changing() as ring:
            if day.isoformat() in ring.erased.get(self.spa, ()):
                raise KeyErasedError(f"the key of {day} has been erased; nothing can be added")
            days = ring.wrapped.setdefault(self.spa, {})
            if day.isoformat() not in days:
                secret = os.urandom(KEY_BYTES)
                days[day.isoformat()] = encrypted(self._wrapping, secret, self._bound(day)).hex()
        return self.key(day)

    def erase(self, days: Iterable[date]) -> int:
        """Erase the keys of days for good; returns how many there were. Harmless when repeated."""
        erased = 0
        with self._changing() as ring:
            wrapped = ring.wrapped.setdefault(self.spa, {})
            gone = ring.erased.setdefault(self.spa, [])
            for day in days:
                erased += wrapped.pop(day.isoformat(), None) is not None
                if day.isoformat() not in gone:
                    gone.append(day.isoformat())
        return erased

    def days(self) -> tuple[date, ...]:
        """Return the days that have a key, oldest first."""
        return tuple(sorted(map(date.fromisoformat, self._read().wrapped.get(self.spa, ()))))

    def _check(self, *, fresh: bool) -> None:
        """Begin a new ring, or see that the one that is there was made under this master key."""
        if fresh:
            disk.create(self._days_file, _Ring(self._fingerprint).as_bytes())
        ring = self._read(locked=True)
        disk.narrow(self._days_file, disk.FILE_MODE)
        if ring.master != self._fingerprint:
            raise KeyStoreError(
                f"{self.master_file} is not the master key that {self._days_file} was made with; "
                "put the right one back, or name its folder. Nothing was changed"
            )

    @contextmanager
    def _changing(self) -> Iterator[_Ring]:
        """Read, change and replace the ring while nobody else can."""
        with (
            self._thread,
            _clear(f"write {self._days_file}"),
            disk.locked(self.folder / LOCK_FILE),
        ):
            ring = _Ring.from_bytes(self._read(locked=True).as_bytes())
            yield ring
            disk.replace(self._days_file, ring.as_bytes())

    def _read(self, *, locked: bool = False) -> _Ring:
        """Return the ring, from disk whenever another process has replaced it."""
        with self._thread, _clear(f"read {self._days_file}"):
            if self._cached is None or self._signature() != self._seen:
                if locked:
                    self._load()
                else:
                    with disk.locked(self.folder / LOCK_FILE, shared=True):
                        self._load()
            assert self._cached is not None
            return self._cached

    def _load(self) -> None:
        self._seen = self._signature()
        try:
            self._cached = _Ring.from_bytes(self._days_file.read_bytes())
        except (ValueError, KeyError, TypeError):
            raise KeyStoreError(
                f"{self._days_file} is damaged; put back the newest copy. Nothing was changed"
            ) from None

    def _signature(self) -> tuple[int, int, int]:
        try:
            found = self._days_file.stat()
        except FileNotFoundError:
            raise KeyStoreError(
                f"{self._days_file} is missing, and messages are sealed under its keys; put back "
                "the newest copy. No new keys were made, since they could not open them"
            ) from None
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def _unwrapped(self, day: date, wrapped: str) -> bytes:
        try:
            return decrypted(self._wrapping, bytes.fromhex(wrapped), self._bound(day))
        except (SealError, ValueError):
            raise KeyStoreError(
                f"the key of {day} in {self._days_file} is damaged; put back the newest copy"
            ) from None

    def _bound(self, day: date) -> bytes:
        return place_of("day key", self.spa, day.isoformat())


def _master(path: Path, *, may_create: bool) -> bytes:
    """Read the master key; make one only where nothing was ever sealed under another."""
    if may_create and not path.exists():
        disk.make_folder(path.parent, ours=False)
        disk.create(path, os.urandom(KEY_BYTES).hex().encode() + b"\n")
    try:
        content = path.read_bytes()
        with suppress(OSError):  # a secret mounted read-only keeps the mode its mount gave it
            disk.narrow(path, disk.FILE_MODE)
    except FileNotFoundError:
        raise KeyStoreError(
            f"there is no master key at {path}, and keys were made under one; put the file "
            "back or name its folder. No new key was made, since it could not open them"
        ) from None
    try:
        master = bytes.fromhex(content.decode("ascii").strip())
    except ValueError:
        master = b""
    if len(master) != KEY_BYTES:
        raise KeyStoreError(
            f"{path} is damaged: a master key is {2 * KEY_BYTES} hexadecimal digits; put its copy "
            "back. Nothing was changed"
        )
    return master


@contextmanager
def _clear(what: str) -> Iterator[None]:
    """Turn an operating-system error into one that says what to do."""
    try:
        yield
    except OSError as error:
        raise KeyStoreError(
            f"cannot {what}: {error.strerror or type(error).__name__}; check that the disk has "
            "room and that the folder belongs to the user Sam runs as. Nothing was changed"
        ) from error
