"""How calls reach Sam: the SIP line."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from sam.spa.base import Strict, Text


class Transport(StrEnum):
    """SIP transports."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Trunk(Strict):
    """A carrier account that Sam registers to; left out where calls are sent by address."""

    registrar: Text = Field(examples=["sip.carrier.example"])
    """Host, or host:port, of the carrier's registrar."""
    user: Text = Field(examples=["14795550100"])
    """The account's user part."""
    auth_user: Text | None = None
    """User name for the password, where it is not `user`."""
    password_file: str | None = None
    """File that holds the password, one line. The spa file itself holds no secret."""
    transport: Transport = Transport.UDP
    """How to reach the registrar: udp, tcp or tls."""


class Line(Strict):
    """The SIP line that Sam answers."""

    host: str = "127.0.0.1"
    """Address to listen on; the machine's own address to be reached by a carrier or a softphone."""
    port: int = Field(default=5060, ge=0, le=65535)
    """UDP and TCP port; TLS listens on the next one."""
    transports: tuple[Transport, ...] = Field(default=(Transport.UDP, Transport.TCP), min_length=1)
    """Which of udp, tcp and tls are answered."""
    tls_certificate: str | None = None
    """PEM file with certificate and key; needed for tls. Audio is then SRTP (SDES)."""
    trunk: Trunk | None = None
    """The carrier account to register to; left out where calls are sent by address."""
    max_calls: int = Field(default=10, ge=1, le=100)
    """Calls at once; one more is answered 486 Busy, and the carrier's voicemail takes it."""
    max_minutes: int = Field(default=8, ge=2, le=60)
    """Longest call; the message comes first and an emergency is never cut."""

    @model_validator(mode="after")
    def _tls_has_certificate(self) -> Self:
        if Transport.TLS in self.transports and self.tls_certificate is None:
            raise ValueError(
                "transports names tls without a certificate; write tls_certificate:"
                " /path/to/certificate-and-key.pem"
            )
        return self
