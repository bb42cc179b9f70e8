"""Reads a spa file: all complaints at once, each with its line, or the checked values.

1. The YAML is read into plain values, with the place of every key (`source`).
2. pydantic checks each value (`model`), and what it finds is said in plain words (`explain`).
3. The rules that hold between values are checked (`rules_*`), also where step 2 found something,
   on what is left without it: an owner sees everything in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sam.spa import explain, rules_menu, rules_reach, rules_words
from sam.spa.complaint import Complaint, Finding, SpaFileError
from sam.spa.file import SpaFile
from sam.spa.model import Spa
from sam.spa.rest import Rest
from sam.spa.source import Source, read


def load_spa(path: Path | str, today: date | None = None) -> Spa:
    """Read a spa file; SpaFileError, with every complaint, where it cannot serve."""
    return load_spa_file(path, today).spa


def load_spa_file(path: Path | str, today: date | None = None) -> SpaFile:
    """As `load_spa`, with the lines that the facts stand on.

    `today` is the spa's local date, for what is over or still to come; by default it is read from
    the clock. Paths of files in the result are absolute; the file may write them from its folder.
    """
    path = Path(path)
    source = read(path)
    findings = list(source.findings)
    spa: Spa | None = None
    if source.values is not None:
        spa, more = _check(source.values, path.absolute().parent, today)
        findings += more
    complaints = sorted(
        (_placed(f, source, path) for f in findings), key=lambda c: (c.line, c.column or 0)
    )
    if spa is None or any(not complaint.warning for complaint in complaints):
        raise SpaFileError(complaints)
    lines = {where: place[0] for where, place in source.places.items()}
    return SpaFile(
        _with_absolute_paths(spa, path.absolute().parent), lines, path, tuple(complaints)
    )


def _check(
    values: dict[str, Any], folder: Path, today: date | None
) -> tuple[Spa | None, list[Finding]]:
    try:
        spa = Spa.model_validate(values)
    except ValidationError as error:
        found = list(explain.findings(error, Spa))
        try:
            rest = Rest.of(values, [details["loc"] for details in error.errors()])
        except ValidationError:
            # A key that is not even text ("[1, 2]: x") cannot be taken out by its path. The owner
            # hears of it, and of what the rules would find the next time.
            return None, found
        return None, found + [f for f in map(rest.placed, _rules(rest.spa, folder, today)) if f]
    return spa, list(_rules(spa, folder, today))


def _rules(spa: Spa, folder: Path, today: date | None) -> Iterator[Finding]:
    today = today or datetime.now(spa.spa.zone).date()
    yield from rules_menu.findings(spa)
    yield from rules_words.findings(spa, today)
    yield from rules_reach.findings(spa, folder, today)


def _placed(finding: Finding, source: Source, path: Path) -> Complaint:
    line, column = source.place(finding.path)
    where = _where(finding.path, source.values) or "the file"
    return Complaint(str(path), line, column, where, finding.what, finding.instead, finding.warning)


def _where(path: str, values: Any) -> str:
    """Write a path as an owner reads it: items of a list by their id where they have one."""
    shown = []
    for part in path.split("."):
        if isinstance(values, str) and part.isdigit():
            continue  # a single wording, written without a list
        if isinstance(values, list) and part.isdigit() and int(part) < len(values):
            values = values[int(part)]
            name = values.get("id", values.get("name")) if isinstance(values, dict) else None
            shown.append(name if isinstance(name, str) and name else str(int(part) + 1))
        else:
            values = values.get(part) if isinstance(values, dict) else None
            shown.append(part)
    return ".".join(shown)


def _with_absolute_paths(spa: Spa, folder: Path) -> Spa:
    line = spa.line
    if line.tls_certificate is not None:
        line = line.model_copy(update={"tls_certificate": str(folder / line.tls_certificate)})
    if line.trunk is not None and line.trunk.password_file is not None:
        file = str(folder / line.trunk.password_file)
        line = line.model_copy(
            update={"trunk": line.trunk.model_copy(update={"password_file": file})}
        )
    return spa.model_copy(update={"line": line})
