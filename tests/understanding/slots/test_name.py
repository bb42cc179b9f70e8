import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sam.understanding.slots import census
from sam.understanding.slots.name import Name, NameReader
from sam.understanding.slots.written import written
from sam.vocabulary.ask import Ask
from sam.vocabulary.meaning import Context
from sam.vocabulary.message import is_name

NOW = datetime(2026, 11, 18, 16, tzinfo=UTC)
READER = NameReader()


def read(text: str, asked: bool = True, before: str | None = None) -> Name:
    return READER.read(text, Context(now=NOW, asked=Ask.NAME if asked else None, name=before))


def table() -> list[tuple[str, str, str, str]]:
    lines = (Path(__file__).parent / "names.txt").read_text().splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [(said, asked, before, meant) for said, asked, before, meant in rows]


@pytest.mark.parametrize(("said", "asked", "before", "meant"), table())
def test_a_phrase_of_the_table_gives_its_name(
    said: str, asked: str, before: str, meant: str
) -> None:
    got = read(said, asked == "asked", None if before == "-" else before)
    assert (got.name or "-") == meant


def test_a_common_name_is_sure_and_an_unknown_word_is_a_guess() -> None:
    assert read("Jessica Alvarez").sure
    assert not read("uhtredo").sure


def test_a_spelled_name_that_nobody_has_is_unsure_for_a_letter_may_be_misheard() -> None:
    assert read("K A U F M A N").sure
    assert not read("K A U S F M A N").sure


def test_letters_run_together_by_the_recogniser_give_an_unsure_name() -> None:
    got = read("J UST i n w o OD")
    assert (got.name, got.sure) == ("Justin Wood", False)


def test_spelling_that_may_go_on_is_told_apart_from_a_name_said_with_its_spelling() -> None:
    assert read("s h a").spelling
    assert not read("Shawn, s h a w n").spelling


def test_a_name_outside_every_list_is_read_behind_a_cue() -> None:
    assert read("my name is Xochiquetzal Brzezicki", asked=False).name == "Xochiquetzal Brzezicki"
    assert census.given("xochiquetzal") == -1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["o'brien"], "O'Brien"),
        (["MARY", "ANN"], "Mary Ann"),
        (["maria", "de", "la", "cruz"], "Maria de la Cruz"),
        (["mcdonald"], "McDonald"),
        (["DeShawn"], "DeShawn"),
        (["jean-luc"], "Jean-Luc"),
    ],
)
def test_a_name_is_written_as_names_are(words: list[str], name: str) -> None:
    assert written(words) == name


NAMES = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=10).filter(
    lambda n: not re.fullmatch(r"[ai]+.*", n[:2]) and n not in ("with",)
)


@given(NAMES, st.sampled_from([" ", "-", ", ", ". "]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_name_spelled_letter_by_letter_reads_back(name: str, joint: str, upper: bool) -> None:
    said = joint.join(name.upper() if upper else name)
    got = read(said).name
    assert got is not None
    assert census.plain(got) == name


@given(NAMES.filter(lambda n: "uu" not in n))  # "double u" is a w
@settings(max_examples=100, deadline=None)
def test_doubled_letters_read_back(name: str) -> None:
    said = re.sub(r"(.)\1", r"double \1", name)
    spaced = " ".join(
        word if word == "double" else " ".join(word) for word in re.split(r"(double) ", said)
    )
    got = read(spaced).name
    assert got is not None
    assert census.plain(got) == name


@given(st.text(max_size=200), st.booleans())
@settings(max_examples=150, deadline=None)
def test_whatever_is_read_has_the_form_of_a_name(text: str, asked: bool) -> None:
    got = read(text, asked).name
    assert got is None or is_name(got)


def test_a_name_stays_out_of_the_repr() -> None:
    assert "Jessica" not in repr(read("Jessica Alvarez"))
