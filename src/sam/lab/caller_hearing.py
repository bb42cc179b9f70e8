"""What a measuring caller makes of the line's audio: when Sam spoke, and where it broke off.

Frames in, spans out; no I/O and no clock. Times are milliseconds from whatever zero the caller
of `feed` uses (the INVITE, in `sam lab call`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sam.vocabulary.heard import Samples

LOUD = 180.0
"""Root mean square of a 20 ms frame above which it is sound: -45 dBFS."""

BREATH_MS = 250.0
"""Quiet shorter than this is inside a span of speech: a pause for breath, a stop consonant."""

BLOCK = 40
"""Samples in the 5 ms blocks in which holes are looked for."""

DEAD = 8
"""Largest sample of digital silence: one step of mu-law."""

EDGE = 650.0
"""Root mean square of a block (-34 dBFS) beside which digital silence is a cut, not a pause."""

GAP_MS = (40.0, 500.0)
"""Holes longer than the first are gaps; longer than the second, the pause between two replies."""


@dataclass(slots=True)
class Span:
    """A stretch in which Sam was heard."""

    start: float
    """Arrival of its first packet."""
    end: float
    """Arrival of its last packet that held sound, so far."""


class Hearing:
    """Follows one leg's audio. Feed it every frame in order."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.gaps = 0
        """Holes in the middle of speech: see `GAP_MS` and `EDGE`."""
        self._onset: float | None = None
        self._last_at: float | None = None
        self._last_loud = False
        self._edge_before = False
        self._dead_blocks = 0
        self._previous_block = 0.0

    def feed(self, samples: Samples, at: float) -> None:
        """Take the next frame (8 kHz, about 20 ms) that arrived at `at` ms."""
        wave = samples.astype(np.float64)
        loud = bool(len(wave)) and float(np.sqrt(np.mean(wave**2))) > LOUD
        length = 1000.0 * len(samples) / 8000
        late = self._last_at is not None and at - self._last_at - length > GAP_MS[0]
        if late and loud and self._last_loud:
            self.gaps += 1
        self._look_for_holes(wave)
        self._follow(loud, at)
        self._last_at, self._last_loud = at, loud

    def spoke_at(self, at: float) -> Span | None:
        """Return the span that `at` falls into, or None if Sam was silent then."""
        return next((s for s in self.spans if s.start <= at <= s.end), None)

    def first_after(self, at: float) -> Span | None:
        """Return the first span that starts after `at`, or None."""
        return next((s for s in self.spans if s.start > at), None)

    @property
    def last_sound(self) -> float | None:
        """When Sam was last heard; None if never."""
        return self.spans[-1].end if self.spans else None

    def _follow(self, loud: bool, at: float) -> None:
        if not loud:
            self._onset = None
            return
        if self.spans and at - self.spans[-1].end <= BREATH_MS:
            self.spans[-1].end = at
        elif self._onset is None:
            self._onset = at  # one loud frame alone is a click
        else:
            self.spans.append(Span(self._onset, at))
            self._onset = None

    def _look_for_holes(self, wave: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
        for index in range(0, len(wave) - BLOCK + 1, BLOCK):
            block = wave[index : index + BLOCK]
            power = float(np.sqrt(np.mean(block**2)))
            if float(np.abs(block).max()) <= DEAD:
                if self._dead_blocks == 0:
                    self._edge_before = self._previous_block > EDGE
                self._dead_blocks += 1
            else:
                hole = 1000.0 * self._dead_blocks * BLOCK / 8000
                if self._edge_before and power > EDGE and GAP_MS[0] < hole < GAP_MS[1]:
                    self.gaps += 1
                self._dead_blocks = 0
            self._previous_block = power
