"""What `sam say` and `sam check` print. Nothing is printed here: lines are handed back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sam.repertoire.repertoire import CHANGING, Repertoire
from sam.spa.complaint import Complaint, SpaFileError
from sam.spa.file import SpaFile
from sam.spa.load import load_spa_file

OWN_WORDS = "Sam's own words"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the listing."""

    id: str
    text: str
    sources: tuple[str, ...]
    """Lines of the spa file that its facts and wording come from."""
    pattern: bool
    """True where what stands in braces is filled in on the call and never kept."""

    def as_dict(self) -> dict[str, object]:
        """Return plain values, for `--json`."""
        return {
            "id": self.id,
            "text": self.text,
            "sources": list(self.sources),
            "pattern": self.pattern,
        }


def listing(spa_file: SpaFile) -> Iterator[Said]:
    """Yield everything that Sam can say for this spa file, the most urgent first."""
    for say, sentence in Repertoire(spa_file).everything():
        yield Said(str(say), sentence.text, sentence.sources, say in CHANGING)


def say_command(path: Path | str) -> Iterator[str]:
    """Yield the lines of `sam say`; SpaFileError, before the first, if the file cannot serve."""
    spa_file = load_spa_file(path)
    last = None
    for said in listing(spa_file):
        if said.id != last:
            if last is not None:
                yield ""
            yield said.id
            last = said.id
        yield f"  {said.text}"
        yield f"    {', '.join(said.sources) or OWN_WORDS}"


@dataclass(frozen=True, slots=True)
class Check:
    """What `sam check` found."""

    complaints: tuple[Complaint, ...]
    """Errors and warnings, in file order."""
    summary: str
    """One sentence for the end."""
    exit_code: int
    """0 where the file can serve, warnings or not; 1 where it cannot."""

    def lines(self) -> Iterator[str]:
        """Yield what is printed."""
        yield from map(str, self.complaints)
        yield self.summary


def check_command(path: Path | str, today: date | None = None) -> Check:
    """Check a spa file. Never raises for what the file is or holds."""
    try:
        spa_file = load_spa_file(path, today)
    except SpaFileError as error:
        errors = sum(not complaint.warning for complaint in error.complaints)
        return Check(
            error.complaints,
            f"{path}: {_count(errors, 'complaint')}; Sam cannot serve this file yet.",
            1,
        )
    spa, warnings = spa_file.spa, len(spa_file.warnings)
    sentences = sum(1 for _ in listing(spa_file))
    noted = f", {_count(warnings, 'warning')}" if warnings else ""
    return Check(
        spa_file.warnings,
        f"{path}: {spa.spa.name}, {_count(len(spa.services), 'service')},"
        f" {_count(sentences, 'sentence')}{noted}. Sam can serve this file.",
        0,
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
