from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sam.understanding.reader import Reader
from sam.vocabulary.ask import Ask
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Side
from sam.vocabulary.meaning import Completeness, Context

SIDES = set(Side)


@pytest.mark.parametrize(
    "line", ["", " ", "...", "\x00\x07\x1b[31m", "7 8 9", "是的我想预约", "🙂🙂"]
)
def test_odd_input_is_read_without_an_exception(line: str, reader: Reader, idle: Context) -> None:
    assert not reader.read(Words(line), idle).intents


def test_silence_is_not_recognised(reader: Reader, idle: Context) -> None:
    meaning = reader.read(Words(""), idle)
    assert not meaning.recognised and not meaning.answerable and meaning.side is Side.BOOKING


def test_ten_thousand_words_are_read_in_time_and_not_answered(
    reader: Reader, idle: Context
) -> None:
    meaning = reader.read(Words("do you have anything on saturday " * 1700), idle)
    assert not meaning.answerable


def test_an_emergency_at_the_end_of_a_long_turn_is_heard(reader: Reader, idle: Context) -> None:
    words = Words("so i was saying to my sister that " * 80 + " i cannot breathe")
    assert reader.read(words, idle).side is Side.EMERGENCY


@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=timedelta(seconds=2))
def test_any_text_gives_a_meaning(text: str, reader: Reader, idle: Context) -> None:
    meaning = reader.read(Words(text), idle)
    assert meaning.side in SIDES and 0.0 <= meaning.p_clinical <= 1.0


COMPLETE = [
    ("um", None, Completeness.UNFINISHED),
    ("and", None, Completeness.UNFINISHED),
    ("I was wondering if", None, Completeness.UNFINISHED),
    ("my number is", Ask.CALLBACK, Completeness.UNFINISHED),
    ("four seven nine", Ask.CALLBACK, Completeness.UNFINISHED),
    ("i'd like to come in for", None, Completeness.UNFINISHED),
    ("s h a w", Ask.NAME, Completeness.UNFINISHED),
    ("yes", Ask.CALLBACK_CONFIRM, Completeness.CLOSED),
    ("no thanks", Ask.ANYTHING_ELSE, Completeness.CLOSED),
    ("what are your hours", None, Completeness.CLOSED),
    ("how much is botox", None, Completeness.CLOSED),
    ("where are you located", None, Completeness.CLOSED),
    ("four seven nine five five five oh one eight six", Ask.CALLBACK, Completeness.CLOSED),
    ("friday afternoon", Ask.PREFERRED_TIME, Completeness.CLOSED),
    ("my sister told me", None, Completeness.OPEN),
]


@pytest.mark.parametrize(("line", "asked", "expected"), COMPLETE)
def test_a_turn_ends_when_its_words_are_whole(
    line: str, asked: Ask | None, expected: Completeness, reader: Reader, idle: Context
) -> None:
    context = Context(now=idle.now, asked=asked)
    assert reader.completeness(Words(line), context) is expected
    assert reader.read(Words(line), context).completeness is expected
