"""The menu: services, what callers call them, and what they cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from sam.spa.base import Id, Sentence, Strict, Text

Dollars = Annotated[Decimal, Field(ge=0, max_digits=8, decimal_places=2)]


class Package(Strict):
    """Several visits sold together."""

    count: int = Field(ge=2, le=100, examples=[3])
    """How many visits."""
    amount: Dollars | None = None
    """Price of the whole package; left out where the spa tells it at the visit."""


class Price(Strict):
    """A listed price in US dollars. Exactly one of `amount`, `from` and `free`."""

    amount: Dollars | None = None
    """The price, in dollars."""
    from_: Dollars | None = Field(default=None, alias="from")
    """The lowest price, where it varies: said as "from …"."""
    free: bool = False
    """true: there is no charge."""
    per: Text | None = None
    """What it is for, as said after "a": unit, syringe, session, area. Left out: the visit."""
    packages: tuple[Package, ...] = ()
    """Several visits sold together."""
    note: Sentence | None = None
    """A sentence said after the price: "The rest is told at the visit."."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum((self.amount is not None, self.from_ is not None, self.free)) != 1:
            raise ValueError(
                "a price is one of amount, from and free; write amount: 12, or from: 99,"
                " or free: true"
            )
        return self


class Service(Strict):
    """One line of the menu."""

    id: Id = Field(examples=["lip-filler"])
    """Stable id: kept messages name services by it, so it never changes."""
    name: Text = Field(examples=["Lip filler"])
    """As it stands on the menu; lab output names services by it."""
    spoken: Text | None = None
    """As said in the middle of a sentence, with its article if it takes one: "a lip flip"."""
    also: tuple[Text, ...] = ()
    """Other words callers use for it."""
    sounds_like: tuple[Text, ...] = ()
    """What speech recognition makes of it ("bow tox")."""
    price: Price | None = None
    """The listed price. Left out: Sam says that the team can tell it."""
    minutes: int | None = Field(default=None, ge=5, le=480)
    """Length of a visit."""
    who: tuple[Id, ...] = ()
    """Ids of the team roles who do it."""
    is_consultation: bool = False
    """The service that callers mean by "a consultation"."""

    @property
    def aloud(self) -> str:
        """The name as it is spoken in the middle of a sentence."""
        if self.spoken:
            return self.spoken
        # "Lip filler" has a heading's capital; "Botox" and "IPL photofacial" have their own.
        first, _, rest = self.name.partition(" ")
        if first[1:].replace("-", "").islower() and rest.islower():
            return self.name[0].lower() + self.name[1:]
        return self.name


class NotOffered(Strict):
    """Something that callers ask for and the spa does not do. A bare string is its name."""

    name: Text = Field(examples=["massage"])
    """As said after "we don't offer". A turn's meaning and its answer carry it verbatim."""
    also: tuple[Text, ...] = ()
    """Other words callers use for it."""
    sounds_like: tuple[Text, ...] = ()
    """What speech recognition makes of it."""

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value
