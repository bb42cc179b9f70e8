"""Which pages are known to be up to date, so that an open one costs next to nothing.

An open page asks every few seconds. Reading a month of messages each time would take a busy spa's
processor from the calls; a mark that was right after the last change is still right.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

TRUSTED = timedelta(minutes=1)
"""After this long a page is drawn anew even if nothing was written: its day may have changed, the
spa file may have been edited, a call may have been cut off."""

REMEMBERED = 200
"""Marks remembered at most; the oldest is dropped first."""


class Shown:
    """Marks of what was drawn lately, each with the store's count of changes at that time.

    A mark is an HMAC, so nothing of any caller is held here.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._marks: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def note(self, mark: str, changes: int, at: datetime) -> None:
        """Remember that a page with this mark was drawn from what was there after `changes`."""
        with self._lock:
            self._marks.pop(mark, None)
            self._marks[mark] = (changes, at)
            if len(self._marks) > REMEMBERED:
                self._marks.popitem(last=False)

    def still(self, mark: str, changes: int, at: datetime) -> bool:
        """Say whether a page with this mark is certainly what would be drawn now."""
        with self._lock:
            before, noted = self._marks.get(mark, (-1, at))
        return before == changes and at - noted < TRUSTED
