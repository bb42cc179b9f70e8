"""Codes, instants and windows in plain words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.cast import BOTH_SPAS

from sam.desk import journal, when, wording
from sam.messages.records import Readability
from sam.spa.model import Spa
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode
from sam.vocabulary.window import Window

CHICAGO = ZoneInfo("America/Chicago")
SATURDAY = datetime(2026, 11, 28)


def plain(words: str) -> str:
    return words.replace(when.NO_BREAK, " ")


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (ReasonKind, wording.REASONS),
        (Visitor, wording.VISITORS),
        (Slot, wording.SLOTS),
        (Outcome, wording.OUTCOMES),
        (Outcome, journal.TONES),
        (Forwarded, wording.FORWARDED),
        (StepCode, wording.STEPS),
    ],
)
def test_every_code_has_its_words(codes: type[StrEnum], words: dict[StrEnum, object]) -> None:
    assert set(words) == set(codes)


def test_everything_that_cannot_be_read_says_why() -> None:
    assert set(journal.UNREADABLE) == set(Readability) - {Readability.READABLE}


@BOTH_SPAS
@pytest.mark.parametrize("code", StepCode)
def test_no_step_shows_a_code_instead_of_words(spa: Spa, code: StepCode) -> None:
    arguments = [None, spa.services[0].id, *(slot.value for slot in Slot), *ReasonKind, *Visitor]
    arguments += [role.id for role in spa.team]
    for argument in arguments:
        words = wording.step_words(Step(code, argument), spa)
        assert "_" not in words
        assert "{" not in words
        assert words


@BOTH_SPAS
def test_a_step_names_a_service_as_the_menu_does(spa: Spa) -> None:
    for service in spa.services:
        step = Step(StepCode.TOLD_PRICE, service.id)
        assert wording.step_words(step, spa) == f"told the price of {service.name}"


def test_a_callback_is_a_reason_or_a_number_as_the_step_says(spa: Spa) -> None:
    reason = wording.step_words(Step(StepCode.TOOK_REASON, "callback"), spa)
    slot = wording.step_words(Step(StepCode.ASKED_AGAIN, "callback"), spa)
    assert reason == "took the reason: would like a call back"
    assert slot == "asked again for the number"


def test_several_services_are_listed_as_people_do(spa: Spa) -> None:
    first, second, third = spa.services[:3]
    reason = Reason(ReasonKind.BOOK, (first.id, second.id, third.id))
    expected = f"Wants to book: {first.name}, {second.name} and {third.name}"
    assert wording.reason_words(reason, spa) == expected


def test_a_service_that_has_left_the_menu_is_still_told(spa: Spa) -> None:
    reason = Reason(ReasonKind.BOOK, ("old-peel",))
    assert wording.reason_words(reason, spa) == "Wants to book: old peel (no longer on the menu)"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+14795550140", "(479) 555-0140"),
        ("+442079460018", "+44 20 7946 0018"),
    ],
)
def test_a_number_is_written_as_its_country_does(number: str, words: str) -> None:
    assert wording.number_words(number) == words


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (
            Window(SATURDAY.replace(hour=9), SATURDAY.replace(hour=15)),
            "Saturday, November 28, 9 am to 3 pm",
        ),
        (
            Window(SATURDAY.replace(hour=12), SATURDAY.replace(hour=17, minute=30)),
            "Saturday, November 28, noon to 5:30 pm",
        ),
        (Window(SATURDAY.replace(hour=15), None), "Saturday, November 28, at 3 pm"),
        (Window(SATURDAY, SATURDAY + timedelta(days=1)), "Saturday, November 28, any time"),
        (
            Window(SATURDAY, SATURDAY + timedelta(days=2)),
            "Saturday, November 28 to Sunday, November 29, any time",
        ),
        (
            Window(SATURDAY.replace(hour=18), SATURDAY + timedelta(days=1)),
            "Saturday, November 28, 6 pm to midnight",
        ),
        (
            Window(SATURDAY.replace(hour=9), SATURDAY.replace(hour=9) + timedelta(days=3)),
            "Saturday, November 28, 9 am to Tuesday, December 1, 9 am",
        ),
    ],
)
def test_a_window_reads_as_somebody_would_write_it(window: Window, words: str) -> None:
    assert plain(when.window_words(window)) == words


def test_several_windows_are_offered_as_alternatives() -> None:
    windows = (Window(SATURDAY.replace(hour=9), None), Window(SATURDAY.replace(hour=14), None))
    words = plain(when.windows_words(windows))
    assert words == "Saturday, November 28, at 9 am, or Saturday, November 28, at 2 pm"


@given(st.times())
def test_a_clock_time_never_reads_as_another(at: time) -> None:
    words = plain(when.clock_words(at.replace(second=0, microsecond=0)))
    if words in ("noon", "midnight"):
        assert (at.hour, at.minute) == ((12, 0) if words == "noon" else (0, 0))
        return
    form = "%I:%M %p" if ":" in words else "%I %p"
    read = datetime.strptime(words.upper(), form).time()
    assert (read.hour, read.minute) == (at.hour, at.minute)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 20), "Today"),
        (date(2026, 11, 19), "Yesterday"),
        (date(2026, 11, 13), "Friday, November 13"),
        (date(2025, 12, 31), "Wednesday, December 31, 2025"),
    ],
)
def test_a_day_is_named_from_where_today_stands(day: date, words: str) -> None:
    assert when.day_words(day, date(2026, 11, 20)) == words


def test_an_instant_is_told_on_the_spas_clock_on_both_sides_of_a_change() -> None:
    before = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert plain(when.exact_words(before, CHICAGO)) == "1:30 am"
    assert plain(when.exact_words(before + timedelta(hours=1), CHICAGO)) == "1:30 am"
    assert plain(when.exact_words(before + timedelta(hours=2), CHICAGO)) == "2:30 am"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (45, "45 s"), (60, "1 min"), (125, "2 min 5 s"), (-3, "0 s")],
)
def test_a_length_is_told_in_minutes_and_seconds(seconds: int, words: str) -> None:
    assert when.length_words(timedelta(seconds=seconds)) == words
