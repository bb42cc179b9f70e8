"""Clinical words by family, read from `lexicon.txt`, which a clinician can read and extend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_HEADING = re.compile(r"\[(sure|hint): ([^\]]+)\]")


class LexiconError(ValueError):
    """The lexicon file is malformed. Says in which line, and what belongs there."""


@dataclass(frozen=True, slots=True)
class Family:
    """Phrases of one topic; `sure` ones make a turn clinical by themselves."""

    name: str
    sure: bool
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What the lexicon found in a turn."""

    sure: tuple[str, ...]
    """Names of the families with a sure phrase."""
    hints: int
    """How many hint phrases occur."""


def read_families(text: str) -> Iterator[Family]:
    """Read the lexicon's text; `LexiconError` with the line's number where it is malformed."""
    name, sure = "", False
    phrases: list[str] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        heading = _HEADING.fullmatch(line)
        if heading:
            if phrases:
                yield Family(name, sure, tuple(phrases))
            name, sure, phrases = heading[2], heading[1] == "sure", []
        elif not name:
            raise LexiconError(f"lexicon.txt, line {number}: begin with [sure: topic]")
        else:
            phrases += [p for p in (part.strip() for part in line.split(",")) if p]
    if phrases:
        yield Family(name, sure, tuple(phrases))


class Lexicon:
    """Finds clinical phrases in normalised words."""

    def __init__(self, families: tuple[Family, ...] | None = None) -> None:
        if families is None:
            source = files("sam.understanding.line").joinpath("lexicon.txt")
            families = tuple(read_families(source.read_text(encoding="utf-8")))
        self.families = families
        self._sure = [(f.name, _any_of(f.phrases)) for f in families if f.sure]
        self._hints = [_any_of(f.phrases) for f in families if not f.sure]

    def hits(self, normalised: str) -> Hits:
        """Return what occurs in normalised words."""
        return Hits(
            tuple(name for name, pattern in self._sure if pattern.search(normalised)),
            sum(len(pattern.findall(normalised)) for pattern in self._hints),
        )


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    parts = (
        re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", " ").replace("_", r"\w+")
        for p in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)")
