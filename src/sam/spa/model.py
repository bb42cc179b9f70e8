"""The spa file as checked values. Every fact that Sam can say of a spa stands here or nowhere.

The classes mirror the YAML one to one, so that an owner who reads `examples/willow-bloom.yaml`
can read this page and the other way round. All are frozen: a call keeps the snapshot it began
with. Loading, and complaints with file and line, are in `sam.spa.load`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from sam.spa.base import Id, PhoneNumber, Sentence, Strict
from sam.spa.handoff import Handoff
from sam.spa.hours import Hours, Span
from sam.spa.line import Line
from sam.spa.services import NotOffered, Service


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError) as error:
        raise ValueError(
            f"{value!r} is not a time zone; write an IANA name such as America/Chicago"
        ) from error
    return value


class Address(Strict):
    """Where the spa is."""

    street: str
    city: str
    state: str
    spoken: str | None = None
    """How the street is said aloud, where reading it out letter by letter sounds wrong."""


class Identity(Strict):
    """Who the spa is."""

    id: Id
    """Stable id of the spa; data folders and audit entries carry it."""
    name: str
    spoken: str | None = None
    """How the name is said aloud ("Willow and Bloom"); the name itself if left out."""
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    phone: PhoneNumber
    """The spa's own number, which callers dial; never offered for read-back."""
    website: str | None = None
    website_spoken: str | None = None
    address: Address

    @property
    def aloud(self) -> str:
        """The spa's name as it is spoken."""
        return self.spoken or self.name

    @property
    def zone(self) -> ZoneInfo:
        """The spa's time zone."""
        return ZoneInfo(self.time_zone)


class Role(Strict):
    """A role on the team that callers ask for. Roles, not people: Sam names nobody."""

    id: Id
    title: str
    """As said after "our": "nurse injector"."""
    also: tuple[str, ...] = ()
    """Other words callers use for it."""


class Answers(Strict):
    """The owner's own sentence for each topic, spoken as written. Leave out what does not apply."""

    parking: Sentence | None = None
    payment: Sentence | None = None
    financing: Sentence | None = None
    deposit: Sentence | None = None
    cancellation_policy: Sentence | None = None
    running_late: Sentence | None = None
    membership: Sentence | None = None
    package: Sentence | None = None
    gift_card: Sentence | None = None
    new_client: Sentence | None = None
    consultation: Sentence | None = None


class Capture(Strict):
    """Which of the four fields Sam asks for; the callback number and the reason always are."""

    name: bool = True
    preferred_time: bool = True
    new_or_returning: bool = True
    """Asks whether the caller has been in before; part of the reason, not a field of its own."""


class Retention(Strict):
    """How long the fields are kept."""

    days: int = Field(default=30, ge=1, le=365)
    abandoned_numbers: bool = False
    """Keep the caller id of a call that hung up before anything was understood."""


class Approval(Strict):
    """Who approved the emergency words."""

    role: str
    on: date


class Emergency(Strict):
    """The fixed words for an emergency. Approved by the medical director; never varied."""

    words: Sentence
    self_harm_words: Sentence
    nobody_reached: Sentence
    approved_by: Approval


class Desk(Strict):
    """Where the owner's pages are served."""

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)


class Spa(Strict):
    """A whole spa file."""

    spa: Identity
    hours: Hours
    team: tuple[Role, ...] = ()
    services: tuple[Service, ...]
    not_offered: tuple[NotOffered, ...] = ()
    """Things callers ask for that the spa does not do; said plainly."""
    answers: Answers = Answers()
    handoff: Handoff = Handoff()
    capture: Capture = Capture()
    retention: Retention = Retention()
    emergency: Emergency
    sentences: dict[str, Sentence | tuple[Sentence, ...]] = Field(default_factory=dict)
    """The owner's wording for sentences of the repertoire, by sentence id."""
    line: Line = Line()
    desk: Desk = Desk()

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        roles = {role.id for role in self.team}
        complaints = [
            f"services.{index}.who: there is no role {who!r} under team"
            for index, service in enumerate(self.services)
            for who in service.who
            if who not in roles
        ]
        complaints += [
            f"handoff.targets.{index}.role: there is no role {target.role!r} under team"
            for index, target in enumerate(self.handoff.targets)
            if target.role is not None and target.role not in roles
        ]
        if complaints:
            raise ValueError("; ".join(complaints))
        return self

    def service(self, service_id: str) -> Service:
        """Return the service with this id; KeyError if the menu has none."""
        for service in self.services:
            if service.id == service_id:
                return service
        raise KeyError(f"no service {service_id!r} on the menu of {self.spa.id}")

    def role(self, role_id: str) -> Role:
        """Return the team role with this id; KeyError if there is none."""
        for role in self.team:
            if role.id == role_id:
                return role
        raise KeyError(f"no role {role_id!r} on the team of {self.spa.id}")

    def open_on(self, day: date) -> tuple[Span, ...]:
        """Return the opening spans of a local date, exceptions applied; empty when closed."""
        return self.hours.on(day)

    def is_open(self, at: datetime) -> bool:
        """Say whether the spa is open at an aware instant."""
        local = at.astimezone(self.spa.zone)
        return any(span.start <= local.time() < span.end for span in self.open_on(local.date()))
