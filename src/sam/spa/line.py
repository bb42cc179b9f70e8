"""How calls reach Sam: the SIP line."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from sam.spa.base import Strict


class Transport(StrEnum):
    """SIP transports."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Trunk(Strict):
    """A carrier account that Sam registers to; left out where calls are sent by address."""

    registrar: str
    """Host, or host:port, of the carrier's registrar."""
    user: str
    auth_user: str | None = None
    password_file: str | None = None
    """File that holds the password, one line. The spa file itself holds no secret."""
    transport: Transport = Transport.UDP


class Line(Strict):
    """The SIP line that Sam answers."""

    host: str = "127.0.0.1"
    """Address to listen on; the machine's own address to be reached by a carrier or a softphone."""
    port: int = Field(default=5060, ge=0, le=65535)
    """UDP and TCP port; TLS listens on the next one."""
    transports: tuple[Transport, ...] = (Transport.UDP, Transport.TCP)
    tls_certificate: str | None = None
    """PEM file with certificate and key; needed for tls. Audio is then SRTP (SDES)."""
    trunk: Trunk | None = None
    max_calls: int = Field(default=10, ge=1, le=100)
    """Calls at once; one more is answered 486 Busy, and the carrier's voicemail takes it."""
    max_minutes: int = Field(default=8, ge=2, le=60)
    """Longest call; the message comes first and an emergency is never cut."""

    @model_validator(mode="after")
    def _tls_has_certificate(self) -> Self:
        if Transport.TLS in self.transports and self.tls_certificate is None:
            raise ValueError(
                "transports names tls, so write tls_certificate: /path/to/certificate-and-key.pem"
            )
        return self
