"""Messages as the front desk works through them: urgent ones first, then the newest.

Messages from one number stand together and are never merged: each keeps its own reason, time and
"called back".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sam.desk.when import day_words, exact_words, windows_words
from sam.desk.wording import ADVICE, SLOTS, URGENT, VISITORS, listed, number_words, reason_words
from sam.messages.records import KeptCall, Readability
from sam.spa.model import Spa
from sam.vocabulary.message import Message, Slot
from sam.vocabulary.outcome import Outcome

DONE_SHOWN = 30
"""How many messages that were called back are shown: enough to take a slip back."""


@dataclass(frozen=True, slots=True)
class Card:
    """One message, in words."""

    call_id: str
    at: datetime
    """When the call began, UTC."""
    urgent: bool
    reason: str
    advice: str | None
    visitor: str | None
    wished: str | None = field(repr=False)
    """The preferred time in words."""
    name: str | None = field(repr=False)
    callback: str | None = field(repr=False)
    """E.164, for the `tel:` link."""
    number: str | None = field(repr=False)
    """The same, as people write it."""
    called: str
    """When they called: "today at 2:05 pm"."""
    unsure: frozenset[Slot]
    """Fields that the caller has not confirmed."""
    left_early: bool
    """The call ended before Sam could read the message back."""
    done: str | None
    """"Dana, today at 2:10 pm": who called back and when; None while nobody has."""

    @property
    def unsure_words(self) -> str:
        """The unconfirmed fields in words: "name and number"."""
        return listed([SLOTS[slot] for slot in Slot if slot in self.unsure])


@dataclass(frozen=True, slots=True)
class Person:
    """The messages of one number, newest first; or one message without a number."""

    cards: tuple[Card, ...]

    @property
    def newest(self) -> Card:
        """The latest message."""
        return self.cards[0]

    @property
    def urgent(self) -> bool:
        """Whether any of the messages must be called back first."""
        return any(card.urgent for card in self.cards)


@dataclass(frozen=True, slots=True)
class Section:
    """People under one heading."""

    id: str
    title: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page of messages."""

    sections: tuple[Section, ...]
    """People to call back: urgent ones, then by day."""
    done: tuple[Card, ...]
    """Messages that were called back, the latest call back first; at most `DONE_SHOWN`."""
    more_done: int
    """Messages called back beyond those shown."""
    waiting: int
    """Messages to call back."""
    urgent: int
    """Those among them to be called first."""
    today: int
    """Messages that came today, called back or not."""
    damaged: int
    """Calls whose message, if they had one, cannot be read now though it was not erased."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all."""
        return not self.sections and not self.done and not self.damaged


def board(calls: Iterable[KeptCall], spa: Spa, now: datetime, names: Mapping[str, str]) -> Board:
    """Lay out the messages of the given calls. Days are the spa's own.

    `now` is aware; `names` holds the display names of accounts by id.
    """
    calls = tuple(calls)
    zone = spa.spa.zone
    today = now.astimezone(zone).date()
    with_message = sorted(
        (call for call in calls if call.message), key=lambda call: call.started_at, reverse=True
    )
    cards = [_card(call, spa, today, names) for call in with_message]
    done = sorted(
        (
            (call.message.called_back_at, card)
            for call, card in zip(with_message, cards, strict=True)
            if call.message and call.message.called_back_at
        ),
        key=lambda pair: pair[0],
        reverse=True,
    )
    waiting = [card for card in cards if card.done is None]
    people = _people(waiting)
    by_day: dict[date, list[Person]] = {}
    for person in people:
        if not person.urgent:
            by_day.setdefault(person.newest.at.astimezone(zone).date(), []).append(person)
    sections = [
        Section(day.isoformat(), day_words(day, today), tuple(each)) for day, each in by_day.items()
    ]
    first = tuple(person for person in people if person.urgent)
    if first:
        sections.insert(0, Section("first", "Call these first", first))
    return Board(
        sections=tuple(sections),
        done=tuple(card for _, card in done[:DONE_SHOWN]),
        more_done=max(0, len(done) - DONE_SHOWN),
        waiting=len(waiting),
        urgent=sum(card.urgent for card in waiting),
        today=sum(card.at.astimezone(zone).date() == today for card in cards),
        damaged=sum(
            call.readability in (Readability.KEY_MISSING, Readability.DAMAGED) for call in calls
        ),
    )


def _people(cards: list[Card]) -> list[Person]:
    """Put cards (newest first) of one number together, where the newest of them stands."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.callback or card.call_id, []).append(card)
    return [Person(tuple(group)) for group in groups.values()]


def _card(call: KeptCall, spa: Spa, today: date, names: Mapping[str, str]) -> Card:
    kept = call.message
    assert kept is not None
    message: Message = kept.message
    kind = message.reason.kind
    visitor = message.reason.visitor
    done = None
    if kept.called_back_at:
        who = names.get(kept.called_back_by or "", "somebody who has left the team")
        done = f"{who}, {_moment(kept.called_back_at, spa, today)}"
    return Card(
        call_id=call.call_id,
        at=call.started_at,
        urgent=kind in URGENT,
        reason=reason_words(message.reason, spa),
        advice=ADVICE.get(kind),
        visitor=VISITORS[visitor] if visitor else None,
        wished=windows_words(message.preferred_time) or None,
        name=message.name,
        callback=message.callback,
        number=number_words(message.callback) if message.callback else None,
        called=_moment(call.started_at, spa, today),
        unsure=message.unconfirmed,
        left_early=call.outcome is Outcome.ABANDONED,
        done=done,
    )


def _moment(at: datetime, spa: Spa, today: date) -> str:
    """Return "today at 2:05 pm" or "Saturday, November 21 at 2:05 pm"."""
    zone = spa.spa.zone
    day = day_words(at.astimezone(zone).date(), today)
    day = day.lower() if day in ("Today", "Yesterday") else day
    return f"{day} at {exact_words(at, zone)}"
