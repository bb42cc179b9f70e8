"""Small checked types that the parts of the spa file share."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

import phonenumbers
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Strict(BaseModel):
    """Frozen, and an unknown key is a complaint: a misspelt key must never be silently ignored."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True
    )


def _digits_as_text(value: Any) -> Any:
    # YAML reads +14795550100 without quotes or spaces as a whole number and drops the plus sign.
    if isinstance(value, int) and not isinstance(value, bool):
        return f"+{value}" if value >= 10**10 else str(value)
    return value


def _e164(value: str) -> str:
    try:
        number = phonenumbers.parse(value, "US")
    except phonenumbers.NumberParseException as error:
        raise ValueError(
            f"{value!r} is not a telephone number; write it as +1 479 555 0100"
        ) from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError(f"{value!r} has the wrong number of digits; write it as +1 479 555 0100")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


PhoneNumber = Annotated[str, BeforeValidator(_digits_as_text), AfterValidator(_e164)]
"""A telephone number, normalised to E.164; a number without a country code is read as US."""


def _written_out(value: Any) -> Any:
    if isinstance(value, int | float):
        # pydantic would take 20261225 for seconds since 1970.
        raise ValueError(f"{value} is not a date; write year, month and day: 2026-12-25")
    return value


Day = Annotated[date, BeforeValidator(_written_out)]
"""A date, written as 2026-12-25."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""Lower-case letters, digits and single hyphens. Ids are stable: messages refer to them."""

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
"""A name or a few words."""

Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=400)]
"""A sentence as it is spoken; may hold placeholders such as {spa}."""


def placeholders(sentence: str) -> tuple[str, ...]:
    """Return the names in braces in a sentence, in order."""
    return tuple(_PLACEHOLDER.findall(sentence))
