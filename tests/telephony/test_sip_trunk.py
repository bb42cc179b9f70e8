"""A carrier's registrar, played by the test; and a line behind TLS."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import ipaddress
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.telephony.conftest import EarProcess
from tests.telephony.ear import sound
from tests.telephony.test_sip import Listener, likeness

from sam.spa.line import Line as LineConfig
from sam.spa.line import Trunk
from sam.telephony.line import Leg
from sam.telephony.sip import NotAnsweredError, SipLine

pytestmark = pytest.mark.sip

PASSWORD = "correct horse battery"


class Registrar(asyncio.DatagramProtocol):
    """Accepts a registration with the right password, as RFC 3261 and RFC 2617 say."""

    def __init__(self) -> None:
        self.mood = "accept"
        self.seen: list[str] = []
        self.contact = ""
        self.invite = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.wire = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, peer: tuple[str, int]) -> None:
        text = data.decode()
        if text.startswith("INVITE"):
            self.invite = text
            self._answer(text, "486 Busy Here", "", peer)
        if not text.startswith("REGISTER") or self.mood == "deaf":
            return
        proof = re.search(r"^Authorization: Digest (.*)\r$", text, re.MULTILINE)
        if proof is None:
            status, more = "401 Unauthorized", 'WWW-Authenticate: Digest realm="t", nonce="n1"\r\n'
        elif self.mood == "refuse" or not self._right(proof[1]):
            status, more = "403 Forbidden", ""
        else:
            contact = re.search(r"^Contact: (.*)\r$", text, re.MULTILINE)
            assert contact is not None
            self.contact = contact[1]
            status, more = "200 OK", f"Contact: {self.contact};expires=600\r\n"
        self.seen.append(status)
        self._answer(text, status, more, peer)

    def _answer(self, text: str, status: str, more: str, peer: tuple[str, int]) -> None:
        kept = re.findall(r"^(?:Via|From|To|Call-ID|CSeq): .*\r$", text, re.MULTILINE)
        head = "\n".join(kept) + "\n"
        answer = f"SIP/2.0 {status}\r\n{head}{more}Content-Length: 0\r\n\r\n"
        self.wire.sendto(answer.encode(), peer)

    def _right(self, proof: str) -> bool:
        given = dict(re.findall(r'(\w+)="?([^",]+)"?', proof))

        def md5(text: str) -> str:
            return hashlib.md5(text.encode()).hexdigest()

        one = md5(f"{given['username']}:t:{PASSWORD}")
        two = md5(f"REGISTER:{given['uri']}")
        if "qop" in given:
            right = md5(f"{one}:n1:{given['nc']}:{given['cnonce']}:{given['qop']}:{two}")
        else:
            right = md5(f"{one}:n1:{two}")
        return given["username"] == "login" and given["response"] == right


@pytest.fixture
async def registrar() -> AsyncIterator[tuple[Registrar, int]]:
    loop = asyncio.get_running_loop()
    wire, made = await loop.create_datagram_endpoint(Registrar, local_addr=("127.0.0.1", 0))
    yield made, wire.get_extra_info("sockname")[1]
    wire.close()


def trunk(port: int, tmp_path: Path, password: str = PASSWORD) -> dict[str, Any]:
    file = tmp_path / "password"
    file.write_text(password + "\n")
    return {
        "registrar": f"127.0.0.1:{port}",
        "user": "4795550100",
        "auth_user": "login",
        "password_file": str(file),
    }


async def test_sam_registers_with_the_password_and_calls_reach_the_contact(
    registrar: tuple[Registrar, int],
    tmp_path: Path,
    start_ear: Callable[..., EarProcess],
    line: SipLine,
) -> None:
    carrier, port = registrar
    ear = start_ear(trunk=trunk(port, tmp_path))
    assert (await asyncio.to_thread(ear.wait, "trunk"))["error"] == "None"
    assert carrier.seen == ["401 Unauthorized", "200 OK"]
    user = re.search(r"sip:([^@]+)@", carrier.contact)
    assert user is not None
    leg = await line.dial(ear.uri(user[1]))
    await leg.hang_up()


async def test_a_wrong_password_is_said_with_the_registrars_name_and_calls_still_arrive(
    registrar: tuple[Registrar, int],
    tmp_path: Path,
    start_ear: Callable[..., EarProcess],
    line: SipLine,
) -> None:
    _, port = registrar
    ear = start_ear(trunk=trunk(port, tmp_path, "wrong"))
    said = str((await asyncio.to_thread(ear.wait, "trunk"))["error"])
    assert f"the trunk at 127.0.0.1:{port} refused the registration (403 Forbidden)" in said
    assert "password_file" in said and "wrong" not in said
    leg = await line.dial(ear.uri("tone"))
    await leg.hang_up()


async def test_a_registrar_that_comes_back_is_registered_with(
    registrar: tuple[Registrar, int], tmp_path: Path, start_ear: Callable[..., EarProcess]
) -> None:
    carrier, port = registrar
    carrier.mood = "refuse"
    ear = start_ear(trunk=trunk(port, tmp_path))
    assert "403" in str((await asyncio.to_thread(ear.wait, "trunk"))["error"])
    carrier.mood = "accept"
    assert (await asyncio.to_thread(ear.wait, "trunk"))["error"] == "None"


async def test_a_number_is_dialled_through_the_trunk_and_shows_the_spas_own(
    registrar: tuple[Registrar, int], tmp_path: Path
) -> None:
    carrier, port = registrar

    async def refuse(leg: Leg) -> None:
        await leg.refuse()

    line = SipLine(LineConfig(port=0, trunk=Trunk(**trunk(port, tmp_path))))
    await line.start(refuse)
    try:
        with pytest.raises(NotAnsweredError, match="486 Busy Here"):
            await line.dial("+14795550101", show="+14795550100")
    finally:
        await line.stop()
    assert carrier.invite.startswith(f"INVITE sip:+14795550101@127.0.0.1:{port}")
    shown = [head for head in carrier.invite.split("\r\n") if "+14795550100" in head]
    assert any(head.startswith("From: ") for head in shown)
    assert not re.search(r"^(P-|Diversion|History|Remote)", carrier.invite, re.MULTILINE)


async def test_a_call_over_tls_is_encrypted_audio_and_all(
    tmp_path: Path, start_ear: Callable[..., EarProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = tmp_path / "sam.pem"
    certificate.write_bytes(_certificate())
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secure = {"transports": ("udp", "tls"), "tls_certificate": str(certificate)}
    ear = start_ear(**secure)

    async def refuse(leg: Leg) -> None:
        await leg.refuse()

    line = SipLine(LineConfig(port=0, **secure), measuring=True)
    await line.start(refuse)
    try:
        leg = await line.dial(f"sip:tone@127.0.0.1:{ear.port + 1};transport=tls")
        heard = Listener(leg)
        await asyncio.sleep(1.4)
        await leg.hang_up()
        assert likeness(await heard.end(), sound(1)) > 0.9
    finally:
        await line.stop()


def _certificate() -> bytes:
    """A certificate for 127.0.0.1 that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return made.public_bytes(serialization.Encoding.PEM) + private
