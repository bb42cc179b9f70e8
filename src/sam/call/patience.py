"""How patiently Sam listens after each question, and how long it waits in silence."""

from __future__ import annotations

from sam.conversation.talk import State
from sam.speech.turn import DIGITS, OPEN_QUESTION, SPELLING, YES_NO, Patience
from sam.vocabulary.ask import Ask

_BY_ASK = {
    Ask.NAME_CONFIRM: YES_NO,
    Ask.CALLBACK_CONFIRM: YES_NO,
    Ask.NEW_OR_RETURNING: YES_NO,
    Ask.CONFIRM_MESSAGE: YES_NO,
    Ask.HANDOFF: YES_NO,
    Ask.CALLBACK: DIGITS,
    Ask.NAME: SPELLING,
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
    return _BY_ASK.get(asked, OPEN_QUESTION) if asked is not None else OPEN_QUESTION
