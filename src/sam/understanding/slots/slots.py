"""What one turn gave, as slots, and where in the text each stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sam.vocabulary.meaning import Visitor
from sam.vocabulary.window import Window


class SpanKind(StrEnum):
    """What a stretch of the text was recognised as."""

    SERVICE = "service"
    NOT_OFFERED = "not_offered"
    ROLE = "role"
    NAME = "name"
    SPELLING = "spelling"
    NUMBER = "number"
    TIME = "time"
    VISITOR = "visitor"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the turn's text, `text[start:end]`, that a slot was read from."""

    start: int
    end: int
    kind: SpanKind


@dataclass(frozen=True, slots=True)
class Slots:
    """What one turn gave. The personal slots stay out of its repr."""

    services: tuple[str, ...] = ()
    """Service ids, in the order said."""
    not_offered: tuple[str, ...] = ()
    """Entries of the spa file's not-offered list, verbatim, in the order said."""
    role: str | None = None
    """Id of a team role that was named."""
    name: str | None = field(default=None, repr=False)
    """The caller's name; always passes `sam.vocabulary.message.is_name`."""
    name_sure: bool = True
    """False where the name is a guess: an unknown word, or letters the recogniser damaged."""
    spelling: bool = False
    """Letters are being spelled and may go on in the next turn."""
    callback: str | None = field(default=None, repr=False)
    """A complete, valid telephone number, E.164."""
    digits: str = field(default="", repr=False)
    """Digits of a number heard so far, joined with `Context.digits`."""
    times: tuple[Window, ...] = ()
    """When, spa-local, as said, not yet fitted to opening hours; at most `MAX_WINDOWS`."""
    visitor: Visitor | None = None
    spans: tuple[Span, ...] = ()
    """Where the slots stood in the text, in order."""
