"""How common a word is as a given name, as a surname, and as an ordinary word.

The lists rank; they never reject: whoever is named something that no list holds is still named so.
Sources and levels: `scripts/make_names.py`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

_DATA = files("sam.understanding.slots") / "data"

RARE, KNOWN, USUAL, FREQUENT = 0, 2, 5, 9
"""Levels: floor of log2 of the share per million. 9 is one in two thousand and more."""


@cache
def _levels(name: str) -> dict[str, int]:
    levels: dict[str, int] = {}
    for line in (_DATA / name).read_text(encoding="ascii").splitlines()[1:]:
        level, *words = line.split(" ")
        levels.update(dict.fromkeys(words, int(level)))
    return levels


@cache
def _common() -> frozenset[str]:
    words = (_DATA / "common.txt").read_text(encoding="ascii").splitlines()[1].split(" ")
    return frozenset(words)


def plain(word: str) -> str:
    """Return a name's letters only, lower case, as the lists hold it: "O'Brien" → "obrien"."""
    return "".join(c for c in word.lower() if c.isalpha())


def given(word: str) -> int:
    """Return the level of a word as a given name, -1 where the list does not hold it."""
    parts = word.replace("-", " ").split()
    levels = _levels("given.txt")
    return max((levels.get(plain(part), -1) for part in (word, *parts)), default=-1)


def surname(word: str) -> int:
    """Return the level of a word as a surname, -1 where the list does not hold it."""
    parts = word.replace("-", " ").split()
    levels = _levels("surnames.txt")
    return max((levels.get(plain(part), -1) for part in (word, *parts)), default=-1)


def full(name: str) -> bool:
    """Say whether a name is a known given name and known surnames behind it."""
    first, *rest = name.split()
    return bool(rest) and given(first) >= KNOWN and all(surname(word) >= RARE for word in rest)


def common(word: str) -> bool:
    """Say whether a word is an ordinary English one."""
    low = plain(word)
    return low in _common() or len(low) < 2


def _skeleton(name: str) -> str:
    """Return a name's consonants as heard: "sean" and "shaun" are both "sn"."""
    one = re.sub(r"(.)\1", r"\1", name.replace("ph", "f").replace("ck", "k").replace("c", "k"))
    return re.sub(r"[aeiouhyw]", "", one)


_SWAPS = (
    ("i", "y"), ("c", "k"), ("s", "z"), ("ph", "f"), ("j", "g"), ("ea", "au"), ("w", "u"),
    ("ee", "ea"), ("e", "a"), ("ie", "y"), ("ey", "i"), ("s", "c"), ("ct", "t"),
)  # fmt: skip
"""Letters that names are written with either way."""


def sounding_like(name: str, letter: str) -> str | None:
    """Return the most frequent given name that is said like `name` and has `letter` in it."""
    levels, low = _levels("given.txt"), plain(name)
    swapped = {
        low.replace(a, b)
        for one, other in _SWAPS
        for a, b in ((one, other), (other, one))
        if a in low and letter in low.replace(a, b)
    }
    if known := [n for n in swapped if n in levels]:
        return max(known, key=levels.__getitem__)
    near = process.extract(low, levels.keys(), scorer=fuzz.ratio, limit=60, score_cutoff=60)
    same = [n for n, _, _ in near if letter in n and _skeleton(n) == _skeleton(low)]
    return max(same, key=levels.__getitem__, default=None)


def undoubled(letters: str) -> str:
    """Return letters with each run of the same one once: "donnaald" and "donald" are "donald"."""
    return re.sub(r"(.)\1+", r"\1", letters)


@cache
def _by_undoubled(name: str) -> dict[str, str]:
    # In order of level, so that the most frequent name stays.
    return {undoubled(word): word for word, _ in sorted(_levels(name).items(), key=lambda p: p[1])}


def like_given(letters: str) -> str | None:
    """Return the most frequent given name that differs only in doubled letters."""
    return _by_undoubled("given.txt").get(undoubled(letters))


def like_surname(letters: str) -> str | None:
    """Return the most frequent surname that differs only in doubled letters."""
    return _by_undoubled("surnames.txt").get(undoubled(letters))


def load() -> None:
    """Read the lists, so that no turn waits for them."""
    _by_undoubled("given.txt"), _by_undoubled("surnames.txt"), _common()
