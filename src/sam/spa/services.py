"""The menu: services, what callers call them, and what they cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from sam.spa.base import Id, Sentence, Strict

Dollars = Annotated[Decimal, Field(ge=0, max_digits=8, decimal_places=2)]


class Package(Strict):
    """Several visits sold together."""

    count: int = Field(ge=2)
    amount: Dollars | None = None
    """Price of the whole package; left out where the spa tells it at the visit."""


class Price(Strict):
    """A listed price in US dollars. Exactly one of `amount`, `from` and `free`."""

    amount: Dollars | None = None
    from_: Dollars | None = Field(default=None, alias="from")
    """The lowest price, where it varies: said as "from …"."""
    free: bool = False
    per: str | None = None
    """What the price is for, as said after "a": unit, syringe, session, area. None: the visit."""
    packages: tuple[Package, ...] = ()
    note: Sentence | None = None
    """A sentence said after the price: "The rest is told at the visit."."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum((self.amount is not None, self.from_ is not None, self.free)) != 1:
            raise ValueError("write exactly one of: amount: 12, from: 99, free: true")
        return self


class Service(Strict):
    """One line of the menu."""

    id: Id
    name: str
    """As it stands on the menu; lab output names services by it."""
    spoken: str | None = None
    """How the name is said aloud, where the spelling misleads ("I P L photofacial")."""
    also: tuple[str, ...] = ()
    """Other words callers use for it."""
    sounds_like: tuple[str, ...] = ()
    """What speech recognition makes of it ("bow tox")."""
    price: Price | None = None
    """None: Sam says that the team will tell the price."""
    minutes: int | None = Field(default=None, ge=5, le=480)
    """Length of a visit."""
    who: tuple[Id, ...] = ()
    """Ids of the team roles who do it."""
    is_consultation: bool = False
    """The service that callers mean by "a consultation"."""

    @property
    def aloud(self) -> str:
        """The name as it is spoken in the middle of a sentence."""
        return self.spoken or self.name


class NotOffered(Strict):
    """Something that callers ask for and the spa does not do. A bare string is its name."""

    name: str
    """As said after "we don't offer"; `Meaning.not_offered` and `Cue.thing` carry it verbatim."""
    also: tuple[str, ...] = ()
    """Other words callers use for it."""
    sounds_like: tuple[str, ...] = ()
    """What speech recognition makes of it."""

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value
