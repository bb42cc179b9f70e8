"""Can the words heard so far end a turn? Decides how long Sam waits in silence."""

from __future__ import annotations

import re
from datetime import timedelta

from sam.understanding.intents.finder import Found
from sam.understanding.slots import Slots
from sam.understanding.text import Turn
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Completeness, Context

US_DIGITS = 10

_HANGING = frozenset(
    """
    a an the my your our his her their this these and or but so because if whether when while
    that than then to for from with of at by about into onto on in under between around like
    is are was were am be been do does did can could would should will may might have has had
    i we they he she it's what which who where how why just also maybe either plus until
    not very really some any another other every its it'll i'm as per wondering hoping want need
    looking trying going let because since although though unless including called named number
    area mister mrs dr doctor
    """.split()
)  # fmt: skip
"""Words that a finished sentence seldom ends on."""

_MAY_END = (
    re.compile(r"(?:how|where|who|what) (?:\w+ ){0,3}(?:is|are|was|were|do|does|can|would|it is|they are)$"),
    re.compile(r"^(?:yes |no |sure )?(?:i|we|it|that|they|she|he|there) (?:do|does|did|can|could|would|will|am|is|are|was|have|had|should|might)(?: not)?$"),
    re.compile(r"(?:that is it|wrong number|this number|same number|my number|that number|phone number|come in|check in|fit me in|squeeze me in|get in|what for|who with|are you in|call me in|put me in|moved to|this is (?:she|he)|what you have|i need|i want|you want|do you need|that one|the other|any other|the one i want|anything you have|see the doctor|your doctor|the doctor|a doctor|your area|my area|the area|like that|just that)$"),
    re.compile(r"^(?:why|when|who|what|where|how|which|that|this|that is what i want)$"),
)  # fmt: skip
"""Endings on such a word that are whole after all."""

_FILLER_AT_END = re.compile(
    r"\b(?:um+|uh+|er+|erm|hm+|mm+|ah+)[\s.,…-]*$|(?:\.\.\.|…|-|,)\s*$", re.I
)

_QUESTIONS = frozenset(
    {
        Intent.PRICE, Intent.OFFERED, Intent.WHO_DOES_IT, Intent.HOURS, Intent.LOCATION,
        Intent.PARKING, Intent.PAYMENT, Intent.FINANCING, Intent.DEPOSIT, Intent.DURATION,
        Intent.CANCELLATION_POLICY, Intent.MEMBERSHIP, Intent.PACKAGE, Intent.GIFT_CARD,
        Intent.PERSON, Intent.ARE_YOU_A_ROBOT, Intent.RECORDING, Intent.WHO_HEARS, Intent.REPEAT,
        Intent.SLOWER, Intent.GOODBYE, Intent.SPANISH, Intent.FORGET_THAT, Intent.WRONG_NUMBER,
        Intent.ABUSE, Intent.AVAILABILITY, Intent.NEW_CLIENT,
    }
)  # fmt: skip
"""Intents that ask for something whole in a few words."""

_YES_NO = frozenset(
    {
        Ask.NAME_CONFIRM, Ask.CALLBACK_CONFIRM, Ask.NEW_OR_RETURNING, Ask.HANDOFF,
        Ask.ANYTHING_ELSE, Ask.CONFIRM_MESSAGE,
    }
)  # fmt: skip

NARROW = timedelta(hours=8)
"""A window at most this long is a day with a part of it: an answer to "when?"."""


def completeness(
    text: str, turn: Turn, slots: Slots, found: tuple[Found, ...], context: Context
) -> Completeness:
    """Say whether a turn's words are whole, cut in the middle, or neither for certain."""
    if not turn.tokens or _FILLER_AT_END.search(text) or slots.spelling:
        return Completeness.UNFINISHED
    if _hangs(turn):
        return Completeness.UNFINISHED
    if slots.callback:
        return Completeness.CLOSED
    if 0 < len(slots.digits) < US_DIGITS and (
        context.asked in (Ask.CALLBACK, Ask.CALLBACK_CONFIRM) or len(slots.digits) >= 3
    ):
        return Completeness.UNFINISHED
    return Completeness.CLOSED if _answers(turn, slots, found, context) else Completeness.OPEN


def _hangs(turn: Turn) -> bool:
    if turn.tokens[-1].word not in _HANGING:
        return False
    return not any(pattern.search(turn.text) for pattern in _MAY_END)


def _answers(turn: Turn, slots: Slots, found: tuple[Found, ...], context: Context) -> bool:
    intents = {f.intent for f in found}
    asked = context.asked
    if intents & _QUESTIONS:
        return True
    if intents & {Intent.YES, Intent.NO} and (asked in _YES_NO or len(turn.tokens) <= 3):
        return len(turn.tokens) <= 3 or bool(intents - {Intent.YES, Intent.NO})
    if asked is Ask.NAME and slots.name:
        return " " in slots.name
    if asked in (Ask.SERVICE, Ask.REASON) and slots.services and intents:
        return True
    if asked is Ask.SERVICE and slots.services:
        return True
    if asked is Ask.NEW_OR_RETURNING and slots.visitor:
        return True
    if slots.times and (asked is Ask.PREFERRED_TIME or intents):
        return all(w.end is None or w.end - w.start <= NARROW for w in slots.times)
    return (
        bool(intents & {Intent.CANCEL, Intent.RESCHEDULE, Intent.CONFIRM}) and len(turn.tokens) > 3
    )
