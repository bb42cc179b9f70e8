"""When sound becomes speech: the onset of a turn, and what keeps it going."""

from __future__ import annotations

from collections import deque

import numpy as np

from sam.vocabulary.heard import Samples

SPEECH = 0.5
"""Probability from which a window counts as speech (Silero's own threshold)."""

STILL_SPEECH = 0.35
"""Probability down to which speech that has begun goes on."""

QUIET_SHARE = 0.04
"""Below this share of the turn's loudest window (-28 dB) it is the silence after the words. On a
noisy line nothing is as quiet, and the probability decides alone."""

OPEN_LINE = (2, 3)
"""On an open line: two windows of speech in three, 64 to 96 ms."""

OVER_SAM = (4, 5)
"""While Sam speaks: four in five, 128 to 160 ms, which leaves barge-in its quarter second."""

ECHO_RMS = 0.02
"""Loudness under which sound heard while Sam speaks is taken for the line's echo of Sam.

Sam speaks at -20 dBFS and a hybrid returns that some 20 dB weaker, -40 dBFS; callers are mostly
at -15 to -30 dBFS. This is -34 dBFS.
"""

_FULL_SCALE = 32768.0


class Onset:
    """Watches windows of 32 ms for the beginning of a turn."""

    longest = OVER_SAM[1]
    """Most windows from the first sound of an onset to its being noticed."""

    def __init__(self) -> None:
        self.guarded = False
        """True while Sam's voice is on the line."""
        self._recent: deque[bool] = deque(maxlen=self.longest)

    @property
    def windows(self) -> int:
        """Windows from the first of speech to now, at most `longest`."""
        recent = list(self._recent)
        return len(recent) - recent.index(True) if True in recent else 0

    def heard(self, probability: float, window: Samples) -> bool:
        """Take the next window; True when speech has begun."""
        enough, of = OVER_SAM if self.guarded else OPEN_LINE
        speech = probability >= SPEECH and not (self.guarded and loudness(window) < ECHO_RMS)
        self._recent.append(speech)
        return speech and sum(list(self._recent)[-of:]) >= enough

    @property
    def stirring(self) -> bool:
        """Was the last window speech? Then it is no moment to call a turn over."""
        return bool(self._recent) and self._recent[-1]

    def reset(self) -> None:
        """Forget what was heard."""
        self._recent.clear()


def loudness(window: Samples) -> float:
    """Return the RMS of a window, 1 being full scale."""
    return float(np.sqrt(np.mean(np.square(window, dtype=np.float32)))) / _FULL_SCALE
