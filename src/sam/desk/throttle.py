"""How often a password may be tried: after some tries, wait; after each further one, longer."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from sam.desk.tables import Clock

FREE = 5
"""Tries in a row without success before a name has to wait."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
EVERYBODY = 30
"""Tries within a minute, whatever the names, before everybody has to wait."""
MINUTE = timedelta(minutes=1)
REMEMBERED = 1000
"""Names remembered at most; the longest unused is dropped first."""


class Throttle:
    """Tries to sign in since the last success, by name (folded), and over all. In memory only.

    Behind a proxy every address is the proxy's, so addresses are not counted. Whoever is
    signed in already is not touched by any of it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._by_name: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._recent: list[datetime] = []

    def attempt(self, name: str) -> timedelta:
        """Count a try and return zero; or count nothing and return how long to wait first.

        Counted before the password is looked at, so that tries sent all at once gain nothing.
        """
        now = self._clock()
        with self._lock:
            wait = self._wait(name, now)
            if wait > timedelta(0):
                return wait
            tries, _ = self._by_name.pop(name, (0, now))
            self._by_name[name] = (tries + 1, now)
            if len(self._by_name) > REMEMBERED:
                self._by_name.popitem(last=False)
            self._recent.append(now)
            return timedelta(0)

    def _wait(self, name: str, now: datetime) -> timedelta:
        waits = [timedelta(0)]
        tries, last = self._by_name.get(name, (0, now))
        if tries >= FREE:
            # The exponent is capped: it must not grow with an attacker's patience.
            waits.append(last + min(FIRST_WAIT * 2 ** min(tries - FREE, 10), LONGEST_WAIT) - now)
        self._recent = [at for at in self._recent if at > now - MINUTE]
        if len(self._recent) >= EVERYBODY:
            waits.append(self._recent[0] + MINUTE - now)
        return max(waits)

    def succeeded(self, name: str) -> None:
        """Forget a name's tries: the password was right."""
        with self._lock:
            self._by_name.pop(name, None)
