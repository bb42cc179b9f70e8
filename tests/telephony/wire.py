"""A telephone of raw datagrams: says exactly what a test wants on the wire, right or wrong."""

from __future__ import annotations

import itertools
import re
import socket
import struct
import time

_numbers = itertools.count(1)


class Phone:
    """One UDP socket for SIP and one for audio, on loopback."""

    def __init__(self, port: int) -> None:
        self.ear = ("127.0.0.1", port)
        self.sip = self._socket()
        self.rtp = self._socket()
        self.call_id = f"wire-{time.time_ns()}-{next(_numbers)}"
        self.to = "<sip:tone@127.0.0.1>"
        self.target = ("127.0.0.1", 0)
        self._sequence = 0

    def __enter__(self) -> Phone:
        return self

    def __exit__(self, *_: object) -> None:
        self.sip.close()
        self.rtp.close()

    @staticmethod
    def _socket() -> socket.socket:
        made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        made.bind(("127.0.0.1", 0))
        return made

    def request(
        self,
        method: str,
        *,
        cseq: int = 1,
        headers: str = "",
        body: str = "",
        kind: str = "application/sdp",
        apart: str = "",
        caller: str = '"Jess Sample" <sip:4795550140@127.0.0.1>',
    ) -> bytes:
        port = self.sip.getsockname()[1]
        branch = f"z9hG4bK{self.call_id}{cseq}{apart}"
        typed = f"Content-Type: {kind}\r\n" if body else ""
        return (
            f"{method} sip:tone@127.0.0.1:{self.ear[1]} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{port};branch={branch}\r\n"
            f"Max-Forwards: 70\r\nFrom: {caller};tag=wire\r\nTo: {self.to}\r\n"
            f"Call-ID: {self.call_id}\r\nCSeq: {cseq} {method}\r\n"
            f"Contact: <sip:wire@127.0.0.1:{port}>\r\n{headers}{typed}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def sdp(self, formats: str = "0 8 101", more: str = "", address: str = "127.0.0.1") -> str:
        return (
            f"v=0\r\no=wire 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
            f"m=audio {self.rtp.getsockname()[1]} RTP/AVP {formats}\r\n"
            f"a=rtpmap:101 telephone-event/8000\r\n{more}"
        )

    def send(self, datagram: bytes) -> None:
        self.sip.sendto(datagram, self.ear)

    def answer(self, wait: float = 2.0) -> str:
        """The next final answer (100 and 180 skipped); empty if none comes in time."""
        until = time.monotonic() + wait
        while (left := until - time.monotonic()) > 0:
            self.sip.settimeout(left)
            try:
                text = self.sip.recv(8192).decode()
            except TimeoutError:
                break
            if not text.startswith("SIP/2.0 1"):
                self.to = (re.search(r"^To: (.*)\r$", text, re.MULTILINE) or ["", self.to])[1]
                return text
        return ""

    def status(self, wait: float = 2.0) -> str:
        return self.answer(wait).partition("\r\n")[0].removeprefix("SIP/2.0 ")

    def invite(self, **options: str) -> str:
        """Send an INVITE, acknowledge a 200, and return the answer's status."""
        body = options.pop("body", self.sdp())
        self.send(self.request("INVITE", body=body, **options))
        text = self.answer()
        if text.startswith("SIP/2.0 200"):
            port = re.search(r"m=audio (\d+)", text)
            assert port is not None
            self.target = ("127.0.0.1", int(port[1]))
        # The ACK of a 200 is a transaction of its own; that of a refusal is part of the INVITE's.
        apart = "ack" if text.startswith("SIP/2.0 200") else ""
        self.send(self.request("ACK", apart=apart))
        return text.partition("\r\n")[0].removeprefix("SIP/2.0 ")

    def voice(self, packets: int, kind: int = 0, payload: bytes = b"\x20\xa0" * 80) -> None:
        """Send audio packets in real time."""
        for _ in range(packets):
            self.packet(kind, payload, self._sequence * 160)
            time.sleep(0.02)

    def key(self, event: int) -> None:
        """One RFC 4733 key: begin, go on, and the end three times as the standard asks."""
        stamp = self._sequence * 160
        for ended, length in ((0, 160), (0, 800), (1, 960), (1, 960), (1, 960)):
            body = struct.pack("!BBH", event, ended << 7 | 10, length)
            self.packet(101, body, stamp)
            time.sleep(0.02)

    def packet(self, kind: int, payload: bytes, stamp: int) -> None:
        self._sequence += 1
        head = struct.pack("!BBHII", 0x80, kind, self._sequence, stamp, 4711)
        self.rtp.sendto(head + payload, self.target)
