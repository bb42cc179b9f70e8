"""How a name is written, and how a noted one is put right."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from sam.understanding.slots import census
from sam.understanding.slots.cues import PARTICLES

ALIKE = 60
"""Likeness in spelling, of 100, from which a name said anew is taken for a noted one."""


def written(words: list[str]) -> str:
    """Return a name as it is written: "o'brien" → "O'Brien", "mcdonald" → "McDonald"."""
    out = []
    for i, word in enumerate(words):
        word = word.replace("’", "'").strip(".")
        mixed = not word.islower() and not word.isupper() and word[:1].isupper()
        if i and word.lower() in PARTICLES and not (mixed and word.lower() not in ("de", "la")):
            out.append(word.lower())
        elif mixed:
            out.append(word)
        else:
            out.append(re.sub(r"[^\W\d_]+", lambda m: _cased(m.group()), word.lower()))
    return " ".join(out)


def _cased(part: str) -> str:
    if part.startswith("mc") and len(part) > 4:
        return f"Mc{part[2:].capitalize()}"
    return part.capitalize()


def put_right(noted: str, word: str) -> str:
    """Return the noted name with the word put right that `word` sounds like; else `word` alone.

    "Jessica Smith", "no, Smythe" → "Jessica Smythe".
    """
    words = noted.split(" ")
    likeness = [fuzz.ratio(census.plain(w), census.plain(word)) for w in words]
    at = max(range(len(words)), key=likeness.__getitem__)
    if len(words) == 1 or likeness[at] < ALIKE:
        return word
    return written([*words[:at], word, *words[at + 1 :]])


def with_letter(name: str, letter: str) -> tuple[str, bool]:
    """Return "Shaun" for "Sean with a u"."""
    first, *others = name.split(" ")
    if letter in first.lower():
        return name, True
    other = census.sounding_like(first, letter)
    return (written([other, *others]), True) if other else (name, False)
