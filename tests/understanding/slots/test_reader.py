import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sam.spa.load import load_spa
from sam.understanding.slots import SlotReader, Slots
from sam.vocabulary.ask import Ask
from sam.vocabulary.meaning import Context, Visitor
from sam.vocabulary.message import MAX_WINDOWS

EXAMPLES = Path(__file__).parents[3] / "examples"
WILLOW = SlotReader(load_spa(EXAMPLES / "willow-bloom.yaml"))
HARBOR = SlotReader(load_spa(EXAMPLES / "harbor-skin.yaml"))
NOW = datetime(2026, 11, 18, 16, tzinfo=UTC)
BREATH = (
    "do you do lip filler, what does a syringe run, and do you have anything Saturday morning? "
    "I'm Jessica O'Brien, it's my first time, 479 555 0140"
)


def read(text: str, asked: Ask | None = None, reader: SlotReader = WILLOW) -> Slots:
    return reader.read(text, Context(now=NOW, asked=asked))


def test_one_breath_gives_every_slot() -> None:
    got = read(BREATH)
    assert got.services == ("lip-filler",)
    assert got.name == "Jessica O'Brien"
    assert got.callback == "+14795550140"
    assert [w.start for w in got.times] == [datetime(2026, 11, 21, 8)]
    assert got.visitor is Visitor.NEW


def test_spans_show_where_each_slot_stood() -> None:
    got = read(BREATH)
    parts = {span.kind.value: BREATH[span.start : span.end] for span in got.spans}
    assert parts["name"] == "Jessica O'Brien"
    assert parts["number"] == "479 555 0140"
    assert parts["visitor"] == "my first time"


def test_a_number_in_a_service_name_is_no_digit_and_no_time() -> None:
    got = read("B12 at 479 555 0140", Ask.CALLBACK)
    assert (got.services, got.callback, got.times) == (("b12-shot",), "+14795550140", ())


def test_a_month_said_as_a_name_is_a_name() -> None:
    got = read("April", Ask.NAME)
    assert (got.name, got.times) == ("April", ())


def test_today_is_the_spas_own_day_not_the_servers() -> None:
    late = datetime(2026, 11, 19, 4, 30, tzinfo=UTC)
    today = [r.read("today", Context(now=late)).times[0].start.day for r in (WILLOW, HARBOR)]
    assert today == [18, 18]
    midnight = datetime(2026, 11, 19, 5, 30, tzinfo=UTC)
    days = [r.read("today", Context(now=midnight)).times[0].start.day for r in (WILLOW, HARBOR)]
    assert days == [18, 19]


@pytest.mark.parametrize(
    "night", [datetime(2026, 3, 8, 4, tzinfo=UTC), datetime(2026, 11, 1, 4, tzinfo=UTC)]
)
def test_both_daylight_saving_nights_leave_wall_clock_times_alone(night: datetime) -> None:
    for hours in range(0, 12):
        got = WILLOW.read("tomorrow at 9 am", Context(now=night + timedelta(hours=hours)))
        assert (got.times[0].start.hour, got.times[0].end) == (9, None)


@pytest.mark.parametrize(
    ("said", "visitor"),
    [
        ("it's my first time", Visitor.NEW),
        ("I've never been there before", Visitor.NEW),
        ("I'm a new client", Visitor.NEW),
        ("no I haven't been in before", Visitor.NEW),
        ("I've been coming for years", Visitor.RETURNING),
        ("I'm a regular", Visitor.RETURNING),
        ("I was in last month", Visitor.RETURNING),
        ("I've been there before", Visitor.RETURNING),
        ("I'm not a new client", Visitor.RETURNING),
        ("I come to you all the time", Visitor.RETURNING),
        ("what's the first available", None),
        ("do you take new clients", None),
        ("what is the deposit for new clients", None),
        ("do you have a new client special", None),
        ("I'm a new client but my sister has been there before", None),
        ("is there anything new", None),
        ("yes", None),
    ],
)
def test_new_and_returning_are_told_from_what_callers_say(
    said: str, visitor: Visitor | None
) -> None:
    assert read(said).visitor is visitor


def test_what_is_personal_stays_out_of_the_repr() -> None:
    shown = repr(read(BREATH))
    assert "Jessica" not in shown
    assert "0140" not in shown


ASKS = st.sampled_from([None, *Ask])
TALK = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            re.findall(
                r"\S+",
                """
                next last this thursday july 14th at 3 pm between and or not but after before my
                name is ann double five two weeks from the first of morning 0 99 31 february
                11/31 : - , . a minute hours month year end week christmas from to in quarter
                half past no it's
                """,
            )
        ),
        max_size=20,
    ).map(" ".join),
)


@given(TALK, ASKS)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_and_windows_run_forwards(text: str, asked: Ask | None) -> None:
    got = read(text, asked)
    assert len(got.times) <= MAX_WINDOWS
    assert all(w.end is None or w.start < w.end for w in got.times)
    assert all(0 <= s.start < s.end <= len(text) for s in got.spans)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\x07", "9" * 10_000, "a " * 10_000, "¿Habla español?"]
)
def test_bad_input_gives_an_answer_in_time(text: str) -> None:
    start = time.perf_counter()
    read(text, Ask.CALLBACK)
    read(text, Ask.NAME)
    assert time.perf_counter() - start < 2


def test_a_long_turn_is_read_in_a_few_milliseconds() -> None:
    read(BREATH)
    start = time.process_time()
    for _ in range(20):
        read(BREATH)
    assert (time.process_time() - start) / 20 < 0.02
