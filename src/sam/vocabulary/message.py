"""The four fields of a caller that Sam can keep. There is no fifth, and none of them is text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from sam.vocabulary.meaning import Visitor
from sam.vocabulary.window import Window

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
"""ITU-T E.164: a plus sign, then at most fifteen digits, the first not zero."""

NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.\-](?=[^\W\d_])|\.(?=$| )){0,59}")
"""Letters, with single spaces, apostrophes, hyphens and full stops between them, at most 60."""

MAX_NAME_WORDS = 4
MAX_SERVICES = 8
MAX_WINDOWS = 6


class ReasonKind(StrEnum):
    """Why somebody called, as a closed code."""

    BOOK = "book"
    CONSULT = "consult"
    REBOOK = "rebook"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    CONFIRM = "confirm"
    RUNNING_LATE = "running_late"
    PRICE = "price"
    OFFERED = "offered"
    INFO = "info"
    BILLING = "billing"
    COMPLAINT = "complaint"
    PERSON = "person"
    CLINICAL_QUESTION = "clinical_question"
    EMERGENCY = "emergency"
    CALLBACK = "callback"
    SPANISH_CALLBACK = "spanish_callback"


WITHOUT_SERVICES = frozenset({ReasonKind.CLINICAL_QUESTION, ReasonKind.EMERGENCY})
"""Kinds that never carry services or times: crossing the line erases both."""


class Slot(StrEnum):
    """The fields of a message that can be marked as not confirmed by the caller."""

    NAME = "name"
    CALLBACK = "callback"
    REASON = "reason"
    PREFERRED_TIME = "preferred_time"


@dataclass(frozen=True, slots=True)
class Reason:
    """A closed code, and service ids from the owner's menu. Never the caller's words."""

    kind: ReasonKind
    services: tuple[str, ...] = ()
    visitor: Visitor | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is kept of a caller. Every field is checked on construction, on both sides of the wall.

    ValueError, naming the field and never its content, if a value does not fit its closed form.
    """

    reason: Reason
    name: str | None = field(default=None, repr=False)
    callback: str | None = field(default=None, repr=False)
    preferred_time: tuple[Window, ...] = field(default=(), repr=False)
    unconfirmed: frozenset[Slot] = frozenset()
    """Fields that the caller has not confirmed."""

    def __post_init__(self) -> None:
        if self.name is not None and not is_name(self.name):
            raise ValueError("Message.name does not look like a person's name")
        if self.callback is not None and not E164.fullmatch(self.callback):
            raise ValueError("Message.callback is not an E.164 number")
        if len(self.reason.services) > MAX_SERVICES:
            raise ValueError(f"Message.reason has more than {MAX_SERVICES} services")
        if len(self.preferred_time) > MAX_WINDOWS:
            raise ValueError(f"Message.preferred_time has more than {MAX_WINDOWS} windows")
        if self.reason.kind in WITHOUT_SERVICES and (self.reason.services or self.preferred_time):
            raise ValueError(f"a message of kind {self.reason.kind} carries no services or times")


def is_name(value: str) -> bool:
    """Say whether `value` has the form of a person's name: letters, few words, nothing else."""
    return bool(NAME.fullmatch(value)) and len(value.split()) <= MAX_NAME_WORDS
