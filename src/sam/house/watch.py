"""Notices that the spa file was edited."""

from __future__ import annotations

from pathlib import Path

POLL_SECONDS = 2.0


class Watch:
    """Compares a file's identity, size and time of change with those of the last look.

    Polling, because editors replace files, folders are mounted from elsewhere, and two seconds are
    soon enough.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._look()

    def changed(self) -> bool:
        """Say whether the file is another one than at the last call; a missing file is no news."""
        now = self._look()
        if now is None or now == self._seen:
            return False
        self._seen = now
        return True

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            # Between an editor's removal and its rename.
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
