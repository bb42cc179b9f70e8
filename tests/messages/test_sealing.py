from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam.messages.sealing import (
    BLOCK_BYTES,
    OVERHEAD_BYTES,
    DayKey,
    SealError,
    decrypted,
    derived,
    encrypted,
    place_of,
)

DAY = date(2026, 11, 24)
KEY = DayKey("willow-bloom", DAY, bytes(range(32)))
CALL = "a" * 32

json_values = st.recursive(
    st.none() | st.text(max_size=60) | st.integers(), lambda inner: st.lists(inner, max_size=4)
)


@given(json_values)
def test_a_sealed_value_opens_where_it_was_sealed(value: object) -> None:
    assert KEY.unseal(KEY.seal(value, CALL, "name"), CALL, "name") == value


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_length_of_a_ciphertext_does_not_tell_names_apart(one: str, other: str) -> None:
    if max(len(one.encode()), len(other.encode())) < 100:
        lengths = {len(KEY.seal(value, CALL, "name")) for value in (one, None, "")}
        assert lengths == {OVERHEAD_BYTES + BLOCK_BYTES}


def test_no_two_seals_of_one_value_are_alike() -> None:
    assert len({KEY.seal("Jessica", CALL, "name") for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("key", "call", "place"),
    [
        (KEY, "b" * 32, "name"),
        (KEY, CALL, "callback"),
        (DayKey("harbor-skin", DAY, KEY.secret), CALL, "name"),
        (DayKey("willow-bloom", date(2026, 11, 25), KEY.secret), CALL, "name"),
        (DayKey("willow-bloom", DAY, bytes(32)), CALL, "name"),
    ],
    ids=["another call", "another field", "another spa", "another day", "another key"],
)
def test_a_value_moved_elsewhere_does_not_open(key: DayKey, call: str, place: str) -> None:
    sealed = KEY.seal("Jessica", CALL, "name")
    with pytest.raises(SealError) as refusal:
        key.unseal(sealed, call, place)
    assert place in str(refusal.value) and "Jessica" not in str(refusal.value)


@given(st.integers(0, OVERHEAD_BYTES + BLOCK_BYTES - 1), st.integers(1, 255))
def test_a_value_with_any_byte_changed_does_not_open(at: int, change: int) -> None:
    sealed = bytearray(KEY.seal("Jessica", CALL, "name"))
    sealed[at] ^= change
    with pytest.raises(SealError):
        KEY.unseal(bytes(sealed), CALL, "name")


@pytest.mark.parametrize("length", [0, 1, 12, OVERHEAD_BYTES - 1, OVERHEAD_BYTES + 100])
def test_a_value_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(SealError):
        KEY.unseal(KEY.seal("Jessica", CALL, "name")[:length], CALL, "name")


def test_sealing_and_look_up_use_keys_of_their_own() -> None:
    sealing, lookup = derived(KEY.secret, "sealing"), derived(KEY.secret, "lookup")
    assert len({sealing, lookup, KEY.secret}) == 3
    assert len(sealing) == len(lookup) == 32
    sealed = KEY.seal("x", CALL, "name")
    place = place_of("sealed", KEY.spa, "2026-11-24", CALL, "name")
    with pytest.raises(SealError):
        decrypted(KEY.secret, sealed, place)
    assert decrypted(sealing, sealed, place).startswith(b'"x"')


def test_a_tag_depends_on_the_day_and_the_number() -> None:
    other = DayKey("willow-bloom", DAY, bytes(32))
    tags = {KEY.tag("+14795550140"), KEY.tag("+14795550141"), other.tag("+14795550140")}
    assert len(tags) == 3
    assert KEY.tag("+14795550140") in tags
    assert all(len(tag) == 32 for tag in tags)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_places_never_look_alike(one: list[str], other: list[str]) -> None:
    assert (place_of(*one) == place_of(*other)) == (one == other)


def test_keys_are_not_shown_by_repr() -> None:
    assert "secret" not in repr(KEY) and KEY.secret.hex() not in repr(KEY)


def test_plain_bytes_are_not_in_what_is_encrypted() -> None:
    assert b"Jessica" not in encrypted(bytes(32), b"Jessica" * 10, b"")
