"""The calls that Sam caught, day by day: when, how long, how they ended, and what Sam did.

No name and no number: those stand on the page of messages alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sam.desk.when import day_words, exact_words, length_words
from sam.desk.wording import CUT_OFF, FORWARDED, ON_THE_LINE, OUTCOMES, step_words
from sam.messages.records import KeptCall, Readability
from sam.spa.model import Spa
from sam.vocabulary.outcome import Outcome

GRACE = timedelta(minutes=5)
"""A call that is open for this much longer than the longest call is over: Sam was stopped."""

TONES = {
    Outcome.MESSAGE: "good",
    Outcome.CLINICAL_MESSAGE: "urgent",
    Outcome.HANDED_OFF: "good",
    Outcome.EMERGENCY: "urgent",
    Outcome.ANSWERED: "good",
    Outcome.DECLINED: "quiet",
    Outcome.ABANDONED: "quiet",
}
"""How an outcome is coloured; its words carry the meaning."""

UNREADABLE = {
    Readability.ERASED: "Erased: the key of that day is gone, on purpose.",
    Readability.KEY_MISSING: "Cannot be read: put back the newest copy of the key store.",
    Readability.DAMAGED: "Cannot be read: what was stored has been changed. Nothing is shown.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One call, in words."""

    call_id: str
    at: str
    """When it began, local: "2:05 pm"."""
    length: str | None
    """How long it took; None while it goes on or where that is not known."""
    outcome: str
    tone: str
    """good, urgent, quiet or now."""
    forwarded: str
    steps: tuple[str, ...]
    """What Sam did, to follow the word "Sam"; repeated steps once, with how often."""
    has_message: bool
    unreadable: str | None
    """Why nothing of it can be read, in words; None where it can."""


@dataclass(frozen=True, slots=True)
class Day:
    """The calls of one local day, latest first."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def journal(calls: Sequence[KeptCall], spa: Spa, now: datetime) -> tuple[Day, ...]:
    """Lay out calls by local day, latest first. `now` is aware."""
    zone = spa.spa.zone
    today = now.astimezone(zone).date()
    days: dict[str, tuple[str, list[Entry]]] = {}
    for call in sorted(calls, key=lambda call: call.started_at, reverse=True):
        day = call.started_at.astimezone(zone).date()
        _, entries = days.setdefault(day.isoformat(), (day_words(day, today), []))
        entries.append(_entry(call, spa, now))
    return tuple(Day(day, title, tuple(entries)) for day, (title, entries) in days.items())


def _entry(call: KeptCall, spa: Spa, now: datetime) -> Entry:
    longest = timedelta(minutes=spa.line.max_minutes) + GRACE
    if call.outcome is not None:
        outcome, tone = OUTCOMES[call.outcome], TONES[call.outcome]
    elif now - call.started_at > longest:
        outcome, tone = CUT_OFF, "urgent"
    else:
        outcome, tone = ON_THE_LINE, "now"
    return Entry(
        call_id=call.call_id,
        at=exact_words(call.started_at, spa.spa.zone),
        length=length_words(call.ended_at - call.started_at) if call.ended_at else None,
        outcome=outcome,
        tone=tone,
        forwarded=FORWARDED[call.forwarded],
        steps=_steps(call, spa),
        has_message=call.message is not None,
        unreadable=UNREADABLE.get(call.readability),
    )


def _steps(call: KeptCall, spa: Spa) -> tuple[str, ...]:
    counted: dict[str, int] = {}
    for step in call.steps:
        words = step_words(step, spa)
        counted[words] = counted.get(words, 0) + 1
    return tuple(
        words if times == 1 else f"{words} ({times} times)" for words, times in counted.items()
    )
