"""Who is rung when a person is needed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from sam.spa.base import Id, PhoneNumber, Strict
from sam.spa.hours import Week


class Occasion(StrEnum):
    """Why a person is rung."""

    PERSON = "person"
    CLINICAL = "clinical"
    EMERGENCY = "emergency"


class Target(Strict):
    """Somebody who can be rung."""

    id: Id = Field(examples=["staff-line"])
    """Stable id."""
    number: PhoneNumber | None = None
    """Its telephone number; or `uri` for a SIP phone on the premises."""
    uri: str | None = Field(default=None, pattern=r"^sips?:[^\s<>\"]+$")
    """Address of a SIP phone; or `number`."""
    role: Id | None = None
    """The team role that answers here; left out: any."""
    hours: Week | None = None
    """When this target may be rung; left out: at any hour."""
    occasions: tuple[Occasion, ...] = Field(
        default=(Occasion.PERSON, Occasion.CLINICAL, Occasion.EMERGENCY), min_length=1
    )
    """What this target is rung for: person, clinical, emergency."""

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if (self.number is None) == (self.uri is None):
            raise ValueError(
                "a target is rung at a number or at a SIP phone; write exactly one of"
                " number: +1 479 555 0101 and uri: sip:desk@10.0.0.5"
            )
        return self

    def rings_at(self, at: datetime, zone: ZoneInfo) -> bool:
        """Say whether this target may be rung at an aware instant."""
        if self.hours is None:
            return True
        local = at.astimezone(zone)
        return any(s.start <= local.time() < s.end for s in self.hours.on(local.date()))


class Handoff(Strict):
    """Live hand-off. Without targets Sam never promises a live person."""

    targets: tuple[Target, ...] = ()
    """In the order in which they are rung."""
    seconds: int = Field(default=45, ge=10, le=90)
    """How long to try in all before the urgent message."""

    def targets_for(
        self, occasion: Occasion, at: datetime, zone: ZoneInfo, role: str | None = None
    ) -> tuple[Target, ...]:
        """Return whom to ring, in order; those of the asked role first. Emergencies ring anyone."""
        able = [
            t
            for t in self.targets
            if occasion in t.occasions and (occasion is Occasion.EMERGENCY or t.rings_at(at, zone))
        ]
        return tuple(sorted(able, key=lambda t: role is not None and t.role != role))
