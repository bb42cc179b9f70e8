from __future__ import annotations

import numpy as np
import pytest

from sam.lab.bench_speech import (
    Clip,
    digits_of,
    errors,
    letters_of,
    number_judge,
    on_the_line,
    score,
    words_of,
)
from sam.lab.noises import NOISES, noise
from sam.speech.hibari import HibariVoice
from sam.vocabulary.heard import Audio, Words
from sam.vocabulary.meaning import Completeness


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("four seven nine", "479"),
        ("two one two (pause) five five five", "212, 555"),
        ("zero one oh", "0-1-0."),
    ],
)
def test_a_number_is_the_same_said_and_written(said: str, heard: str) -> None:
    assert digits_of(said) == digits_of(heard)


def test_words_are_compared_without_case_punctuation_or_the_way_money_is_written() -> None:
    assert words_of("Botox is $9 a unit!") == words_of("botox is nine dollars a unit")
    assert letters_of("S-H-A-W-N.") == list("shawn")


@pytest.mark.parametrize(
    ("heard", "wrong"), [("a b c", 0), ("a x c", 1), ("a c", 1), ("a b b c", 1), ("", 3)]
)
def test_errors_are_the_fewest_changes(heard: str, wrong: int) -> None:
    assert errors(["a", "b", "c"], heard.split()) == wrong


def test_a_number_is_closed_at_ten_digits_and_not_before() -> None:
    assert number_judge(Words("479 555")) is Completeness.UNFINISHED
    assert number_judge(Words("479 555 0140")) is Completeness.CLOSED
    assert number_judge(Words("it is")) is Completeness.OPEN


@pytest.mark.parametrize("name", NOISES)
def test_every_noise_fits_the_telephone_and_is_the_same_for_a_seed(name: str) -> None:
    made = noise(name, 1.5, seed=3)
    assert len(made) == 12000
    assert np.array_equal(made, noise(name, 1.5, seed=3))


async def test_a_score_counts_what_was_wrong_and_how_soon_it_was_final() -> None:
    class Deaf:
        async def recognise(self, audio: Audio) -> Words:
            return Words("tuesday works")

    voice = HibariVoice()
    clip = Clip("tuesday works well", on_the_line(voice.render("Tuesday works.")))
    voice.close()
    total = await score([clip], Deaf(), words_of, lambda words: Completeness.CLOSED)
    row = total.as_dict()
    assert (row["clips"], row["right"], row["errors"], row["units"]) == (1, 0, 1, 3)
    assert row["cut_ins"] == 0
    assert 250 <= row["final_after_ms_p50"] < 450
