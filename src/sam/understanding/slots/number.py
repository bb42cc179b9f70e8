"""Telephone numbers as callers give them: whole, in parts, and corrected in part.

A number counts only if it has the shape of the North American plan (ten digits, area code and
exchange from 2 up) or is a valid international one with its plus. Anything doubtful stays digits,
and Sam asks: a wrong number is worse than another question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from sam.understanding.slots.digits import DENIED, UNIT, Run, runs
from sam.vocabulary.ask import Ask
from sam.vocabulary.meaning import Context

NANP = re.compile(r"1?([2-9]\d{2}[2-9]\d{6})")
"""North American Numbering Plan: NPA-NXX-XXXX, with or without the country code."""

TEN, LOCAL = 10, 7

_PHONE = re.compile(
    r"\b(?:phone|cell|mobile|telephone|number|call (?:me|us)|call back|callback|reach|text me"
    r"|area code|digits|contact|office|home|work|line)\b[^.?!]{0,40}$"
)
_OTHER = re.compile(
    r"\b(?:account|acct|order|invoice|confirmation|card|pin|policy|member(?:ship)?|zip|reference"
    r"|security|social|serial|routing|code(?<!area code)|ext|extension|suite|apartment|apt|room"
    r"|flight|id|password|extn|unit|street|house)(?: (?:number|no|code|#|is|id|num))*\W*$"
    r"|[$#€£]\s*$|\bx$"
)
_CLOCK = re.compile(r"\b(?:at|after|before|around|about|between|by|until|till|from|past|in)\s*$")
_FIX = re.compile(
    r"\b(?:no|nope|sorry|wait|actually|correction|i mean|i meant|scratch|rather|make (?:that|it)"
    r"|should be|supposed to be|instead|oops|my bad|wrong|change|excuse me|not|hang on|hold on)\b"
)
_END = re.compile(r"\b(?:at the end|last (?:four|4|three|3|two|2|digits?|part|one)|end(?:s"
r"|ing) (?:in|with)|the end)\b")  # fmt: skip
_START = re.compile(r"\b(?:area code|first (?:three|3|part|digits?)|at the (?:start|beginning)"
r"|(?:starts|begins) with)\b")  # fmt: skip
_MIDDLE = re.compile(r"\b(?:in the middle|middle (?:three|3|part|digits?)|the middle|exchange"
r"|second (?:three|part))\b")  # fmt: skip
_FILLING = re.compile(r"\b(?:um|uh|and|then|is|it'?s)\b")
_CALLBACK = (Ask.CALLBACK, Ask.CALLBACK_CONFIRM)


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """What a turn gave of a telephone number."""

    callback: str | None = None
    """E.164, only if complete and valid."""
    digits: str = ""
    """Everything heard so far, joined with what earlier turns gave."""
    spans: tuple[tuple[int, int], ...] = ()


def read_number(text: str, context: Context) -> Number:
    """Return the telephone number, or the part of one, that a turn gives."""
    asked = context.asked in _CALLBACK
    if asked:
        # Whisper writes "nine seventeen" as a time, 9:17.
        text = re.sub(r"(?<=\d):(?=\d\d\b)", "-", text)
    digits, spans = context.digits, []
    callback: str | None = None
    doubtful, denied, touched = False, "", False
    for run in runs(text):
        if not _is_number(run, text, asked, bool(digits)):
            continue
        if run.plus and (foreign := _international(run)):
            digits, callback, touched = foreign[1:], foreign, True
            spans.append((run.start, run.end))
            continue
        longest = run.readings[0]
        complete = _complete(run.readings)
        around = run.before + " # " + run.after
        fixing = bool(denied or _FIX.search(run.before)) or bool(
            _position(around) and len(digits) >= TEN
        )
        if DENIED.search(run.before):
            # "Not 0186": what was wrong; the right digits come before or after it.
            denied = longest
            spans.append((run.start, run.end))
            continue
        spans.append((run.start, run.end))
        touched, callback = True, None
        if complete:
            digits, doubtful = complete, False
        elif fixing and digits:
            fixed = _fixed(digits, longest, _position(around), denied)
            digits, doubtful = fixed or digits, fixed is None
        elif (
            len(digits) >= TEN and context.asked is Ask.CALLBACK_CONFIRM and len(longest) in (4, 7)
        ):
            digits = _fixed(digits, longest, "", denied) or digits
        else:
            digits, doubtful = _joined(digits, run.readings), False
        denied = ""
    if not touched:
        return Number(None, context.digits if asked else "", tuple(spans))
    if callback is None and not doubtful and (m := NANP.fullmatch(digits)):
        digits = m[1]
        callback = f"+1{digits}"
    return Number(callback, digits, tuple(spans))


def _is_number(run: Run, text: str, asked: bool, begun: bool) -> bool:
    """Say whether a run of digits is a telephone number or a part of one, and not a price."""
    length = max(len(reading) for reading in run.readings)
    whole = _complete(run.readings) is not None or (run.plus and length >= LOCAL)
    if _OTHER.search(run.before) or (length < LOCAL and UNIT.match(run.after)):
        return False
    if length == 0 or (whole and length >= TEN):
        return length > 0
    if length <= 2:
        # Two digits are more often a time or a count than part of a number.
        around = _FILLING.sub("", run.before + run.after)
        alone = re.search(r"[a-z]", around) is None
        fixing = begun and length == 2 and bool(_FIX.search(run.before))
        return asked and (alone or fixing) and not _CLOCK.search(run.before)
    if asked:
        return True
    return bool(_PHONE.search(text[: run.start].lower())) and length >= 3


def _complete(readings: tuple[str, ...]) -> str | None:
    """Return the ten digits that a run reads as; None if it has none, or several to choose from."""
    if whole := _ten(readings[0]):
        return whole
    found = {ten for reading in readings if (ten := _ten(reading))}
    return found.pop() if len(found) == 1 else None


def _ten(digits: str) -> str | None:
    half = len(digits) // 2
    if len(digits) in (2 * TEN, 2 * TEN + 2) and digits[:half] == digits[half:]:
        digits = digits[:half]  # said twice
    if len(digits) == TEN + 3 and digits[:3] == digits[3:6]:
        digits = digits[3:]  # the area code said twice
    match = NANP.fullmatch(digits)
    return match[1] if match else None


def _international(run: Run) -> str | None:
    """Return a number with a plus as E.164; None if it is not valid where it belongs."""
    try:
        number = phonenumbers.parse(f"+{run.readings[0]}")
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if number.country_code == 1:
        return e164 if NANP.fullmatch(e164[1:]) else None
    return e164 if phonenumbers.is_valid_number(number) else None


def _position(around: str) -> str:
    """Return which part of the number the caller says they mean: start, middle, end or none."""
    for name, pattern in (("end", _END), ("start", _START), ("middle", _MIDDLE)):
        if pattern.search(around):
            return name
    return ""


def _fixed(digits: str, part: str, position: str, denied: str) -> str | None:
    """Return `digits` with a part said anew put in; None where its place is not plain."""
    n = len(part)
    if denied and (at := digits.rfind(denied)) >= 0 and len(denied) == n:
        return digits[:at] + part + digits[at + n :]
    if len(digits) != TEN:
        keep = TEN - n if 0 < TEN - n <= len(digits) else len(digits) - n
        return digits[: max(0, keep)] + part
    if n > LOCAL:
        return None
    if position == "start":
        at = 0
    elif position == "middle":
        at = 3
    elif position == "end" or n in (4, LOCAL):
        at = TEN - n
    else:
        # No place named: the group that it differs from least, if one does.
        places = sorted({0, 3, TEN - n})
        apart = {p: sum(a != b for a, b in zip(part, digits[p:], strict=False)) for p in places}
        best = [p for p in places if apart[p] == min(apart.values())]
        if len(best) != 1 or n < 2:
            return None
        at = best[0]
    return digits[:at] + part + digits[at + n :]


def _joined(digits: str, readings: tuple[str, ...]) -> str:
    """Return the digits so far with the next part behind them."""
    part = readings[0]
    if not digits or len(digits) >= TEN or part.startswith(digits):
        return part
    if (whole := _complete(tuple(digits + reading for reading in readings))) is not None:
        return whole
    if len(digits) + len(part) > TEN:
        # A group repeated to pick up where they were: "479 555 … 555 0140".
        for overlap in range(min(len(digits), len(part)), 1, -1):
            if digits.endswith(part[:overlap]) and len(digits) + len(part) - overlap <= TEN:
                return digits + part[overlap:]
        return part
    return digits + part
