"""The spa file as checked values. Every fact that Sam can say of a spa stands here or nowhere.

The classes mirror the YAML one to one, so that an owner who reads `examples/willow-bloom.yaml`
can read this page and the other way round. All are frozen: a call keeps the snapshot it began
with. Loading, and complaints with file and line, are in `sam.spa.load`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from sam.spa.base import Day, Id, PhoneNumber, Sentence, Strict, Text
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

    street: Text = Field(examples=["210 SW A Street"])
    """House number and street, as written."""
    city: Text = Field(examples=["Bentonville"])
    """City."""
    state: Text = Field(examples=["Arkansas"])
    """State, written out: it is said as written."""
    spoken: Text | None = None
    """How the street is said aloud, where reading it out letter by letter sounds wrong."""


class Identity(Strict):
    """Who the spa is."""

    id: Id = Field(examples=["willow-bloom"])
    """Stable id of the spa; data folders and audit entries carry it."""
    name: Text = Field(examples=["Willow & Bloom Aesthetics"])
    """The name as written."""
    spoken: Text | None = None
    """How the name is said aloud ("Willow and Bloom"); the name itself if left out."""
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(examples=["America/Chicago"])
    """IANA name of the time zone; hours and times are local to it."""
    phone: PhoneNumber = Field(examples=["+1 479 555 0100"])
    """The spa's own number, which callers dial; never offered for read-back."""
    website: Text | None = None
    """The website, without https://."""
    website_spoken: Text | None = None
    """How the website is said aloud: "willow bloom dot example"."""
    address: Address
    """Where the spa is."""

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

    id: Id = Field(examples=["nurse-injector"])
    """Stable id; services and hand-off targets name it."""
    title: Text = Field(examples=["nurse injector"])
    """As said after "our": "nurse injector"."""
    also: tuple[Text, ...] = ()
    """Other words callers use for it."""


class Answers(Strict):
    """The owner's own sentence for each topic, spoken as written. Leave out what does not apply.

    A topic that is left out gets "the team will tell you".
    """

    parking: Sentence | None = None
    """Where to park."""
    payment: Sentence | None = None
    """Which payment is taken, and insurance."""
    financing: Sentence | None = None
    """Paying over time."""
    deposit: Sentence | None = None
    """Whether a deposit is taken, and what becomes of it."""
    cancellation_policy: Sentence | None = None
    """Notice to cancel or move a visit, and what happens without."""
    running_late: Sentence | None = None
    """What happens when a client is late."""
    membership: Sentence | None = None
    """The membership and its price."""
    package: Sentence | None = None
    """Packages in general; prices of packages stand with each service."""
    gift_card: Sentence | None = None
    """Whether there are gift cards and where."""
    new_client: Sentence | None = None
    """What a first visit is like."""
    consultation: Sentence | None = None
    """What a consultation costs and how long it takes."""


class Capture(Strict):
    """Which of the four fields Sam asks for; the callback number and the reason always are."""

    name: bool = True
    """Asks for the name."""
    preferred_time: bool = True
    """Asks for a preferred day and time."""
    new_or_returning: bool = True
    """Asks whether the caller has been in before; part of the reason, not a field of its own."""


class Retention(Strict):
    """How long the fields are kept."""

    days: int = Field(default=30, ge=1, le=365)
    """Days until a message and its steps are erased."""
    abandoned_numbers: bool = False
    """Keep the caller id of a call that hung up before anything was understood."""


class Approval(Strict):
    """Who approved the emergency words."""

    role: Text = Field(examples=["medical director"])
    """The role that approved them; not a person's name."""
    on: Day = Field(examples=["2026-11-02"])
    """The day of the approval, as 2026-11-02."""


class Emergency(Strict):
    """The fixed words for an emergency. Approved by the medical director; never varied."""

    words: Sentence = Field(examples=["If anyone is in danger, please hang up and call 911 now."])
    """Said at once on an emergency cue; must name 911."""
    self_harm_words: Sentence = Field(
        examples=["Please call or text 988 now. If you are in danger, hang up and call 911."]
    )
    """Said at once on suicidal words; must name 988 and 911."""
    nobody_reached: Sentence = Field(
        examples=["I couldn't reach anyone. If this is an emergency, please hang up and call 911."]
    )
    """Said when no target answered; must name 911 again."""
    approved_by: Approval
    """Who approved the three, and when."""


class Desk(Strict):
    """Where the owner's pages are served."""

    host: str = "127.0.0.1"
    """Address to listen on; 127.0.0.1 is this machine alone."""
    port: int = Field(default=8080, ge=0, le=65535)
    """TCP port; 0 takes a free one."""
    log_off_minutes: int = Field(default=15, ge=2, le=60)
    """Minutes without a touch after which a person is signed out of the pages."""


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


_SENTENCE_SCHEMA = {"type": "string", "minLength": 2, "maxLength": 400}

Wordings = Annotated[
    tuple[Sentence, ...],
    Field(min_length=1, max_length=8),
    BeforeValidator(_one_or_many),
    WithJsonSchema(
        {
            "anyOf": [
                _SENTENCE_SCHEMA,
                {"type": "array", "items": _SENTENCE_SCHEMA, "minItems": 1, "maxItems": 8},
            ]
        }
    ),
]
"""One wording of a sentence, or a list that take turns."""


class Spa(Strict):
    """A whole spa file."""

    spa: Identity
    """Who and where the spa is."""
    hours: Hours
    """When the spa is open."""
    team: tuple[Role, ...] = ()
    """Roles on the team that callers ask for."""
    services: tuple[Service, ...] = Field(min_length=1)
    """The menu."""
    not_offered: tuple[NotOffered, ...] = ()
    """Things callers ask for that the spa does not do; said plainly."""
    answers: Answers = Answers()
    """The owner's own sentence for each topic."""
    handoff: Handoff = Handoff()
    """Who is rung when a caller needs a person; leave out where nobody is."""
    capture: Capture = Capture()
    """Which fields Sam asks for."""
    retention: Retention = Retention()
    """How long messages are kept."""
    emergency: Emergency
    """The fixed words for an emergency."""
    sentences: dict[str, Wordings] = Field(default_factory=dict)
    """The owner's wording for sentences of the repertoire, by sentence id."""
    line: Line = Line()
    """How calls reach Sam."""
    desk: Desk = Desk()
    """Where the owner's pages are served."""

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
