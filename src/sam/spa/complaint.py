"""What is wrong with a spa file: where it stands and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found, at a dotted path of the spa file."""

    path: str
    """As `services.3.price.amount`; empty for the file as a whole."""
    what: str
    """What is wrong, with the value that was read."""
    instead: str
    """What to write, or do, instead."""
    warning: bool = False
    """True where the file can serve as it is, and the owner should still look."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A finding with its place in a file. `str()` is the line that `sam check` prints."""

    file: str
    line: int
    """1 is the first line; complaints about the whole file stand at line 1."""
    column: int | None
    """1 is the first column; None where the line says enough."""
    where: str
    """Dotted path as an owner reads it, items by their id: `services.botox.price`."""
    what: str
    instead: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}: {kind}{self.where}: {self.what}; {self.instead}"


class SpaFileError(Exception):
    """A spa file cannot serve. Carries every complaint at once, warnings too, in file order."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(map(str, self.complaints)))
