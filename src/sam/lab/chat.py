"""A whole call in text: `sam lab chat`. The same table, line and sentences as on the telephone."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sam.conversation.events import Event, Kind
from sam.conversation.keypad import key_event
from sam.conversation.table import TABLE, step
from sam.conversation.talk import (
    Cross,
    Forget,
    Keep,
    Move,
    RingOut,
    Setting,
    State,
    Talk,
    offerable,
)
from sam.repertoire.repertoire import Repertoire
from sam.spa.file import SpaFile
from sam.spa.printed import message_as_dict, step_as_dict
from sam.understanding.reader import Reader
from sam.vocabulary.heard import Words
from sam.vocabulary.meaning import Context
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Outcome
from sam.vocabulary.step import Step

VARIANTS = 12

LINES = {"<hold>": Kind.HOLD, "<resume>": Kind.RESUME, "<hangup>": Kind.HANG_UP}
"""Lines that are not words."""


class Chat:
    """One call in text. What would be kept is held here and shown; nothing is stored."""

    def __init__(
        self,
        spa_file: SpaFile,
        now: datetime,
        caller: str | None,
        *,
        nobody_home: bool = False,
        seed: int = 0,
    ) -> None:
        spa = spa_file.spa
        self._spa = spa
        self._now = now
        self._reader = Reader(spa)
        self._repertoire = Repertoire(spa_file)
        self._somebody = not nobody_home
        self._variant = random.Random(seed)  # noqa: S311 - picks a wording, guards nothing
        targets = frozenset(target.id for target in spa.handoff.targets)
        self._setting = Setting(spa, self._repertoire.has, offerable(caller, spa), targets)
        self._talk = Talk()
        self._message: Message | None = None
        self._outcome: Outcome | None = None

    def ring(self) -> dict[str, Any]:
        """Return what Sam says when it answers."""
        return self._happen(Event(Kind.RING, self._now))

    def line(self, text: str) -> dict[str, Any]:
        """Return what Sam does with one line: words, an empty line, `#5`, `<hold>` and the like."""
        if self._outcome is not None:
            return self._shown(Move(self._talk))
        return self._happen(self._event(text.strip()))

    def hang_up(self) -> dict[str, Any] | None:
        """Hang up, if the call is not over: the object that then carries the outcome."""
        if self._outcome is not None:
            return None
        return self._happen(Event(Kind.HANG_UP, self._now))

    def _event(self, text: str) -> Event:
        if not text:
            return Event(Kind.SILENCE, self._now)
        if text in LINES:
            return Event(LINES[text], self._now)
        if text.startswith("#") and text[1:] and set(text[1:]) <= set("0123456789*#"):
            return key_event(text[1:], self._talk, self._now)
        meaning = self._reader.read(Words(text), self._context())
        return Event.turn(meaning, self._now)

    def _context(self) -> Context:
        talk = self._talk
        return Context(
            now=self._now.astimezone(self._spa.spa.zone),
            asked=talk.asked,
            told=talk.told,
            services=talk.draft.services,
            digits=talk.digits,
            name=talk.draft.name,
        )

    def _happen(self, event: Event) -> dict[str, Any]:
        return self._shown(self._decide(event))

    def _decide(self, event: Event) -> Move:
        # A line that the state has no row for (a resume without a hold) changes nothing.
        if event.kind not in TABLE[self._talk.state]:
            return Move(self._talk)
        move = step(self._talk, event, self._setting)
        self._talk = move.talk
        for effect in move.effects:
            follow: Kind | None = None
            match effect:
                case Keep(message, announce):
                    self._message = message
                    follow = Kind.NOTED if announce else None
                case Cross() | Forget():
                    self._message = None
                case RingOut():
                    follow = Kind.REACHED if self._somebody else Kind.NOT_REACHED
                case _:
                    self._outcome = move.outcome
            if follow is not None:
                move = move.then(self._decide(Event(follow, self._now)))
        return move

    def _shown(self, move: Move) -> dict[str, Any]:
        sentences = [
            self._repertoire.sentence(cue, self._variant.randrange(VARIANTS)).text
            for cue in move.say
        ]
        listening = self._talk.state not in (State.ENDED, State.REACHING, State.EMERGENCY)
        return {
            "say": sentences,
            "ask": self._talk.asked if listening else None,
            "steps": [self._step(step) for step in move.steps],
            "outcome": self._outcome,
            "message": message_as_dict(self._message, self._spa) if self._message else None,
        }

    def _step(self, done: Step) -> dict[str, Any]:
        printed = step_as_dict(done, self._spa)
        return {"code": printed["code"], "arg": printed["arg"]}


def chat_objects(
    spa_file: SpaFile,
    lines: Iterable[str],
    now: datetime,
    caller: str | None,
    *,
    nobody_home: bool = False,
    seed: int = 0,
) -> Iterator[dict[str, Any]]:
    """Yield the greeting, then one object for each line; the last one always carries `outcome`."""
    chat = Chat(spa_file, now, caller, nobody_home=nobody_home, seed=seed)
    yield chat.ring()
    for line in lines:
        yield chat.line(line)
    last = chat.hang_up()
    if last is not None:
        yield last
