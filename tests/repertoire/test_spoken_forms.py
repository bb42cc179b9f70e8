from __future__ import annotations

import re
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam.repertoire import clock, lists, money, numbers, phone
from sam.repertoire.reading import aloud, street
from sam.spa.hours import Span, Week
from sam.spa.services import Package, Price
from sam.vocabulary.message import E164

WORDS = re.compile(r"[a-z' ,.;\-]+", re.IGNORECASE)

times = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    ends = sorted(draw(st.lists(times, unique=True, max_size=4).filter(lambda t: len(t) % 2 == 0)))
    return tuple(Span(start=a, end=b) for a, b in zip(ends[::2], ends[1::2], strict=True))


weeks = st.builds(
    Week, **{day: spans() for day in ("monday", "tuesday", "wednesday", "saturday", "sunday")}
)
amounts = st.decimals(Decimal("0.01"), Decimal("999999.99"), places=2)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (12, "twelve"),
        (85, "eighty-five"),
        (199, "one hundred ninety-nine"),
        (1125, "one thousand one hundred twenty-five"),
        (1_000_003, "one million three"),
    ],
)
def test_a_number_is_said_in_words(number: int, words: str) -> None:
    assert numbers.cardinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "first"), (12, "twelfth"), (20, "twentieth"), (28, "twenty-eighth"), (31, "thirty-first")],
)
def test_a_day_of_the_month_is_said_as_an_ordinal(number: int, words: str) -> None:
    assert numbers.ordinal(number) == words


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (Price(amount=Decimal(12), per="unit"), "twelve dollars a unit"),
        (Price(amount=Decimal(1), per="area"), "one dollar an area"),
        (Price(from_=Decimal("0.99")), "ninety-nine cents"),
        (Price(amount=Decimal("129.50")), "one hundred twenty-nine dollars and fifty cents"),
    ],
)
def test_a_price_is_said_in_dollars(price: Price, words: str) -> None:
    assert money.one_visit(price) == words


def test_packages_are_said_with_their_prices() -> None:
    assert money.packages([Package(count=3, amount=Decimal(850))]) == (
        "a package of three for eight hundred fifty dollars"
    )
    assert money.packages([Package(count=3, amount=Decimal(9)), Package(count=6)]) == (
        "a package of three for nine dollars, or packages of six"
    )


@given(amounts, st.sampled_from([None, "unit", "hour", "area"]), st.lists(amounts, max_size=3))
def test_no_price_leaves_a_digit(amount: Decimal, per: str | None, more: list[Decimal]) -> None:
    offers = tuple(Package(count=i + 2, amount=price) for i, price in enumerate(more))
    price = Price(amount=amount, per=per, packages=offers)
    assert WORDS.fullmatch(money.one_visit(price))
    assert not offers or WORDS.fullmatch(money.packages(offers))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (time(9), time(18), "nine to six"),
        (time(8, 30), time(12), "eight thirty to noon"),
        (time(13, 5), time(19), "one oh five to seven"),
        (time(6), time(15), "six a.m. to three p.m."),
        (time(7), time(19), "seven a.m. to seven p.m."),
        (time(19), time(21), "seven p.m. to nine p.m."),
    ],
)
def test_hours_are_said_without_a_doubt_about_the_half_of_the_day(
    start: time, end: time, words: str
) -> None:
    assert clock.between(start, end) == words


def test_a_week_is_said_with_days_of_the_same_hours_together() -> None:
    day = (Span(start=time(9), end=time(17)),)
    short = (Span(start=time(9), end=time(12)), Span(start=time(13), end=time(15)))
    assert clock.week(Week(monday=day, wednesday=day, friday=day)) == (
        "Monday, Wednesday, and Friday from nine to five;"
        " we're closed Tuesday, Thursday, Saturday, and Sunday"
    )
    assert clock.week(Week(sunday=short, monday=day, tuesday=day, wednesday=day)) == (
        "Sunday from nine to noon and from one to three and Monday through Wednesday from nine to"
        " five; we're closed Thursday through Saturday"
    )
    always = Week(**dict.fromkeys(Week.model_fields, day))
    assert clock.week(always) == "Monday through Sunday from nine to five"


@given(weeks)
def test_any_week_is_said_in_words_with_every_day_once(week: Week) -> None:
    said = clock.week(week)
    assert WORDS.fullmatch(said)
    assert "through" in said or all(said.count(day.title()) == 1 for day in Week.model_fields)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (20, "twenty minutes"),
        (60, "an hour"),
        (75, "an hour and fifteen minutes"),
        (90, "an hour and a half"),
        (120, "two hours"),
    ],
)
def test_a_length_is_said_as_people_say_it(minutes: int, words: str) -> None:
    assert clock.length(minutes) == words


def test_a_telephone_number_is_said_digit_by_digit_in_its_groups() -> None:
    assert phone.grouped("+14795550140") == "four seven nine, five five five, zero one four zero"
    assert phone.grouped("+442071838750").startswith("plus four four, two zero, seven one eight")
    assert phone.so_far("4795") == "four seven nine, five"
    assert phone.last_four("+14795550140") == "zero one four zero"


@given(st.from_regex(E164, fullmatch=True))
def test_every_digit_of_any_number_is_said_or_is_the_country_code_of_home(number: str) -> None:
    said = re.findall(r"[a-z]+", phone.grouped(number).removeprefix("plus "))
    heard = "".join(str(numbers._SMALL.index(word)) for word in said)
    assert heard == number[1:] or (number[1] == "1" and heard == number[2:])


def test_things_are_listed_as_they_are_spoken() -> None:
    assert lists.listed(["a"]) == "a"
    assert lists.listed(["a", "b"], "or") == "a or b"
    assert lists.listed(["a", "b", "c"]) == "a, b, and c"
    assert [lists.with_article(w) for w in ("unit", "area", "hour", "syringe")] == [
        *("a unit", "an area", "an hour", "a syringe"),
    ]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "New clients leave a $50 deposit, and it's $99 a month.",
            "New clients leave a fifty dollar deposit, and it's ninety-nine dollars a month.",
        ),
        ("After that there's a $75 fee.", "After that there's a seventy-five dollar fee."),
        ("For $1,850, and more", "For one thousand eight hundred fifty dollars, and more"),
        ("24 hours' notice", "twenty-four hours' notice"),
        ("call 911 now", "call nine one one now"),
        ("text 988.", "text nine eight eight."),
        ("10-15 minutes", "ten to fifteen minutes"),
        ("from 9 am-5:30 pm.", "from nine a.m. to five thirty p.m."),
        ("until 12 am. Then", "until midnight. Then"),
        ("at 17:30 or 9:05", "at five thirty p.m. or nine oh five"),
        ("B12 and Morpheus8", "B twelve and Morpheus eight"),
        ("the 1st floor, suite 3", "the first floor, suite three"),
        ("on December 24, 2026", "on December twenty-fourth, twenty twenty-six"),
        ("1.5 hours & 10% off", "one point five hours and ten percent off"),
        ("479-555-0101", "four seven nine, five five five, zero one zero one"),
        ("open 24/7", "open twenty-four seven"),
        ("Hello from {spa}.", "Hello from {spa}."),
    ],
)
def test_an_owners_text_is_read_as_people_read_it(written: str, spoken: str) -> None:
    assert aloud(written) == spoken


@given(st.text(st.sampled_from("0123456789$.,:-+%# apmthsd&@"), max_size=40))
def test_no_text_of_an_owner_leaves_a_digit(text: str) -> None:
    assert not re.search(r"\d", aloud(text))


def test_a_house_number_is_read_in_pairs() -> None:
    assert street("210 SW A Street") == "two ten SW A Street"
    assert street("1205 Main Street, Suite 3") == "twelve oh five Main Street, Suite three"
    assert street("48 Wharf Street") == "forty-eight Wharf Street"
