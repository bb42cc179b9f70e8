"""Which side of the line a turn is on, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

from sam.understanding.line.cues import cue_in
from sam.understanding.line.lexicon import Lexicon
from sam.vocabulary.intent import Danger, Side

CLINICAL_FROM = 0.5
"""Calibrated probability from which a turn is on the clinical side."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The side of a turn."""

    side: Side
    p_clinical: float
    danger: Danger | None = None


class Judge:
    """Judges turns. Immutable once built; holds no words."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()

    def judge(self, plain: str, masked: str) -> Verdict:
        """Return the verdict on normalised words.

        `plain` is the turn as said; in `masked` the menu's own words are replaced, so that a
        service's name does not pull booking talk over the line.
        """
        cue = cue_in(plain)
        if cue is not None:
            return Verdict(Side.EMERGENCY, 1.0, cue.danger)
        hits = self._lexicon.hits(masked)
        p = 0.95 if hits.sure else min(0.05 + 0.12 * hits.hints, 0.45)
        return Verdict(Side.CLINICAL if p >= CLINICAL_FROM else Side.BOOKING, p)
