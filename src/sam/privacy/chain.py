"""The audit's chain: each line names the hash of the line before, and the head that of the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


def digest(line: bytes) -> str:
    """Return the SHA-256 of a line without its newline, 64 hexadecimal digits."""
    return hashlib.sha256(line).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends."""

    entries: int
    size: int
    """Length of the file in bytes, newlines included."""
    hash: str
    """SHA-256 of the last line; 64 zeros before the first."""

    def after(self, line: bytes) -> Head:
        """Return the head once `line` (without its newline) stands behind this one."""
        return Head(self.entries + 1, self.size + len(line) + 1, digest(line))

    def as_bytes(self) -> bytes:
        """Return the head as a line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read `as_bytes`; ValueError, KeyError or TypeError if it is not one."""
        value = json.loads(content)
        return cls(int(value["entries"]), int(value["size"]), str(value["hash"]))


FIRST = Head(0, 0, "0" * 64)
"""The head of an audit without entries."""


class Flaw(StrEnum):
    """What can be wrong with an audit."""

    NOT_AN_ENTRY = "not_an_entry"
    """The line is not an entry in its closed form."""
    OUT_OF_ORDER = "out_of_order"
    """The line's number is not the next one: lines were removed, added or moved before it."""
    CHAIN_BROKEN = "chain_broken"
    """The line does not follow the line before it: that one was changed or exchanged."""
    TRUNCATED = "truncated"
    """The head counts more entries than there are."""
    END_CHANGED = "end_changed"
    """The last line that the head knows is not the one that stands there."""
    NOT_IN_HEAD = "not_in_head"
    """There are more lines than the head knows: one, where an append was interrupted."""
    HALF_LINE = "half_line"
    """The last line has no end: an append was interrupted, or the file was cut."""
    HEAD_MISSING = "head_missing"
    """There are entries and no head."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw, and the line at which it shows, counting from 1."""

    flaw: Flaw
    line: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found."""

    head: Head
    """The head as computed from the file: compare it with one kept elsewhere."""
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def unchained(line: bytes) -> dict[str, Any]:
    """Return a line's own fields, without its place in the chain.

    ValueError, KeyError or TypeError if the line is no object with such a place.
    """
    value = json.loads(line)
    if not isinstance(value, dict):
        raise TypeError("not an object")
    del value["n"], value["before"]
    return value


def follows(line: bytes, head: Head) -> bool:
    """Say whether a line is the next one after a head."""
    try:
        return _place(line) == (head.entries + 1, head.hash)
    except (ValueError, KeyError, TypeError):
        return False


def _place(line: bytes) -> tuple[Any, Any]:
    value = json.loads(line)
    return value["n"], value["before"]


def verdict(content: bytes, head: Head | None, read: Callable[[dict[str, Any]], object]) -> Verdict:
    """Check a whole audit file against a head; `read` raises where an entry is not in its form."""
    findings: list[Finding] = []
    *lines, half = content.split(b"\n")
    now = FIRST
    at_head = FIRST
    for number, line in enumerate(lines, start=1):
        flaw = _flaw(line, now, read)
        if flaw is not None:
            findings.append(Finding(flaw, number))
        now = now.after(line)
        if head is not None and number == head.entries:
            at_head = now
    if half:
        findings.append(Finding(Flaw.HALF_LINE, len(lines) + 1))
    if head is None:
        if content:
            findings.append(Finding(Flaw.HEAD_MISSING, len(lines)))
    elif len(lines) < head.entries:
        findings.append(Finding(Flaw.TRUNCATED, len(lines) + 1))
    else:
        if at_head != head:
            findings.append(Finding(Flaw.END_CHANGED, head.entries))
        if len(lines) > head.entries:
            findings.append(Finding(Flaw.NOT_IN_HEAD, head.entries + 1))
    return Verdict(now, tuple(findings))


def _flaw(line: bytes, before: Head, read: Callable[[dict[str, Any]], object]) -> Flaw | None:
    try:
        read(unchained(line))
        number, chained = _place(line)
    except (ValueError, KeyError, TypeError):
        return Flaw.NOT_AN_ENTRY
    if number != before.entries + 1:
        return Flaw.OUT_OF_ORDER
    return Flaw.CHAIN_BROKEN if chained != before.hash else None
