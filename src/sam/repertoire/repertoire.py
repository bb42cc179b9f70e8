"""Every sentence that Sam can say, made from one spa file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from sam.repertoire import phone, wording
from sam.repertoire.cue import PERSONAL, Cue, Say
from sam.repertoire.facts import Fact, Facts
from sam.repertoire.order import ABOUT_A_SERVICE, EMERGENCIES, ORDER, TOPICS
from sam.repertoire.reading import aloud
from sam.repertoire.summary import summary
from sam.spa.file import SpaFile

_PLACEHOLDER = re.compile(r"(^|[.?!] )?\{([a-z_]+)\}")

_Value = TypeVar("_Value")

CHANGING = PERSONAL | {Say.HOURS_ON}
"""Sentences that hold something of the caller or of the day: never cached."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence exactly as it is spoken."""

    text: str
    cacheable: bool
    """Whether its audio may be kept for later calls: nothing of a caller, a day or a clock."""
    sources: tuple[str, ...] = ()
    """Where its facts and wording stand: "examples/willow-bloom.yaml:43"; none for Sam's own."""

    def __repr__(self) -> str:
        # A sentence that is not cacheable may hold a name or a number.
        shown = repr(self.text) if self.cacheable else "withheld"
        return f"Sentence({shown}, cacheable={self.cacheable}, sources={self.sources})"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What one cue is made of."""

    templates: tuple[str, ...]
    """Wordings that take turns, with placeholders."""
    sources: tuple[str, ...] = ()
    """Where the wording stands, if it is the owner's."""
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Repertoire:
    """Turns cues into sentences. The same spa file, seed and variant give the same words."""

    def __init__(self, spa_file: SpaFile, seed: int = 0) -> None:
        self._spa = spa_file.spa
        self._facts = Facts(spa_file)
        self._seed = seed

    def has(self, say: Say, service: str | None = None) -> bool:
        """Say whether the spa file has the fact for this sentence, or, of a service, for it.

        Where it has not, `sentence` says that the team will tell.
        """
        if say in TOPICS:
            return self._facts.topic(say) is not None
        if say in ABOUT_A_SERVICE and say is not Say.OFFERED and service is not None:
            return bool(self._facts.about(say, service))
        return True

    def sentence(self, cue: Cue, variant: int = 0, today: date | None = None) -> Sentence:
        """Return what to say. Variants take turns; `today`, the spa's date, allows "tomorrow".

        KeyError if the cue names a service that the menu does not have; ValueError, naming the
        sentence and the field, if the cue lacks a field that its sentence needs.
        """
        parts = self._parts(cue, today)
        return _fill(cue.say, parts, (variant + self._seed) % len(parts.templates))

    def variants(self, cue: Cue) -> int:
        """Return how many wordings take turns for this cue."""
        return len(self._parts(cue, None).templates)

    def fixed(self) -> Iterator[Sentence]:
        """Yield every cacheable sentence once, the most urgent first, to be synthesised ahead."""
        said: set[str] = set()
        for _, sentence in self.everything():
            if sentence.cacheable and sentence.text not in said:
                said.add(sentence.text)
                yield sentence

    def everything(self) -> Iterator[tuple[Say, Sentence]]:
        """Yield every sentence with its id; what changes from call to call stays in braces."""
        for cue in self._cues():
            parts = self._pattern(cue.say) if cue.say in CHANGING else self._parts(cue, None)
            for variant in range(len(parts.templates)):
                yield cue.say, _fill(cue.say, parts, variant)

    def _cues(self) -> Iterator[Cue]:
        for say in ORDER:
            if say in ABOUT_A_SERVICE:
                ids = [service.id for service in self._spa.services]
                unknown = [service for service in ids if not self.has(say, service)]
                known = [service for service in ids if service not in unknown]
                # All unknown ones share one sentence.
                yield from (Cue(say, service=service) for service in known + unknown[:1])
            elif say is Say.NOT_OFFERED:
                yield from (Cue(say, thing=thing.name) for thing in self._spa.not_offered)
            elif self.has(say):
                yield Cue(say)

    def _pattern(self, say: Say) -> _Parts:
        parts = self._worded(say)
        if say is Say.HOURS_ON:
            parts = replace(parts, templates=parts.templates + wording.CLOSED_ON)
        return parts

    def _parts(self, cue: Cue, today: date | None) -> _Parts:
        say, facts = cue.say, self._facts
        if say in EMERGENCIES:
            words = facts.emergency(EMERGENCIES[say])
            return _Parts((words.text,), words.sources)
        if say in TOPICS:
            topic = facts.topic(say)
            if topic is None:
                return self._worded(Say.TEAM_WILL_TELL)
            return _Parts((topic.text,), topic.sources, self._names())
        if say in ABOUT_A_SERVICE:
            return self._about_a_service(say, _needed(cue, "service", cue.service))
        match say:
            case Say.NOT_OFFERED:
                return self._worded(say, thing=facts.thing(_needed(cue, "thing", cue.thing)))
            case Say.HOURS:
                return self._worded(say, hours=facts.week())
            case Say.HOURS_ON:
                return self._hours_on(_needed(cue, "day", cue.day), today)
            case Say.LOCATION:
                return self._worded(say, address=facts.address())
            case Say.CONFIRM_NAME:
                return self._worded(say, name=Fact(_needed(cue, "name", cue.name)))
            case Say.CONFIRM_CALLBACK:
                number = phone.grouped(_needed(cue, "number", cue.number))
                return self._worded(say, number=Fact(number))
            case Say.ASK_CALLBACK_REST:
                digits = phone.so_far(_needed(cue, "digits", cue.digits))
                return self._worded(say, digits=Fact(digits))
            case Say.OFFER_CALLER_ID:
                digits = phone.last_four(_needed(cue, "digits", cue.digits))
                return self._worded(say, digits=Fact(digits))
            case Say.CONFIRM_MESSAGE:
                message = summary(_needed(cue, "message", cue.message), self._spa, today)
                return self._worded(say, message=Fact(message))
            case _:
                return self._worded(say)

    def _worded(self, say: Say, **facts: Fact) -> _Parts:
        """Return the owner's wording, or Sam's own where the owner has none."""
        facts = {**self._names(), **facts}
        own = self._spa.sentences.get(say)
        if own is None:
            return _Parts(wording.WORDINGS[say], (), facts)
        return _Parts(tuple(map(aloud, own)), self._facts.sources(f"sentences.{say}"), facts)

    def _names(self) -> dict[str, Fact]:
        return {"spa": self._facts.spa(), "website": self._facts.website()}

    def _about_a_service(self, say: Say, service: str) -> _Parts:
        name = self._facts.service(service)
        if say is Say.OFFERED:
            return self._worded(say, service=name)
        fact = self._facts.about(say, service)
        if not fact:
            return _Parts(wording.UNKNOWN[say])
        parts = self._worded(say, service=name, **fact)
        return self._priced(parts, service) if say is Say.PRICE else parts

    def _priced(self, parts: _Parts, service: str) -> _Parts:
        price = self._spa.service(service).price
        assert price is not None
        # An owner's wording of `price` holds for one listed amount; read out with the lowest price
        # of several, or with none, it would say what is not so.
        if price.free:
            # The words name no amount; the line that says so is still their source.
            parts = replace(parts, templates=wording.FREE, sources=parts.facts["price"].sources)
        elif price.from_ is not None:
            parts = replace(parts, templates=wording.FROM_PRICE, sources=())
        note = self._facts.note(service)
        if note:
            templates = tuple(f"{template} {{note}}" for template in parts.templates)
            parts = replace(parts, templates=templates, facts={**parts.facts, "note": note})
        return parts

    def _hours_on(self, day: date, today: date | None) -> _Parts:
        facts = {"day": self._facts.day(day, today), "hours": self._facts.hours_on(day)}
        if not self._spa.open_on(day):
            return _Parts(wording.CLOSED_ON, (), facts)
        return self._worded(Say.HOURS_ON, **facts)


def _needed(cue: Cue, name: str, value: _Value | None) -> _Value:
    if value is None:
        raise ValueError(f"a cue to say {cue.say} needs its {name}")
    return value


def _fill(say: Say, parts: _Parts, index: int) -> Sentence:
    sources = list(parts.sources)

    def fill(match: re.Match[str]) -> str:
        before, name = match[1], match[2]
        fact = parts.facts.get(name)
        if fact is None:
            return match[0]  # a pattern: what a caller or a day brings stays in braces
        sources.extend(fact.sources)
        text = fact.text if before is None else fact.text[:1].upper() + fact.text[1:]
        return (before or "") + text

    text = _PLACEHOLDER.sub(fill, parts.templates[index])
    # "until five p.m." ends its own sentence, and "on Friday, December fourth," its own clause.
    text = text.replace(".m..", ".m.").replace(",.", ".").replace(",,", ",")
    return Sentence(text, say not in CHANGING, tuple(dict.fromkeys(sources)))
