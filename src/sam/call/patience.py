"""How patiently Sam listens after each question, and how long it waits in silence."""

from __future__ import annotations

from sam.conversation.talk import State
from sam.speech.listener import Patience
from sam.vocabulary.ask import Ask

YES_OR_NO = Patience(closed_ms=250, open_ms=550, unfinished_ms=1400)
ORDINARY = Patience(closed_ms=250, open_ms=650, unfinished_ms=1600)
DICTATING = Patience(closed_ms=300, open_ms=1100, unfinished_ms=2200)
"""Digits and spelling come in groups with pauses between them."""

_BY_ASK = {
    Ask.NAME_CONFIRM: YES_OR_NO,
    Ask.CALLBACK_CONFIRM: YES_OR_NO,
    Ask.NEW_OR_RETURNING: YES_OR_NO,
    Ask.CONFIRM_MESSAGE: YES_OR_NO,
    Ask.HANDOFF: YES_OR_NO,
    Ask.CALLBACK: DICTATING,
    Ask.NAME: ORDINARY,
}

SILENCE_SECONDS: dict[State, float] = {
    State.TALKING: 7.0,
    State.CONFIRMING: 7.0,
    State.OFFERING: 7.0,
    State.WAITING: 120.0,
    State.REACHING: 9.0,
    State.EMERGENCY: 15.0,
}
"""How long nobody may speak before something is said, by state. A held call waits two minutes."""


def patience_for(asked: Ask | None) -> Patience:
    """Return how long a turn may pause when this question is open."""
    return _BY_ASK.get(asked, ORDINARY) if asked is not None else ORDINARY
