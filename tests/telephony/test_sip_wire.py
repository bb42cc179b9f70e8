"""What comes off the wire, right and wrong, said in raw datagrams."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator

import pytest
from tests.telephony.conftest import EarProcess
from tests.telephony.wire import Phone

from sam.telephony import sip_headers

pytestmark = pytest.mark.sip

DTMF_INFO = "Signal=7\r\nDuration=160\r\n"


@pytest.fixture
def phone(ear: EarProcess) -> Iterator[Phone]:
    with Phone(ear.port) as made:
        yield made
        if made.target[1]:
            made.send(made.request("BYE", cseq=9))
            made.status()


def alive(port: int) -> bool:
    with Phone(port) as phone:
        phone.send(phone.request("OPTIONS"))
        return phone.status() == "200 OK"


def test_a_carriers_ping_is_answered(ear: EarProcess) -> None:
    assert alive(ear.port)


def test_what_the_carrier_says_of_a_call_reaches_the_ring_without_the_display_name(
    ear: EarProcess, phone: Phone
) -> None:
    headers = (
        'P-Asserted-Identity: "JESS SAMPLE" <sip:+14795550123@carrier.example>\r\n'
        "Diversion: <sip:+14795550100@carrier.example>;reason=user-busy\r\n"
        "P-Called-Party-ID: <sip:+14795550177@carrier.example>\r\n"
    )
    assert phone.invite(headers=headers).startswith("200")
    ring = ear.wait("ring")
    assert ring["caller"] == "+14795550123"
    assert ring["forwarded"] == "busy"
    assert ring["dialled"] == "+14795550177"
    assert "JESS" not in str(ring).upper()


def test_a_caller_who_withholds_the_number_has_none(ear: EarProcess, phone: Phone) -> None:
    phone.invite(caller='"Anonymous" <sip:anonymous@anonymous.invalid>')
    assert ear.wait("ring")["caller"] is None


def test_a_codec_that_sam_lacks_is_refused(ear: EarProcess, phone: Phone) -> None:
    assert phone.invite(body=phone.sdp("18 97")) == "488 Not Acceptable Here"


def test_an_offer_that_cannot_be_read_is_refused(phone: Phone) -> None:
    assert phone.invite(body=phone.sdp().replace("m=audio", "m=odour")).startswith("488")


def test_an_invite_without_an_offer_is_answered_with_sams_own(phone: Phone) -> None:
    assert phone.invite(body="").startswith("200")


def test_keys_in_the_audio_are_heard_once_although_their_end_is_sent_three_times(
    ear: EarProcess, phone: Phone
) -> None:
    assert phone.invite().startswith("200")
    phone.voice(10)
    for event in (4, 7, 10, 11):
        phone.key(event)
        phone.voice(3)
    assert [ear.wait("digit")["key"] for _ in range(4)] == ["4", "7", "*", "#"]
    time.sleep(0.2)
    assert sum(said["event"] == "digit" for said in ear.said[ear._read :]) == 0


def test_keys_in_a_sip_info_are_heard(ear: EarProcess, phone: Phone) -> None:
    assert phone.invite().startswith("200")
    phone.send(phone.request("INFO", cseq=2, body=DTMF_INFO, kind="application/dtmf-relay"))
    assert phone.status() == "200 OK"
    assert ear.wait("digit")["key"] == "7"


def test_keys_that_no_keypad_of_a_caller_has_are_not_heard(ear: EarProcess, phone: Phone) -> None:
    assert phone.invite().startswith("200")
    phone.voice(5)
    phone.key(13)  # B
    phone.key(1)
    assert ear.wait("digit")["key"] == "1"


@pytest.mark.parametrize("on_hold", ["a=sendonly\r\n", "a=inactive\r\n"])
def test_a_re_invite_puts_sam_on_hold_and_takes_it_off(
    ear: EarProcess, phone: Phone, on_hold: str
) -> None:
    assert phone.invite().startswith("200")
    phone.voice(3)
    again = phone.request("INVITE", cseq=2, body=phone.sdp(more=on_hold))
    phone.send(again)
    assert phone.status() == "200 OK"
    phone.send(phone.request("ACK", cseq=2, apart="ack"))
    assert ear.wait("held")["on"] is True
    phone.send(phone.request("INVITE", cseq=3, body=phone.sdp(more="a=sendrecv\r\n")))
    assert phone.status() == "200 OK"
    phone.send(phone.request("ACK", cseq=3, apart="ack"))
    assert ear.wait("held")["on"] is False


def test_a_call_without_any_audio_ends_by_itself(ear: EarProcess, phone: Phone) -> None:
    assert phone.invite().startswith("200")
    began = time.monotonic()
    ended = ear.wait("hung_up", of=sip_headers.call_id(phone.call_id))
    assert ended["frames"] > 20, "a line without packets is heard as silence"
    assert time.monotonic() - began < 5


def test_audio_that_stops_in_mid_call_ends_the_call(ear: EarProcess, phone: Phone) -> None:
    assert phone.invite().startswith("200")
    phone.voice(30)
    ended = ear.wait("hung_up", seconds=6, of=sip_headers.call_id(phone.call_id))
    assert ended["frames"] > 20


def test_a_caller_who_cancels_while_it_rings_is_let_go(ear: EarProcess, phone: Phone) -> None:
    phone.to = "<sip:slow~0.8@127.0.0.1>"
    phone.send(phone.request("INVITE", body=phone.sdp()))
    ear.wait("ring")
    phone.send(phone.request("CANCEL"))
    answers = {phone.status(), phone.status()}
    assert answers == {"200 OK", "487 Request Terminated"}
    assert "gone before" in ear.wait("error")["text"]


def test_an_answer_that_nobody_acknowledges_does_not_hold_the_line(
    ear: EarProcess, phone: Phone
) -> None:
    phone.send(phone.request("INVITE", body=phone.sdp()))
    ear.wait("ring")
    assert "did not acknowledge" in ear.wait("error", seconds=10)["text"]


def test_a_far_end_cannot_make_sam_call_somebody(ear: EarProcess, phone: Phone) -> None:
    assert phone.invite().startswith("200")
    phone.voice(2)
    phone.send(phone.request("REFER", cseq=2, headers="Refer-To: <sip:+19005550199@x>\r\n"))
    assert phone.status() == "202 Accepted"
    told = phone.sip.recv(4096).decode()
    assert told.startswith("NOTIFY") or "603" in phone.sip.recv(4096).decode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: b"\x00\xff" * 500,
        lambda text: text[:70],
        lambda text: text.replace(b"Call-ID:", b"Gall-ID:"),
        lambda text: text.replace(b"From:", b"Form:"),
        lambda text: text.replace(b"CSeq: 1 INVITE", b"CSeq: one"),
        lambda text: text.replace(b"Content-Length: ", b"Content-Length: -9"),
        lambda text: text.replace(b"Via:", b"Via: ,,,;;\r\nVia:"),
        lambda text: text.replace(b"Contact:", b"X-Long: " + b"a" * 20000 + b"\r\nContact:"),
        lambda text: text.replace(b"127.0.0.1", b"999.999.999.999"),
        lambda text: b"",
    ],
    ids=["noise", "cut", "no-id", "no-from", "cseq", "length", "via", "huge", "address", "empty"],
)
def test_a_malformed_message_costs_nobody_a_call(
    ear: EarProcess, phone: Phone, spoil: Callable[[bytes], bytes]
) -> None:
    phone.send(spoil(phone.request("INVITE", body=phone.sdp())))
    phone.status(0.2)
    assert alive(ear.port)


def test_noise_on_tcp_closes_that_connection_alone(ear: EarProcess) -> None:
    with socket.create_connection(("127.0.0.1", ear.port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n" + b"x" * 100_000)
    assert alive(ear.port)


def test_a_flood_of_calls_is_busy_beyond_the_cap_and_the_line_recovers(
    start_ear: Callable[..., EarProcess],
) -> None:
    ear = start_ear(max_calls=3)
    phones = [Phone(ear.port) for _ in range(40)]
    for phone in phones:
        phone.send(phone.request("INVITE", body=phone.sdp()))
    statuses = [phone.status(4) for phone in phones]
    assert sum(status.startswith("200") for status in statuses) == 3
    assert sum(status.startswith("486") for status in statuses) == 37
    for phone, status in zip(phones, statuses, strict=True):
        answered = status.startswith("200")
        phone.send(phone.request("ACK", apart="ack" if answered else ""))
        if answered:
            phone.send(phone.request("BYE", cseq=2))
            ear.wait("hung_up")
    with Phone(ear.port) as late:
        assert late.invite().startswith("200")
    for phone in phones:
        phone.__exit__()
