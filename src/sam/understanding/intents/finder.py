"""Runs the intent tables over a turn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sam.understanding.intents import booking, facts, manners, money, people
from sam.understanding.intents.row import Row, as_whole, at_start, compiled
from sam.understanding.text import Turn
from sam.vocabulary.intent import Intent

ROWS: tuple[Row, ...] = booking.ROWS + facts.ROWS + money.ROWS + people.ROWS + manners.ROWS
"""Every row of the tables."""

WINS: dict[Intent, tuple[Intent, ...]] = {
    Intent.CANCELLATION_POLICY: (
        Intent.CANCEL, Intent.RESCHEDULE, Intent.RUNNING_LATE, Intent.BILLING, Intent.PRICE,
        Intent.DEPOSIT, Intent.CONFIRM, Intent.AVAILABILITY,
    ),
    Intent.CONSULT: (Intent.BOOK, Intent.PERSON, Intent.OFFERED),
    Intent.REBOOK: (Intent.BOOK,),
    Intent.RESCHEDULE: (Intent.CONSULT, Intent.BOOK, Intent.CORRECTION, Intent.AVAILABILITY, Intent.CANCEL,
                        Intent.REBOOK),
    Intent.CANCEL: (Intent.CONSULT, Intent.BOOK, Intent.CONFIRM, Intent.AVAILABILITY, Intent.REBOOK),
    Intent.CONFIRM: (Intent.CONSULT, Intent.BOOK, Intent.AVAILABILITY),
    Intent.RUNNING_LATE: (Intent.BOOK, Intent.CORRECTION),
    Intent.HOURS: (Intent.BOOK,),
    Intent.DURATION: (Intent.AVAILABILITY, Intent.BOOK, Intent.PRICE),
    Intent.AVAILABILITY: (Intent.BOOK, Intent.REBOOK, Intent.HOURS, Intent.OFFERED),
    Intent.OFFERED: (Intent.BOOK,),
    Intent.WHO_DOES_IT: (Intent.BOOK, Intent.PERSON, Intent.OFFERED),
    Intent.MEMBERSHIP: (Intent.PRICE, Intent.CANCEL, Intent.BOOK, Intent.OFFERED),
    Intent.NEW_CLIENT: (Intent.AVAILABILITY, Intent.CORRECTION),
    Intent.DEPOSIT: (Intent.PRICE, Intent.BOOK),
    Intent.PACKAGE: (Intent.BOOK, Intent.OFFERED),
    Intent.GIFT_CARD: (Intent.PRICE, Intent.BOOK, Intent.OFFERED),
    Intent.FINANCING: (Intent.PRICE, Intent.PAYMENT, Intent.OFFERED),
    Intent.PAYMENT: (Intent.OFFERED, Intent.BOOK),
    Intent.BILLING: (Intent.PRICE, Intent.COMPLAINT, Intent.BOOK),
    Intent.ARE_YOU_A_ROBOT: (Intent.PERSON, Intent.WHO_DOES_IT),
    Intent.RECORDING: (Intent.ARE_YOU_A_ROBOT, Intent.BOOK),
    Intent.WHO_HEARS: (Intent.WHO_DOES_IT, Intent.RECORDING, Intent.PERSON),
    Intent.PERSON: (Intent.BOOK, Intent.CORRECTION, Intent.AVAILABILITY),
    Intent.FORGET_THAT: (Intent.CANCEL, Intent.CORRECTION),
    Intent.VENDOR: (Intent.PERSON, Intent.OFFERED, Intent.BOOK),
    Intent.REPEAT: (Intent.CORRECTION, Intent.HOURS, Intent.BOOK, Intent.REBOOK),
    Intent.CORRECTION: (Intent.BOOK,),
    Intent.NO: (Intent.THANKS, Intent.GOODBYE),
    Intent.HOLD_ON: (Intent.GOODBYE, Intent.CONFIRM),
    Intent.LOCATION: (Intent.PARKING,),
    Intent.PARKING: (Intent.PRICE,),
}  # fmt: skip
"""Where two intents claim overlapping words, the key wins over these."""

ABSORBS: dict[Intent, tuple[Intent, ...]] = {
    Intent.PRICE: (
        Intent.DEPOSIT, Intent.MEMBERSHIP, Intent.GIFT_CARD, Intent.CANCELLATION_POLICY,
        Intent.BILLING,
    ),
    Intent.OFFERED: (Intent.FINANCING, Intent.MEMBERSHIP, Intent.GIFT_CARD, Intent.PACKAGE),
    Intent.AVAILABILITY: (Intent.CONSULT, Intent.MEMBERSHIP, Intent.GIFT_CARD, Intent.PACKAGE),
}  # fmt: skip
"""The key's words are only the question of these when they follow at once ("how much is the" …)."""


@dataclass(frozen=True, slots=True)
class Found:
    """An intent and the stretch of raw text that gave it away."""

    intent: Intent
    start: int
    end: int


class IntentFinder:
    """Finds intents in a turn. Immutable once built."""

    def __init__(self) -> None:
        self._patterns: list[tuple[Intent, re.Pattern[str]]] = []
        for row in ROWS:
            self._patterns += [(row.intent, compiled(p)) for p in row.patterns]
            self._patterns += [(row.intent, at_start(p)) for p in row.start]
            self._patterns += [(row.intent, as_whole(p)) for p in row.whole]

    def find(self, plain: Turn, slotted: Turn) -> tuple[Found, ...]:
        """Return every stretch that asks for something, in the order said.

        `plain` is the turn as said, `slotted` the same turn with its slots in capitals. An intent
        may occur several times: `intents_of` lists each once.
        """
        found = self._matches(slotted)
        if slotted is not plain:
            found += self._matches(plain)
        return tuple(sorted(_absorbed(_contested(found)), key=lambda f: (f.start, -f.end)))

    def _matches(self, turn: Turn) -> list[Found]:
        text = turn.text
        begins: dict[int, int] = {}
        ends: dict[int, int] = {}
        at = 0
        for token in turn.tokens:
            begins[at] = token.start
            ends[at + len(token.word)] = token.end
            at += len(token.word) + 1
        found = []
        for intent, pattern in self._patterns:
            for match in pattern.finditer(text):
                group = "core" if "core" in pattern.groupindex else 0
                start, end = match.span(group)
                while end > start and text[end - 1] == " ":
                    end -= 1
                if end > start:
                    found.append(Found(intent, begins[start], ends[end]))
        return found


def intents_of(found: tuple[Found, ...]) -> tuple[Intent, ...]:
    """Return each intent once, in the order in which it was first said."""
    return tuple(dict.fromkeys(f.intent for f in found))


def _contested(found: list[Found]) -> list[Found]:
    """Drop an intent where one that wins over it claims some of the same words."""
    return [
        item
        for item in found
        if not any(
            item.intent in WINS.get(other.intent, ())
            and other.start < item.end
            and item.start < other.end
            for other in found
        )
    ]


def _absorbed(found: list[Found]) -> list[Found]:
    """Drop "how much is the" before "deposit" and the like."""
    near = 4  # characters: a short article, and never "and"
    return [
        item
        for item in found
        if not any(
            other.intent in ABSORBS.get(item.intent, ()) and 0 <= other.start - item.end <= near
            for other in found
        )
    ]
