"""The facts of one spa file as they are spoken, each with the lines it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sam.repertoire import clock, dates, money
from sam.repertoire.cue import Say
from sam.repertoire.lists import listed
from sam.repertoire.reading import aloud, street
from sam.spa.file import SpaFile
from sam.spa.services import Price


@dataclass(frozen=True, slots=True)
class Fact:
    """Words for one placeholder."""

    text: str
    sources: tuple[str, ...] = ()
    """Lines of the spa file: "examples/willow-bloom.yaml:43". None for what a caller gave."""

    def __repr__(self) -> str:
        # What a caller gave has no source, and no place in a log.
        return f"Fact({self.text!r}, {self.sources})" if self.sources else "Fact(withheld)"


class Facts:
    """Says the facts of one spa file."""

    def __init__(self, spa_file: SpaFile) -> None:
        self._file = spa_file
        self._spa = spa_file.spa
        self._index = {service.id: i for i, service in enumerate(self._spa.services)}

    def sources(self, *paths: str) -> tuple[str, ...]:
        """Return the lines of dotted paths, each once."""
        lines = dict.fromkeys(self._file.line(path) for path in paths)
        return tuple(f"{self._file.path}:{line}" for line in lines)

    def spa(self) -> Fact:
        """Return the spa's name."""
        identity = self._spa.spa
        path = "spa.spoken" if identity.spoken else "spa.name"
        return Fact(aloud(identity.aloud), self.sources(path))

    def website(self) -> Fact:
        """Return "willow bloom dot example"; empty where there is none."""
        identity = self._spa.spa
        if identity.website_spoken:
            return Fact(aloud(identity.website_spoken), self.sources("spa.website_spoken"))
        plain = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", identity.website or "")
        plain = plain.replace(".", " dot ").replace("-", " dash ").replace("/", " slash ")
        return Fact(aloud(plain), self.sources("spa.website"))

    def address(self) -> Fact:
        """Return "two ten Southwest A Street, in Bentonville, Arkansas"."""
        address = self._spa.spa.address
        where = aloud(address.spoken) if address.spoken else street(address.street)
        text = f"{where}, in {aloud(address.city)}, {aloud(address.state)}"
        return Fact(text, self.sources("spa.address"))

    def week(self) -> Fact:
        """Return the week's hours."""
        return Fact(clock.week(self._spa.hours.week), self.sources("hours.week"))

    def day(self, day: date, today: date | None) -> Fact:
        """Return "today", "tomorrow" or "on Saturday, November twenty-eighth,"."""
        close = dates.near(day, today)
        if close:
            return Fact(close, self._hours_sources(day))
        name = next((e.name for e in self._spa.hours.exceptions if e.date == day), None)
        named = f"{aloud(name)}, " if name else ""
        return Fact(f"on {named}{dates.spoken_date(day)},", self._hours_sources(day))

    def hours_on(self, day: date) -> Fact:
        """Return "from nine to six", or "closed"."""
        return Fact(clock.spans(self._spa.open_on(day)), self._hours_sources(day))

    def _hours_sources(self, day: date) -> tuple[str, ...]:
        for index, exception in enumerate(self._spa.hours.exceptions):
            if exception.date == day:
                return self.sources(f"hours.exceptions.{index}")
        return self.sources(f"hours.week.{day.strftime('%A').lower()}")

    def topic(self, topic: str) -> Fact | None:
        """Return the owner's sentence under `answers`, which may hold {spa} and {website}.

        None where there is none.
        """
        sentence: str | None = getattr(self._spa.answers, topic)
        if sentence is None:
            return None
        return Fact(aloud(sentence), self.sources(f"answers.{topic}"))

    def emergency(self, key: str) -> Fact:
        """Return approved words under `emergency`, only their numbers spelled out."""
        words: str = getattr(self._spa.emergency, key)
        return Fact(aloud(words), self.sources(f"emergency.{key}"))

    def thing(self, name: str) -> Fact:
        """Return something that is not offered."""
        index = next((i for i, t in enumerate(self._spa.not_offered) if t.name == name), None)
        if index is None:
            raise KeyError(f"{name!r} is not under not_offered in {self._file.path}")
        return Fact(aloud(name), self.sources(f"not_offered.{index}"))

    def service(self, service_id: str) -> Fact:
        """Return a service's name inside a sentence; KeyError if the menu has none with this id."""
        service = self._spa.service(service_id)
        path = f"services.{self._index[service_id]}"
        key = "spoken" if service.spoken else "name"
        return Fact(aloud(service.aloud), self.sources(f"{path}.{key}"))

    def price(self, service_id: str) -> Fact | None:
        """Return "twelve dollars a unit" with its packages; None where no price is listed."""
        price = self._spa.service(service_id).price
        if price is None:
            return None
        text = money.one_visit(price)
        priced = tuple(package for package in price.packages if package.amount)
        unpriced = tuple(package for package in price.packages if not package.amount)
        if priced:
            text += f", or {money.packages(priced)}"
        if unpriced:
            text += f", and there are {money.packages(unpriced)}"
        return Fact(text, self._price_sources(service_id, price))

    def packages(self, service_id: str) -> Fact | None:
        """Return "a package of three for nine hundred dollars"; None without packages."""
        price = self._spa.service(service_id).price
        if price is None or not price.packages:
            return None
        text = money.packages(price.packages)
        if all(package.amount is None for package in price.packages):
            text += ", and the team will tell you the price"
        return Fact(text, self._price_sources(service_id, price, "packages"))

    def _price_sources(self, service_id: str, price: Price, key: str = "") -> tuple[str, ...]:
        path = f"services.{self._index[service_id]}.price"
        if key:
            return self.sources(f"{path}.{key}")
        return self.sources(path, *([f"{path}.packages"] if price.packages else []))

    def note(self, service_id: str) -> Fact | None:
        """Return the owner's sentence after a price; None where there is none."""
        price = self._spa.service(service_id).price
        if price is None or price.note is None:
            return None
        path = f"services.{self._index[service_id]}.price.note"
        return Fact(aloud(price.note), self.sources(path))

    def minutes(self, service_id: str) -> Fact | None:
        """Return "twenty minutes"; None where the length is not listed."""
        minutes = self._spa.service(service_id).minutes
        if minutes is None:
            return None
        path = f"services.{self._index[service_id]}.minutes"
        return Fact(clock.length(minutes), self.sources(path))

    def who(self, service_id: str) -> Fact | None:
        """Return "our nurse injector"; None where no role is listed."""
        roles = [self._spa.role(role) for role in self._spa.service(service_id).who]
        if not roles:
            return None
        path = f"services.{self._index[service_id]}.who"
        return Fact(
            listed([f"our {aloud(role.title)}" for role in roles], "or"), self.sources(path)
        )

    def about(self, say: Say, service_id: str) -> dict[str, Fact]:
        """Return what a sentence about a service needs beside its name; empty where unknown."""
        found = {
            Say.PRICE: ("price", self.price),
            Say.DURATION: ("minutes", self.minutes),
            Say.WHO_DOES_IT: ("who", self.who),
            Say.PACKAGE_PRICE: ("packages", self.packages),
        }[say]
        fact = found[1](service_id)
        return {} if fact is None else {found[0]: fact}
