"""Which side of the line a turn is on, and how surely."""

from __future__ import annotations

from dataclasses import dataclass

from sam.understanding.line.cues import cue_in
from sam.understanding.line.encoder import shared_encoder
from sam.understanding.line.lexicon import Lexicon
from sam.vocabulary.intent import Danger, Side

CLINICAL_FROM = 0.5
"""Calibrated probability from which a turn is on the clinical side."""

CLAUSE_CLINICAL_FROM = 0.85
"""The same for one clause of a turn: a few words by themselves say less than a whole turn."""

KNOWN = 3.0
"""Taken from the logit of a turn that is nothing but intents of the tables and slots."""


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
        self._encoder = shared_encoder()

    def judge(self, plain: str, masked: str, wholly_known: bool = False) -> Verdict:
        """Return the verdict on normalised words.

        `plain` is the turn as said; in `masked` the menu's own words are replaced, so that a
        service's name does not pull booking talk over the line. `wholly_known`: what the
        intent tables know is all that was said, which lowers the score unless the lexicon objects.
        """
        cue = cue_in(plain)
        if cue is not None:
            return Verdict(Side.EMERGENCY, 1.0, cue.danger)
        if not masked:
            return Verdict(Side.BOOKING, 0.0)
        hits = self._lexicon.hits(masked)
        logit = self._encoder.logit(masked)
        if wholly_known and not hits.sure:
            logit -= KNOWN
        p = self._encoder.weights.probability(logit, len(hits.sure), hits.hints)
        return Verdict(Side.CLINICAL if p >= CLINICAL_FROM else Side.BOOKING, p)

    def judge_clause(self, masked: str, wholly_known: bool) -> float:
        """Return how probably one clause of a turn is clinical.

        What the tables know from end to end is not read again, unless the lexicon objects.
        """
        hits = self._lexicon.hits(masked)
        if not masked or (wholly_known and not hits.sure):
            return 0.0
        logit = self._encoder.logit(masked)
        return self._encoder.weights.probability(logit, len(hits.sure), hits.hints)
