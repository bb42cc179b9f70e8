"""Whole numbers in American English words.

Own code: the libraries for it cost a second or more to import, and an ear must be back within two.
"""

from __future__ import annotations

_SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
]
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))
_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(number: int) -> str:
    """Return 1125 as "one thousand one hundred twenty-five". `number` is 0 or more."""
    for scale, name in _SCALES:
        if number >= scale:
            high, low = divmod(number, scale)
            return f"{cardinal(high)} {name}" + (f" {cardinal(low)}" if low else "")
    if number >= 100:
        high, low = divmod(number, 100)
        return f"{_SMALL[high]} hundred" + (f" {cardinal(low)}" if low else "")
    if number >= 20:
        high, low = divmod(number, 10)
        return _TENS[high] + (f"-{_SMALL[low]}" if low else "")
    return _SMALL[number]


def ordinal(number: int) -> str:
    """Return 28 as "twenty-eighth"."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:cut], words[cut:]
    if last in _IRREGULAR:
        return head + _IRREGULAR[last]
    return head + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def pairs(number: int) -> str:
    """Return a year or a house number as it is read: 2027 "twenty twenty-seven", 210 "two ten"."""
    if number < 100 or number > 9999 or (number % 1000 < 10 and number >= 1000):
        return cardinal(number)
    high, low = divmod(number, 100)
    if low == 0:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def one_by_one(digits: str) -> str:
    """Return "0140" as "zero one four zero"; anything that is not a digit 0 to 9 is passed over."""
    return " ".join(_SMALL[int(digit)] for digit in digits if digit in "0123456789")
