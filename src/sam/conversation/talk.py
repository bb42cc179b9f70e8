"""Where a call stands, and what Sam does next. Values only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sam.repertoire.cue import Cue, Say
from sam.spa.handoff import Occasion
from sam.spa.model import Spa
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import WITHOUT_SERVICES, Message, Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Outcome
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window


class State(StrEnum):
    """Where a call stands. What is being asked for is apart from it, in `Talk.asked`."""

    RINGING = "ringing"
    TALKING = "talking"
    """Answering, and asking for what is missing."""
    CONFIRMING = "confirming"
    """The whole message has been read back."""
    NOTING = "noting"
    """The message is on its way to the disk; Sam says nothing until it is there."""
    OFFERING = "offering"
    """Asked whether to try a person."""
    REACHING = "reaching"
    """A person is being rung."""
    EMERGENCY = "emergency"
    """The emergency words were said; a person is being rung."""
    WAITING = "waiting"
    """The caller asked for a moment or put Sam on hold."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not change during a call: the spa-file snapshot and the telephone's abilities."""

    spa: Spa
    has: Callable[[Say], bool]
    """Does the repertoire have this sentence (has the owner answered this topic)?"""
    caller: str | None = field(default=None, repr=False)
    """Caller id that may be offered for read-back, E.164."""
    reachable: frozenset[str] = frozenset()
    """Ids of the hand-off targets that can be dialled at all: without any, Sam never promises a
    live person."""

    def live(self, occasion: Occasion, now: datetime, role: str | None = None) -> bool:
        """Say whether somebody can be rung now for this occasion."""
        targets = self.spa.handoff.targets_for(occasion, now, self.spa.spa.zone, role)
        return any(target.id in self.reachable for target in targets)


def offerable(caller: str | None, spa: Spa) -> str | None:
    """Return the caller id if it may be offered for read-back.

    Not the spa's own number, nor a target's: those are the forwarding, not the caller.
    """
    own = {spa.spa.phone, *(target.number for target in spa.handoff.targets)}
    return None if caller in own else caller


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been taken of the caller so far."""

    kind: ReasonKind | None = None
    services: tuple[str, ...] = ()
    visitor: Visitor | None = None
    name: str | None = field(default=None, repr=False)
    name_confirmed: bool = False
    callback: str | None = field(default=None, repr=False)
    callback_confirmed: bool = False
    windows: tuple[Window, ...] = field(default=(), repr=False)
    caller_refused: bool = False
    """The number that they call from is not the one to call back."""

    def message(self, *, confirmed: bool) -> Message:
        """Return what would be kept. `confirmed`: the caller said yes to the whole of it."""
        kind = self.kind or ReasonKind.CALLBACK
        bare = kind in WITHOUT_SERVICES
        doubts = {
            Slot.NAME: self.name is not None and not self.name_confirmed,
            Slot.CALLBACK: self.callback is not None and not self.callback_confirmed,
            Slot.REASON: not bare,
            Slot.PREFERRED_TIME: bool(self.windows) and not bare,
        }
        return Message(
            reason=Reason(kind, () if bare else self.services, None if bare else self.visitor),
            name=self.name,
            callback=self.callback,
            preferred_time=() if bare else self.windows,
            unconfirmed=frozenset(s for s, doubt in doubts.items() if doubt and not confirmed),
        )

    def bare(self, kind: ReasonKind) -> Draft:
        """Return only the name and the number, under a kind that carries nothing else."""
        return replace(self, kind=kind, services=(), visitor=None, windows=())


@dataclass(frozen=True, slots=True)
class Keep:
    """Effect: keep the message. `announce`: the answer comes back as NOTED or NOT_NOTED."""

    message: Message
    announce: bool = False


@dataclass(frozen=True, slots=True)
class Cross:
    """Effect: erase the call's services and earlier steps."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Effect: delete what was kept of this call."""


@dataclass(frozen=True, slots=True)
class RingOut:
    """Effect: ring a person; the answer comes back as REACHED or NOT_REACHED."""

    occasion: Occasion
    role: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """Effect: hang up once everything has been said."""

    outcome: Outcome


Effect = Keep | Cross | Forget | RingOut | End


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a call stands."""

    state: State = State.RINGING
    asked: Ask | None = None
    draft: Draft = Draft()
    wanted: bool = False
    """The caller wants to be called back: the fields are being taken."""
    offered: bool = False
    """The open "anything else" is the offer to take the fields."""
    pending: tuple[Intent, ...] = ()
    """Asked about a service that was not named yet: answered once it is."""
    told: tuple[Intent, ...] = ()
    """What the last reply answered."""
    tries: Mapping[Ask, int] = field(default_factory=dict)
    """How often each question has been put."""
    silences: int = 0
    """Silences in a row."""
    misses: int = 0
    """Turns in a row that could not be answered."""
    digits: str = field(default="", repr=False)
    """Digits of a number that is being given in parts."""
    last: tuple[Cue, ...] = ()
    """The last reply, for "say that again"."""
    said: frozenset[Say] = frozenset()
    """Everything said once in this call that need not be said twice."""
    crossed: bool = False
    emergency: bool = False
    noted: bool = False
    """A message that the caller confirmed is on disk."""
    answered: bool = False
    """Something that the caller asked was answered."""


@dataclass(frozen=True, slots=True)
class Move:
    """What Sam does next: effects first, then sentences."""

    talk: Talk
    say: tuple[Cue, ...] = ()
    steps: tuple[Step, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """How the call ended, where this move ends it."""
        for effect in self.effects:
            if isinstance(effect, End):
                return effect.outcome
        return None

    def then(self, other: Move) -> Move:
        """Return this move followed by another, which was made from this one's talk."""
        return Move(
            other.talk,
            self.say + other.say,
            self.steps + other.steps,
            self.effects + other.effects,
        )


def did(code: StepCode, arg: str | None = None) -> tuple[Step, ...]:
    """Return one step as a tuple, the form in which moves carry them."""
    return (Step(code, arg),)
