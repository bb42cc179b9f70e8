"""The terminal: what commands read from it and print on it, and the options they share."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from sam.spa.file import SpaFile
    from sam.spa.model import Spa

FINDINGS, USAGE = 1, 2
"""Exit codes; 0 is that all is well."""

SpaOption = Annotated[
    Path, typer.Option("--spa", envvar="SAM_SPA", metavar="FILE", help="The spa file.")
]
DataOption = Annotated[
    Path,
    typer.Option("--data", envvar="SAM_DATA", metavar="FOLDER", help="Where Sam keeps things."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
NowOption = Annotated[
    str | None, typer.Option("--now", metavar="ISO", help="The time of the call; else this moment.")
]

SPA = Path("spa.yaml")
DATA = Path("data")


def say(text: str) -> None:
    """Print a line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print a line on standard error, at once."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def emit(value: dict[str, Any]) -> None:
    """Print one JSON object on one line, at once."""
    say(json.dumps(value, ensure_ascii=False))


def show(value: dict[str, Any]) -> None:
    """Print an object for people: a line for each key that has a value, then an empty one."""
    for key, found in value.items():
        if found not in (None, [], ""):
            plain = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
            say(f"{key:>12}  {plain}")
    say("")


def leave(sentence: str, code: int) -> NoReturn:
    """End the command with a sentence of what to do."""
    complain(sentence)
    raise typer.Exit(code)


def there(spa: Path) -> Path:
    """Return the path of the spa file; ends the command, as usage, if there is none."""
    if not spa.is_file():
        leave(
            f"There is no spa file {spa}. Name one with --spa FILE or SAM_SPA, or copy one of "
            "examples/ to ./spa.yaml and edit it.",
            USAGE,
        )
    return spa


def loaded(spa: Path) -> SpaFile:
    """Return the spa file; ends the command with every complaint if it cannot serve."""
    from sam.spa.complaint import SpaFileError
    from sam.spa.load import load_spa_file

    try:
        return load_spa_file(there(spa))
    except SpaFileError as error:
        leave(str(error), FINDINGS)


def lines() -> Iterator[str]:
    """Yield standard input a line at a time, without line ends, as it comes."""
    while line := sys.stdin.readline():
        yield line.rstrip("\r\n")


def instant(text: str | None, spa: Spa) -> datetime:
    """Return the time of a `--now`, local to the spa where it names no offset; None is now."""
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        leave(f"--now {text}: write a time as 2026-11-24T09:00", USAGE)
    return at if at.tzinfo else at.replace(tzinfo=spa.spa.zone)
