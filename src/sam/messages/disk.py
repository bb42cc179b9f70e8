"""Small files that must survive a power cut: written whole or not at all, for the owner alone."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def make_folder(folder: Path, *, ours: bool) -> None:
    """Make a folder that only the owner can enter; OSError if it cannot be made.

    A folder that is there is narrowed to the owner only where it is `ours` alone: the data folder
    may be one that the owner shares with other things.
    """
    if not folder.is_dir():
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        hand_over(folder)
        narrow(folder, FOLDER_MODE)
    elif ours:
        narrow(folder, FOLDER_MODE)


def hand_over(path: Path) -> None:
    """Give what root has made to the owner of the folder around it; nothing for anybody else.

    An operator who runs one command as root must not leave files that Sam, under its own user,
    can no longer open.
    """
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)


def narrow(path: Path, mode: int) -> None:
    """Take away every permission beyond `mode`, without touching what is narrow already."""
    now = path.stat().st_mode & 0o777
    if now & ~mode:
        path.chmod(now & mode)


def create(path: Path, content: bytes) -> None:
    """Write a new file; FileExistsError if there is one already, which is then left as it is."""
    whole = _written_beside(path, content)
    try:
        os.link(whole, path)
    finally:
        whole.unlink()
    sync_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file at once; a reader sees the old or the new, whole.

    What stood there is overwritten with zeros afterwards: erasing a key would mean little if the
    old file's blocks kept it. Solid-state disks and snapshots may still keep a copy of their own.
    """
    try:
        old = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        old = None
    try:
        whole = _written_beside(path, content)
        try:
            whole.replace(path)
        except BaseException:
            whole.unlink()
            raise
        sync_folder(path.parent)
        if old is not None:
            os.pwrite(old, bytes(os.fstat(old).st_size), 0)
            os.fsync(old)
    finally:
        if old is not None:
            os.close(old)


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock file, against other threads and other processes; waits for it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        hand_over(path)
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _written_beside(path: Path, content: bytes) -> Path:
    """Write and sync a file next to `path`, mode 0600."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    whole = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        hand_over(whole)
    except BaseException:
        with suppress(OSError):
            whole.unlink()
        raise
    return whole


def sync_folder(folder: Path) -> None:
    """Make a new or renamed entry of a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
