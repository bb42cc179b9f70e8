"""The order of the repertoire: what must be ready first when a spa file loads."""

from __future__ import annotations

from sam.repertoire.cue import Say
from sam.spa.model import Answers

ABOUT_A_SERVICE = (Say.PRICE, Say.OFFERED, Say.PACKAGE_PRICE, Say.WHO_DOES_IT, Say.DURATION)
"""Sentences of which there is one for each line of the menu."""

TOPICS = tuple(Say(topic) for topic in Answers.model_fields)
"""Sentences that only the owner words, under `answers`, each under its id."""

EMERGENCIES = {
    Say.EMERGENCY: "words",
    Say.SELF_HARM: "self_harm_words",
    Say.EMERGENCY_NOBODY: "nobody_reached",
}
"""Sentences that stand under `emergency`, and are never varied."""

_FIRST = (
    Say.GREETING,
    Say.EMERGENCY,
    Say.SELF_HARM,
    Say.EMERGENCY_NOBODY,
    Say.CLINICAL,
    Say.HANDOFF_START,
    Say.TARGET_ANNOUNCE,
    Say.HANDOFF_OFFER,
    Say.NO_LIVE_PERSON,
    Say.HANDOFF_WAIT,
    Say.HANDOFF_CONNECTED,
    Say.HANDOFF_FAILED,
    Say.NOT_NOTED,
    Say.ACKNOWLEDGE,
    Say.GOT_IT,
    Say.NOT_UNDERSTOOD,
)

_ANSWERS = (Say.HOURS, Say.LOCATION, *TOPICS, *ABOUT_A_SERVICE, Say.NOT_OFFERED)

_BETWEEN = tuple(say for say in Say if say not in _FIRST and say not in _ANSWERS)
"""The questions and the manners: every call needs some of them."""

ORDER = (*_FIRST, *_BETWEEN, *_ANSWERS)
"""Every sentence once, the most urgent first."""
