"""Searches every byte of files and folders for what callers said, however it is written down.

Pure but for reading: roots and phrases in, findings out. A phrase is looked for in any letter
case, with anything but letters and digits between its words, as UTF-8 and UTF-16, and inside
longer values as hex, base64 (either alphabet), percent-encoding and JSON escapes. Packed data
(zlib, gzip) and anything encrypted is out of its reach: it cannot tell the one from the other.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LEAST_CHARACTERS = 5
"""Letters and digits of a phrase. A shorter one occurs in base64 by chance."""

_GAP = rb"[^0-9A-Za-z\x80-\xff]{0,3}"
"""Between the words of a phrase, or the groups of a number: spaces, commas, dashes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase that stands somewhere."""

    path: Path
    """The file in which it stands, or whose name it stands in."""
    phrase: str
    spelling: str
    """How it is written: text, utf-16, hex, base64, escaped or name."""
    offset: int
    """Of its first byte; 0 in a name."""

    def __str__(self) -> str:
        return f"{self.path}, byte {self.offset}: {self.phrase!r} as {self.spelling}"


class PhraseTooShortError(ValueError):
    """A phrase has fewer than `LEAST_CHARACTERS` letters and digits. Names it."""


def sweep(roots: Iterable[Path], phrases: Sequence[str]) -> list[Finding]:
    """Return everything below `roots` (files or folders) that holds one of `phrases`.

    Symbolic links are not followed. Files that vanish meanwhile are passed over; any that cannot
    be read raise OSError, for a file that nobody searched proves nothing.
    """
    patterns = [(phrase, tuple(_patterns(phrase))) for phrase in dict.fromkeys(phrases)]
    found: list[Finding] = []
    for path in dict.fromkeys(file for root in roots for file in _files(root)):
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        for phrase, spellings in patterns:
            if spellings[0][1].search(os.fsencode(path.name)):
                found.append(Finding(path, phrase, "name", 0))
            for spelling, pattern in spellings:
                match = pattern.search(content)
                if match is not None:
                    found.append(Finding(path, phrase, spelling, match.start()))
    return found


def _files(root: Path) -> Iterator[Path]:
    if root.is_file() and not root.is_symlink():
        yield root
        return
    for folder, _, names in os.walk(root):
        for name in names:
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield path


def _patterns(phrase: str) -> Iterator[tuple[str, re.Pattern[bytes]]]:
    """Yield each spelling's name and what finds it; plain text first."""
    words = re.findall(r"[^\W_]+", phrase)
    if sum(map(len, words)) < LEAST_CHARACTERS:
        raise PhraseTooShortError(f"{phrase!r} is too short to search for: it occurs by chance")
    # A number counts as a word a digit, since it may be grouped anywhere.
    parts = [part for word in words for part in (word if word.isdigit() else [word])]
    yield "text", _regex(_GAP.join(re.escape(part.encode()) for part in parts))
    gap = rb"(?:[^0-9A-Za-z]\x00){0,3}"
    yield "utf-16", _regex(gap.join(re.escape(part.encode("utf-16-le")) for part in parts))
    gap = rb"(?:\x00[^0-9A-Za-z]){0,3}"
    yield "utf-16", _regex(gap.join(re.escape(part.encode("utf-16-be")) for part in parts))
    if any(not part.isascii() for part in parts):
        yield "escaped", _regex(re.escape(json.dumps(phrase)[1:-1].encode()))
    yield (
        "escaped",
        _regex(rb"(?:%20|\+|%2C|\\u0020|_)+".join(re.escape(w.encode()) for w in words)),
    )
    for written in _written(phrase, words):
        for plain in (written.encode(), written.encode("utf-16-le"), written.encode("utf-16-be")):
            yield "hex", _regex(plain.hex().encode())
            yield "base64", re.compile(b"|".join(map(re.escape, _base64(plain))))


def _regex(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.IGNORECASE)


def _written(phrase: str, words: Sequence[str]) -> set[str]:
    """The forms in which an encoded phrase is looked for: encoding hides case and spacing."""
    forms = {phrase, " ".join(words), "".join(words)}
    return {cased for form in forms for cased in (form, form.lower(), form.upper(), form.title())}


def _base64(plain: bytes) -> Iterator[bytes]:
    """Yield what base64 makes of bytes inside a longer value, at each of its three alignments.

    The outer digits are shared with whatever stands beside the bytes, and left out.
    """
    for offset in range(3):
        whole = base64.b64encode(bytes(offset) + plain).rstrip(b"=")
        inner = whole[(0, 2, 3)[offset] : -1 if (offset + len(plain)) % 3 else None]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")
