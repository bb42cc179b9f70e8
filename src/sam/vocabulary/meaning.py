"""What one turn meant: closed codes and slots, and no raw text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Danger, Intent, Side
from sam.vocabulary.window import Window


class Visitor(StrEnum):
    """Whether the caller has been to the spa before."""

    NEW = "new"
    RETURNING = "returning"


class Completeness(StrEnum):
    """Whether the words heard so far can end a turn; decides how long Sam waits in silence."""

    CLOSED = "closed"
    """They answer what was asked or ask something whole: reply after about 0.25 s."""
    OPEN = "open"
    """Nothing says that they are finished or unfinished: the ordinary patience."""
    UNFINISHED = "unfinished"
    """Cut in the middle ("four seven nine", "I was wondering if", spelling): wait longer."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation knows that bears on a turn's meaning. Closed values and slots only."""

    now: datetime
    """The instant of the turn, aware, in the spa's zone or UTC."""
    asked: Ask | None = None
    """The question that is open."""
    told: tuple[Intent, ...] = ()
    """What Sam answered in its last reply: "is it permanent" after a price is clinical."""
    services: tuple[str, ...] = ()
    """Service ids named so far, latest last: what "it" refers to."""
    digits: str = field(default="", repr=False)
    """Digits of a number already taken from this caller, while it is being given in parts."""
    name: str | None = field(default=None, repr=False)
    """The name noted so far, for corrections and spelling."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one turn meant. The slots that are personal stay out of its repr."""

    side: Side
    p_clinical: float
    """Calibrated probability that the turn is clinical, 0 to 1."""
    answerable: bool
    """Would the closed-world gate let Sam answer this turn?"""
    intents: tuple[Intent, ...] = ()
    """Everything asked for, in the order said."""
    services: tuple[str, ...] = ()
    """Service ids of the spa file, in the order said."""
    not_offered: tuple[str, ...] = ()
    """Entries of the spa file's not-offered list that were named, verbatim from the spa file."""
    role: str | None = None
    """Id of the team role asked for ("can I speak to the manager")."""
    name: str | None = field(default=None, repr=False)
    """A person's name as said or spelled, capitalised as written."""
    name_sure: bool = True
    """False where the name is a best guess of what was heard; it is then kept as unconfirmed."""
    callback: str | None = field(default=None, repr=False)
    """A complete, valid telephone number, E.164."""
    digits: str = field(default="", repr=False)
    """Digits heard of a number, complete or not, after joining with `Context.digits`."""
    times: tuple[Window, ...] = ()
    """When, as said, not yet fitted to opening hours."""
    visitor: Visitor | None = None
    danger: Danger | None = None
    """Set where `side` is emergency."""
    completeness: Completeness = Completeness.OPEN
    recognised: bool = True
    """False where nothing known was found in the words: asked again once, then a person."""
