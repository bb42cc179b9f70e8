"""A call in events: what the conversation's tests say to it, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from sam.conversation.events import Event, Kind
from sam.conversation.table import step
from sam.conversation.talk import Keep, Move, RingOut, Setting, State, Talk, offerable
from sam.repertoire.cue import Say
from sam.spa.model import Spa
from sam.vocabulary.intent import Intent, Side
from sam.vocabulary.meaning import Meaning
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Outcome
from sam.vocabulary.step import StepCode

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/Chicago"))
CALLER = "+14795550140"


def spa(name: str = "willow-bloom") -> Spa:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    return Spa.model_validate(YAML(typ="safe").load(text))


def meant(*intents: Intent, **slots: object) -> Meaning:
    """A cleared turn."""
    return Meaning(Side.BOOKING, 0.01, True, intents, **slots)  # type: ignore[arg-type]


CLINICAL = Meaning(Side.CLINICAL, 0.97, False)
EMERGENCY = Meaning(Side.EMERGENCY, 0.99, False)
UNSURE = Meaning(Side.BOOKING, 0.3, False, recognised=False)


@dataclass
class Walk:
    """Drives one call and remembers what came of it."""

    setting: Setting
    keeps: bool = True
    """Does the desk acknowledge?"""
    somebody: bool = True
    """Does a person answer when rung?"""
    now: datetime = NOW
    talk: Talk = field(default_factory=Talk)
    moves: list[Move] = field(default_factory=list)
    message: Message | None = None
    outcome: Outcome | None = None

    @classmethod
    def of(
        cls,
        *,
        caller: str | None = CALLER,
        can_dial: bool = False,
        name: str = "willow-bloom",
        keeps: bool = True,
        somebody: bool = True,
        now: datetime = NOW,
    ) -> Walk:
        the_spa = spa(name)
        reachable = frozenset(t.id for t in the_spa.handoff.targets if can_dial)
        setting = Setting(the_spa, lambda _: True, offerable(caller, the_spa), reachable)
        walk = cls(setting, keeps, somebody, now)
        walk.feed(Event(Kind.RING, now))
        return walk

    def feed(self, event: Event) -> Move:
        move = step(self.talk, event, self.setting)
        self.talk, whole = move.talk, move
        for effect in move.effects:
            follow = self._do(effect)
            if follow is not None:
                whole = whole.then(self.feed(Event(follow, self.now)))
        if move.outcome is not None:
            self.outcome = move.outcome
        self.moves.append(move)
        return whole

    def _do(self, effect: object) -> Kind | None:
        if isinstance(effect, Keep):
            if self.keeps:
                self.message = effect.message
            if effect.announce:
                return Kind.NOTED if self.keeps else Kind.NOT_NOTED
        if isinstance(effect, RingOut):
            return Kind.REACHED if self.somebody else Kind.NOT_REACHED
        if type(effect).__name__ == "Forget":
            self.message = None
        return None

    def hear(self, *intents: Intent, **slots: object) -> Move:
        return self.feed(Event.turn(meant(*intents, **slots), self.now))

    def turn(self, meaning: Meaning) -> Move:
        return self.feed(Event.turn(meaning, self.now))

    def happen(self, kind: Kind, keys: str = "") -> Move:
        return self.feed(Event(kind, self.now, keys=keys))

    @property
    def ended(self) -> bool:
        return self.talk.state is State.ENDED

    def steps(self) -> list[tuple[StepCode, str | None]]:
        return [(step.code, step.arg) for move in self.moves for step in move.steps]


def said(move: Move) -> list[Say]:
    return [cue.say for cue in move.say]
