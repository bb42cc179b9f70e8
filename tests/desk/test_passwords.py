"""Which passwords are taken, and how often one may be tried."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.desk.cast import Clock

from sam.desk.passwords import complaint, hashed, verified
from sam.desk.throttle import EVERYBODY, FREE, LONGEST_WAIT, REMEMBERED, Throttle

KNOWN = ("Willow & Bloom Aesthetics", "willow-bloom", "Dana", "sam")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "elevenchars",
        "x" * 201,
        "Password1234!",
        "pass-word-pass-word",
        "qwertyuiop123456",
        "1234567890123",
        "ababababababab",
        "Willow & Bloom Aesthetics",
        "WillowBloomAesthetics2026",
        "dana willow-bloom sam",
        "Front Desk 2026!!",
        "correct horse battery staple",
    ],
)
def test_an_easy_password_is_refused_and_not_repeated(password: str) -> None:
    said = complaint(password, known=KNOWN)
    assert said is not None
    assert not password or password not in said


@pytest.mark.parametrize(
    "password",
    [
        "lantern orbit cedar mango",
        "zwölf Boxkämpfer jagen",
        "n8#kQ-2vT!xz",
        "熱い珈琲と雨の日の古い図書館へ",
    ],
)
def test_a_good_password_is_taken(password: str) -> None:
    assert complaint(password, known=KNOWN) is None


def test_a_password_opens_only_what_it_was_hashed_for() -> None:
    stored = hashed("lantern orbit cedar mango")
    assert stored.startswith("$argon2id$")
    assert verified(stored, "lantern orbit cedar mango")
    assert not verified(stored, "lantern orbit cedar mangO")
    assert not verified(stored, "x" * 5000)
    assert not verified("not a hash", "lantern orbit cedar mango")


def test_each_further_try_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    waits = []
    for _ in range(FREE + 8):
        while wait := throttle.attempt("dana"):
            clock.now += wait
            waits.append(wait)
    seconds = [wait.total_seconds() for wait in waits]
    assert seconds == [30, 60, 120, 240, 480, 900, 900, 900]
    assert max(waits) == LONGEST_WAIT


def test_a_success_clears_the_count() -> None:
    throttle = Throttle(Clock())
    for _ in range(3 * FREE):
        assert not throttle.attempt("dana")
        throttle.succeeded("dana")


def test_one_persons_tries_do_not_hold_up_another() -> None:
    throttle = Throttle(Clock())
    for _ in range(FREE + 1):
        throttle.attempt("dana")
    assert not throttle.attempt("lee")


def test_many_names_tried_at_once_hold_up_everybody_for_a_minute_at_most() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for number in range(EVERYBODY):
        assert not throttle.attempt(f"name {number}")
    assert timedelta(0) < throttle.attempt("dana") <= timedelta(minutes=1)
    clock.move(minutes=1)
    assert not throttle.attempt("dana")


def test_made_up_names_do_not_fill_the_memory() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for number in range(3 * REMEMBERED):
        clock.move(seconds=3)
        throttle.attempt(f"name {number}")
    assert len(throttle._by_name) <= REMEMBERED
