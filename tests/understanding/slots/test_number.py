from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sam.understanding.slots.number import Number, read_number
from sam.vocabulary.ask import Ask
from sam.vocabulary.meaning import Context

NOW = datetime(2026, 11, 18, 16, tzinfo=UTC)
NUMBER = "+14795550140"


def read(text: str, asked: Ask | None = Ask.CALLBACK, digits: str = "") -> Number:
    return read_number(text, Context(now=NOW, asked=asked, digits=digits))


@pytest.mark.parametrize(
    "said",
    [
        "four seven nine five five five oh one four oh",
        "four seven nine, five five five, zero one four zero.",
        "It's 479-555-0140.",
        "479 555 0140",
        "(479) 555-0140",
        "479.555.0140",
        "4795550140",
        "479-5550140",
        "4-7-9, 5-5-5, 0-1-4-0",
        "47955501 40",
        "4 7 9 5 5 5 0 1 4 0",
        "four seventy nine, five fifty-five, oh one forty",
        "four seventy-nine five fifty five oh one forty",
        "four seven nine double five five oh one four oh",
        "four seven nine triple five zero one four zero",
        "for seven nine five five five oh won for oh",
        "area code four seven nine, then five five five, oh one four oh",
        "um four seven nine, uh, five five five, and then zero one four zero",
        "plus one four seven nine five five five oh one four oh",
        "one four seven nine five five five oh one four oh",
        "+1 479 555 0140",
        "1-479-555-0140",
        "sure my cell is 479 dash 555 dash 0140 thanks",
        "you can reach me at 479 555 0140 extension 12",
        "four seven niner five five five oh one four oh",
        "it's four seven nine. Five five five. Oh one four oh.",
        "479 479 555 0140",
        "four seven nine five five five oh one four oh, 479 five five five 0140",
        "479 555 no wait 479 555 0140",
        "479 556 no sorry 555 0140",
        "479 555 0141 no 0140",
        "479 555 0141, sorry, that's 0140 not 0141",
        "479 555 0141, not 0141, it's 0140",
        "four seven nine five five five oh one four six no oh one four oh at the end",
        "479 555 0149 I mean four oh at the end",
        "call me at 479 555 0140 after 5 pm on the 28th, I have 2 appointments",
        "change it to 479 555 0140",
        "479 555 0140 and then 2 pm",
        "479 555 0140, 3 o'clock works",
        "4:79, 5:55, 01:40",
        "four seven nine, five five five, that's oh one four oh",
    ],
)
def test_a_number_said_in_a_usual_way_is_read(said: str) -> None:
    assert read(said).callback == NUMBER


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("eight hundred five five five oh one four oh", "+18005550140"),
        ("800 555 01 forty", "+18005550140"),
        ("nine one seven, five five five, twenty two ten", "+19175552210"),
        ("nine one seven five five five forty two hundred", "+19175554200"),
        ("nine one seven five five five two thousand", "+19175552000"),
        ("nine one seven five five five sixty oh five", "+19175556005"),
        ("five oh one, five five five, double oh double seven", "+15015550077"),
        ("six one two eight eight eight ten eleven", "+16128881011"),
        ("+44 20 7946 0958", "+442079460958"),
    ],
)
def test_groups_hundreds_and_numbers_from_abroad_are_read(said: str, number: str) -> None:
    assert read(said).callback == number


@pytest.mark.parametrize(
    "said",
    [
        "same number I'm calling from",
        "the one I called from",
        "yes",
        "what for",
        "I want to come in for two",
        "after 3 would be best",
        "between 2 and 4",
        "five five five oh one four oh",
        "123 456 7890",
        "479 155 0140",
        "four seven nine five five five oh one four",
        "four seven nine five five five oh one four oh two",
        "it costs $479, right?",
    ],
)
def test_what_is_no_whole_number_is_no_callback(said: str) -> None:
    assert read(said).callback is None


@pytest.mark.parametrize(
    "said",
    [
        "is it twelve dollars a unit or four hundred for forty",
        "I had twenty units two weeks ago",
        "do you have anything on 11/28/2026 at 10:30",
        "I'm at 210 southwest A street suite 100",
        "how much for three sessions at 850",
        "between two and four on the twenty third",
        "my account number is 4795550140",
        "my card is 4111 1111 1111 1111",
        "one two three testing",
        "I'd like to book for two on Friday at ten thirty",
        "I'm 45 and my sister is 52",
    ],
)
@pytest.mark.parametrize("asked", [None, Ask.REASON, Ask.PREFERRED_TIME])
def test_prices_times_counts_and_addresses_are_no_numbers(said: str, asked: Ask | None) -> None:
    got = read(said, asked)
    assert (got.callback, got.digits) == (None, "")


def test_a_whole_number_is_taken_whatever_was_asked() -> None:
    assert read("I'm Ann, 479 555 0140, Friday at two please", Ask.NAME).callback == NUMBER


def test_parts_over_several_turns_join() -> None:
    first = read("four seven nine")
    assert (first.callback, first.digits) == (None, "479")
    second = read("five five five", digits=first.digits)
    assert second.digits == "479555"
    assert read("oh one four oh", digits=second.digits).callback == NUMBER


def test_a_whole_new_number_replaces_what_was_there() -> None:
    assert read("479 555 0140", digits="5015550199").callback == NUMBER


@pytest.mark.parametrize(
    "said",
    [
        "no, oh one four oh at the end",
        "no it's oh one four oh",
        "the last four are 0140",
        "it ends in 0140",
        "0140",
        "no, four oh at the end",
        "not 0186, 0140",
        "sorry it's five five five oh one four oh",
    ],
)
def test_a_part_said_anew_at_the_read_back_replaces_that_part(said: str) -> None:
    assert read(said, Ask.CALLBACK_CONFIRM, "4795550186").callback == NUMBER


def test_a_corrected_area_code_replaces_the_area_code() -> None:
    got = read("no, the area code is four seven nine", Ask.CALLBACK_CONFIRM, "5015550140")
    assert got.callback == NUMBER


def test_a_correction_without_a_place_is_not_guessed() -> None:
    got = read("no, six", Ask.CALLBACK_CONFIRM, "4795550186")
    assert got.callback is None


def test_a_local_number_stays_digits() -> None:
    got = read("five five five oh one four oh")
    assert (got.callback, got.digits) == (None, "5550140")


def test_personal_digits_stay_out_of_the_repr() -> None:
    assert "0140" not in repr(read("479 555 0140"))


ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def pair(two: str) -> str:
    tens, ones = int(two[0]), int(two[1])
    if tens == 0:
        return f"oh {ONES[ones]}"
    if tens == 1:
        return TEENS[ones]
    return TENS[tens - 2] + (f" {ONES[ones]}" if ones else "")


@st.composite
def spoken(draw: st.DrawFn) -> tuple[str, str, bool]:
    """A random valid number, said in a random grouping, as people say one."""
    digit = st.integers(0, 9).map(str)
    lead = st.integers(2, 9).map(str)
    number = draw(lead) + draw(digit) + draw(digit) + draw(lead)
    number += "".join(draw(digit) for _ in range(6))
    words: list[str] = []
    for group in (number[:3], number[3:6], number[6:]):
        style = draw(st.sampled_from(["ones", "figures", "grouped", "double"]))
        if style == "figures":
            words.append(group)
        elif style == "grouped" and len(group) == 4:
            words.append(f"{pair(group[:2])} {pair(group[2:])}")
        elif style == "grouped" and group[1] != "0":
            words.append(f"{ONES[int(group[0])]} {pair(group[1:])}")
        elif style == "double" and group[0] == group[1]:
            rest = " ".join(ONES[int(d)] for d in group[2:])
            words.append(f"double {ONES[int(group[0])]} {rest}")
        else:
            zero = draw(st.sampled_from(["oh", "zero", "o"]))
            words.append(" ".join(zero if d == "0" else ONES[int(d)] for d in group))
    joint = draw(st.sampled_from([" ", ", ", " um ", " dash ", ". "]))
    lead_in = draw(st.sampled_from(["", "it's ", "my number is ", "plus one ", "one "]))
    return lead_in + joint.join(words), f"+1{number}", joint != " "


@given(spoken())
@settings(max_examples=300, deadline=None)
def test_a_spoken_number_in_any_grouping_reads_back(case: tuple[str, str, bool]) -> None:
    said, number, paused = case
    # Without a pause "two twenty two twenty one" is two numbers: then none is taken.
    assert read(said).callback in ((number,) if paused else (number, None))


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    read(text)
