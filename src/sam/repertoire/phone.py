"""Telephone numbers as they are spoken: digit by digit, in groups, zero always "zero"."""

from __future__ import annotations

import re

import phonenumbers

from sam.repertoire.numbers import one_by_one


def grouped(number: str) -> str:
    """Return an E.164 number: "four seven nine, five five five, zero one four zero".

    Numbers of North America without their country code; others with "plus" and theirs, in the
    groups of their own country.
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return one_by_one(number)
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    groups = [one_by_one(group) for group in re.findall(r"\d+", written)]
    if re.sub(r"\D", "", written) != number.removeprefix("+"):
        # Formatting drops zeros that a country does not use; a read-back must not.
        return f"plus {one_by_one(number)}"
    if parsed.country_code == 1:
        return ", ".join(groups[1:])
    return "plus " + ", ".join(groups)


def so_far(digits: str) -> str:
    """Return the digits of an unfinished number, in groups of three, three and four."""
    plain = re.sub(r"[^0-9]", "", digits)
    groups = [plain[:3], plain[3:6], plain[6:]]
    return ", ".join(one_by_one(group) for group in groups if group)


def last_four(digits: str) -> str:
    """Return the last four digits of a number, one by one."""
    return one_by_one(re.sub(r"[^0-9]", "", digits)[-4:])
