"""Digits as they are spoken: a run of number words and figures, and what it can read as.

"four seventy nine, five fifty-five, double oh forty" is a run. Most runs read one way; where a
grouping is ambiguous ("forty five" is 45 or 40 5, "to" is 2 or a word) every reading is kept, the
likeliest first, and `number` takes the one that makes a telephone number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_", re.UNICODE)

_ONES = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
    "fife": "5",
}  # fmt: skip
_HOMOPHONES = {
    "for": "4", "fore": "4", "to": "2", "too": "2", "won": "1", "ate": "8", "owe": "0", "tree": "3",
    "ohh": "0", "hate": "8", "tu": "2", "sex": "6", "nein": "9", "fie": "5",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6",
    "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_FILLERS = frozenset(
    re.findall(
        r"\S+",
        """
    um uh er erm hmm mm and then thats that's is its it's dash hyphen dot period point space
    like area code so ok okay yeah comma minus plus the with ah
    """,
    )
)  # fmt: skip
_MARKS = frozenset("-.,()–—…;+&")
DENIED = re.compile(r"\b(?:not|isn'?t|wasn'?t|instead of|rather than|never)\s*(?:a |the |an )?$")
"""Words before digits that the caller takes back."""
UNIT = re.compile(
    r"\s*(?:%|:\d|/|(?:units?|dollars?|bucks|cents|syringes?|people|persons|am|pm|a\.m|p\.m"
    r"|o'?clock"
    r"|percent|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|sessions?|areas?|vials?|times"
    r"|treatments?|visits?|of (?:us|them|my)|miles|pounds|lbs|street|st|avenue|ave|road|rd|drive"
    r"|blvd|th|st|nd|rd|ish|thirty|january|february|march|april|june|july|august|september|october"
    r"|november|december)\b)"
)
"""What behind digits makes them a time, a price or a count."""
MAX_GAP = 6
MAX_READINGS = 64
MIN_BEFORE_UNIT = 3


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """A stretch of the text that is digits and nothing else but fillers."""

    start: int
    end: int
    readings: tuple[str, ...]
    """What it can read as, the likeliest first."""
    plus: bool
    """Said or written with a leading plus."""
    before: str
    """The text between the previous run, or the turn's start, and this one, lower case."""
    after: str
    """The text behind it, up to the next run or the turn's end, lower case."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def sure(self) -> bool:
        """Say whether it is a number whatever stands around it."""
        word = self.text
        return word.isdigit() or word in _ONES or word in _TEENS or word in _TENS

    @property
    def multiple(self) -> bool:
        return self.text in _TIMES or self.text in ("hundred", "thousand")

    @property
    def filler(self) -> bool:
        return self.text in _FILLERS or self.text in _MARKS


def runs(text: str) -> list[Run]:
    """Return the runs of digits in a text, in order."""
    tokens = [_Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found: list[list[_Token]] = []
    current: list[_Token] = []
    gap = 0
    for i, token in enumerate(tokens):
        if token.sure or (token.multiple and _touches(tokens, i)) or _homophone(tokens, i):
            current.append(token)
            gap = 0
        elif current and token.filler and gap < MAX_GAP:
            current.append(token)
            gap += 1
        elif current:
            found.append(current)
            current, gap = [], 0
    if current:
        found.append(current)
    out: list[Run] = []
    trimmed = [_trim(part) for tokens in found for part in _apart(tokens, text)]
    for i, run in enumerate(trimmed):
        start, end = run[0].start, run[-1].end
        low = trimmed[i - 1][-1].end if i else 0
        high = trimmed[i + 1][0].start if i + 1 < len(trimmed) else len(text)
        before = text[low:start].lower()
        plus = bool(re.search(r"(?:\+|\bplus)[\s(,]*$", before))
        readings = tuple(dict.fromkeys(itertools.islice(_readings(run), MAX_READINGS)))
        out.append(Run(start, end, readings, plus, before, text[end:high].lower()))
    return out


def _apart(tokens: list[_Token], text: str) -> list[list[_Token]]:
    """Split a run where two things met: "not 0186, it's 0187", "0140 and then 2 pm"."""
    if DENIED.search(text[: tokens[0].start].lower()):
        for i, token in enumerate(tokens):
            if (
                token.text in (",", ".", "its", "it's", "thats", "that's")
                and token is not tokens[-1]
            ):
                rest = tokens[i:]
                while rest and rest[0].filler:
                    rest = rest[1:]
                return [tokens[:i], rest] if rest else [tokens]
    if UNIT.match(text[_trim(tokens)[-1].end :].lower()):
        # "479 555 0140 and then 2 pm": the last group is no part of the number.
        whole = _trim(tokens)
        cut = next((i for i in range(len(whole) - 1, 0, -1) if whole[i].filler), None)
        if cut is not None and cut >= MIN_BEFORE_UNIT:
            return [whole[:cut], whole[cut + 1 :]]
    return [tokens]


def _trim(tokens: list[_Token]) -> list[_Token]:
    while tokens[-1].filler:
        tokens = tokens[:-1]
    return tokens


def _near(tokens: list[_Token], i: int, step: int) -> _Token | None:
    """Return the next token that is no filler, `step` 1 or -1 from `i`."""
    for _ in range(MAX_GAP):
        i += step
        if not 0 <= i < len(tokens):
            return None
        if not tokens[i].filler:
            return tokens[i]
    return None


def _touches(tokens: list[_Token], i: int) -> bool:
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    before = tokens[i - 1] if i else None
    near = after if tokens[i].text in _TIMES else before
    return near is not None and (near.sure or near.text in _HOMOPHONES)


def _homophone(tokens: list[_Token], i: int) -> bool:
    """Say whether "for", "to" or the like may be a digit: a number stands on both sides."""
    if tokens[i].text not in _HOMOPHONES:
        return False
    before, after = _near(tokens, i, -1), _near(tokens, i, 1)
    left = before is not None and (before.sure or before.text in _HOMOPHONES or before.multiple)
    right = after is not None and (after.sure or after.text in _HOMOPHONES or after.multiple)
    return (left and right) or (left and after is None) or (right and before is None)


def _readings(tokens: list[_Token]) -> Iterator[str]:
    """Yield what a run can read as, the likeliest first."""
    options: list[tuple[str, ...]] = []
    i, n = 0, len(tokens)
    while i < n:
        word = tokens[i].text
        j = i + 1
        if j < n and tokens[j].text in ("-", "–") and j + 1 < n:
            j += 1
        after = tokens[j].text if j < n else ""
        if word in _TIMES:
            digit = _ONES.get(after) or _HOMOPHONES.get(after) or (after if after.isdigit() else "")
            options.append((digit[:1] * (_TIMES[word] - 1) + digit,))
            i = j + 1
            continue
        if word in _TENS:
            if after in _ONES and after not in ("oh", "o", "zero", "nought"):
                options.append((_TENS[word] + _ONES[after], _TENS[word] + "0" + _ONES[after]))
                i = j + 1
            elif after in ("hundred", "thousand"):
                options.append((_TENS[word] + "0" + _zeros(after),))
                i = j + 1
            else:
                options.append((_TENS[word] + "0",))
                i += 1
            # "Fifty five hundred" is 5500.
            if i < n and tokens[i].text in ("hundred", "thousand"):
                options[-1] = tuple(o + _zeros(tokens[i].text) for o in options[-1])
                i += 1
            continue
        value = _ONES.get(word) or _TEENS.get(word) or (word if word.isdigit() else None)
        if value is None and word in _HOMOPHONES:
            edge = i == 0 or i == n - 1
            digit = _HOMOPHONES[word]
            options.append(("", digit) if edge else (digit, ""))
            i += 1
            continue
        if value is not None and len(value) <= 2 and after in ("hundred", "thousand"):
            options.append((value + _zeros(after),))
            i = j + 1
            continue
        if value is not None:
            options.append((value,))
        i += 1
    # Few changes from the likeliest come first.
    order = sorted(
        itertools.islice(itertools.product(*(range(len(o)) for o in options)), 4 * MAX_READINGS),
        key=sum,
    )
    for pick in order:
        yield "".join(option[k] for option, k in zip(options, pick, strict=True))


def _zeros(word: str) -> str:
    return "00" if word == "hundred" else "000"
