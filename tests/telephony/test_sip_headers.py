from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam.telephony import sip_headers
from sam.vocabulary.message import E164
from sam.vocabulary.outcome import Forwarded

FROM = "sip:4795550140@carrier.example"


def test_the_asserted_identity_comes_before_from() -> None:
    headers = {"P-Asserted-Identity": '"Jess" <sip:+14795550199@carrier.example;user=phone>'}
    assert sip_headers.caller(FROM, headers) == "+14795550199"
    assert sip_headers.caller(FROM, {}) == "+14795550140"


def test_a_tel_address_is_a_number_too() -> None:
    assert sip_headers.caller(None, {"P-Asserted-Identity": "<tel:+14795550140>"}) == "+14795550140"


def test_an_asserted_identity_that_is_no_number_leaves_from_to_say_it() -> None:
    assert sip_headers.caller(FROM, {"P-Asserted-Identity": "<sip:gw7@x>"}) == "+14795550140"


@pytest.mark.parametrize(
    "peer",
    [
        "sip:anonymous@anonymous.invalid",
        "sip:Restricted@carrier.example",
        "sip:4795550140@anonymous.invalid",
    ],
)
def test_an_anonymous_caller_stays_anonymous_even_where_the_trunk_knows_the_number(
    peer: str,
) -> None:
    assert sip_headers.caller(peer, {"P-Asserted-Identity": "<sip:+14795550140@x>"}) is None


def test_a_caller_who_asks_for_privacy_has_no_number() -> None:
    assert sip_headers.caller(FROM, {"Privacy": "id;critical"}) is None
    assert sip_headers.caller(FROM, {"Privacy": "none"}) == "+14795550140"


@pytest.mark.parametrize(
    "user", ["sam", "1001", "911", "14795550", "+1479555014099999", "", "0000"]
)
def test_what_is_not_a_valid_number_is_no_caller_id(user: str) -> None:
    assert sip_headers.caller(f"sip:{user}@x", {}) is None


def test_a_number_without_a_plus_sign_belongs_to_the_region() -> None:
    assert sip_headers.caller("sip:02079460018@x", {}, region="GB") == "+442079460018"


def test_a_display_name_that_looks_like_an_address_is_not_read() -> None:
    asserted = '"sip:+14795550111@x" <sip:+14795550140@y>'
    assert sip_headers.caller(None, {"P-Asserted-Identity": asserted}) == "+14795550140"


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=20))
def test_whatever_a_carrier_sends_the_caller_is_a_number_or_nobody(
    peer: str, asserted: str, privacy: str
) -> None:
    headers = {"P-Asserted-Identity": asserted, "Privacy": privacy, "Diversion": asserted}
    found = sip_headers.caller(peer, headers)
    assert found is None or E164.fullmatch(found)
    assert sip_headers.forwarded(headers) in Forwarded


def test_the_dialled_number_is_the_called_party_else_to() -> None:
    to = {"To": '"Spa" <sip:+14795550100@sam.example>;tag=1'}
    assert sip_headers.dialled(to) == "+14795550100"
    assert sip_headers.dialled({**to, "P-Called-Party-ID": "<sip:14795550101@x>"}) == "14795550101"
    assert sip_headers.dialled({}) is None


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Diversion": "<sip:+14795550100@x>;reason=no-answer;counter=1"}, Forwarded.NO_ANSWER),
        ({"Diversion": '<tel:+14795550100>;reason="user-busy"'}, Forwarded.BUSY),
        ({"Diversion": "<sip:a@x>;reason=unavailable"}, Forwarded.NO_ANSWER),
        ({"Diversion": "<sip:a@x>;reason=time-of-day"}, Forwarded.AFTER_HOURS),
        ({"Diversion": "<sip:a@x>;reason=unconditional"}, Forwarded.UNKNOWN),
        (
            {"Diversion": "<sip:b@x>;reason=user-busy, <sip:a@x>;reason=no-answer"},
            Forwarded.BUSY,
        ),
        ({"History-Info": "<sip:a@x>;index=1, <sip:b@x;cause=486>;index=1.1"}, Forwarded.BUSY),
        ({"History-Info": "<sip:a@x?Reason=SIP%3Bcause%3D408>;index=1"}, Forwarded.NO_ANSWER),
        ({"History-Info": "<sip:a@x>;index=1"}, Forwarded.UNKNOWN),
        ({}, Forwarded.UNKNOWN),
    ],
)
def test_why_a_call_was_forwarded_is_read_where_the_carrier_says_it(
    headers: dict[str, str], reason: Forwarded
) -> None:
    assert sip_headers.forwarded(headers) is reason


def test_the_call_id_is_the_start_of_a_hash_that_a_caller_can_compute_too() -> None:
    assert (
        sip_headers.call_id("a84b4c76e66710")
        == (hashlib.sha256(b"a84b4c76e66710").hexdigest()[:32])
    )
