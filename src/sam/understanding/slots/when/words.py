"""Normalised words of a turn, with the way back to where each stood in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])|\d{1,2}[:.h]\d{2}(?!\d)|\d+(?:st|nd|rd|th)\b|\d+"
    r"|[ap]\s?\.\s?m\b\.?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]",
    re.IGNORECASE,
)

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
CARDINALS = ONES | _TEENS | TENS
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_SAME = {
    "tmrw": "tomorrow", "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "tomorrows": "tomorrow", "todays": "today", "tonite": "tonight", "wkend": "weekend",
    "thru": "through", "til": "until", "till": "until", "untill": "until", "@": "at",
    "couple": "2", "few": "3", "zero": "0", "oh": "o", "w": "with", "–": "-", "—": "-",
    "mins": "minutes", "min": "minutes", "minute": "minutes", "hrs": "hours", "hr": "hours",
    "hour": "hours", "day": "days", "week": "weeks", "month": "months", "year": "years",
    "fortnights": "fortnight", "lunchtime": "lunch", "midnite": "midnight", "circa": "around",
}  # fmt: skip
FILLERS = frozenset({"um", "uh", "er", "erm", "hmm", "like", "maybe", "probably", "sometime"})
"""Words that stand between a day and its time without changing either."""


@dataclass(frozen=True, slots=True, repr=False)
class Words:
    """Lower-case words and punctuation, one space between, numbers as digits ("4 30", "22nd")."""

    text: str
    _starts: tuple[int, ...]
    """Where each word starts in `text`."""
    _origins: tuple[tuple[int, int], ...]
    """Where each word stood in the turn's text."""
    _digits: tuple[bool, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stood in the turn's text."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return self._origins[first][0], self._origins[last][1]

    def in_digits(self, start: int) -> bool:
        """Say whether the word at `start` was written in digits, not as a word."""
        return self._digits[bisect_right(self._starts, start) - 1]

    def starts(self) -> tuple[int, ...]:
        """Return where each word starts in `text`."""
        return self._starts


def _ordinal(word: str) -> int | None:
    return _ORDINALS.get(word)


def normalise(text: str) -> Words:
    """Return the words of a turn in one form: "twenty-second at 4:30 p.m." → "22nd at 4:30 pm"."""
    raw = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    out: list[tuple[str, int, int]] = []
    i = 0
    while i < len(raw):
        word, start, end = raw[i]
        step = 1
        after = raw[i + 1][0] if i + 1 < len(raw) else ""
        # "twenty-two" and "twenty two" alike.
        j = i + 2 if after == "-" and i + 2 < len(raw) else i + 1
        units = raw[j][0] if j < len(raw) else ""
        if word in TENS and units in ONES:
            word, end, step = str(TENS[word] + ONES[units]), raw[j][2], j - i + 1
        elif word in TENS and (nth := _ordinal(units)) and nth < 10:
            word, end, step = f"{TENS[word] + nth}th", raw[j][2], j - i + 1
        elif word in CARDINALS:
            if after == "-" and units in (TENS | _TEENS):
                step = 2  # "four-thirty"
            word = str(CARDINALS[word])
        elif nth := _ordinal(word):
            word = f"{nth}th"
        elif re.fullmatch(r"\d+(?:st|nd|rd|th)", word):
            word = f"{int(word[:-2])}th"
        elif re.fullmatch(r"[ap]\s?\.\s?m\.?", word):
            word = f"{word[0]}m"
        elif word in "ap" and out and out[-1][0][0].isdigit() and len(out[-1][0]) <= 5:
            # "4 p m", "9:00a": only behind a number, since "a" is mostly an article.
            joined = after == "m" and raw[i + 1][1] - end <= 1
            if joined or (start == out[-1][2]):
                word, end, step = f"{word}m", raw[i + 1][2] if joined else end, 2 if joined else 1
        elif re.fullmatch(r"\d{1,2}[.h]\d{2}", word):
            word = re.sub("[.h]", ":", word)
        else:
            word = word.replace("'", "").replace("’", "")
            word = _SAME.get(word, word)
        if word:
            out.append((word, start, end))
        i += step
    starts, position = [], 0
    for word, _, _ in out:
        starts.append(position)
        position += len(word) + 1
    origins = tuple((start, end) for _, start, end in out)
    digits = tuple(text[start].isdigit() for start, _ in origins)
    return Words(" ".join(word for word, _, _ in out), tuple(starts), origins, digits)
