"""The SIP library, started the way Sam needs it: checked first, quiet, and writing no file."""

from __future__ import annotations

import errno
import logging
import socket
import ssl
import types
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import baresip.runtime
from baresip import Account, BaresipError, Config, Runtime

from sam.spa.line import Line as LineConfig
from sam.spa.line import Transport, Trunk
from sam.telephony.line import LineError
from sam.telephony.sip_headers import EXPOSED

CODECS = ("pcmu", "pcma")
"""Telephone codecs, 8 kHz; an INVITE that offers neither is answered 488."""

NOWHERE = "/proc/self/sam-sip-has-no-folder"
"""Where the stack is told that its settings folder is: a place that cannot exist."""


def read_password(trunk: Trunk | None) -> str:
    """Return the trunk's password from its file; LineError if it cannot be read or is empty."""
    if trunk is None or trunk.password_file is None:
        return ""
    path = Path(trunk.password_file)
    try:
        password = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise LineError(
            f"line.trunk.password_file {path}: {error.strerror}; "
            "write the trunk's password into this file, one line, readable by Sam alone"
        ) from None
    if not password or "\n" in password or '"' in password:
        raise LineError(
            f"line.trunk.password_file {path} must hold the password alone, "
            "on one line, without a quote mark"
        )
    return password


def choose_port(config: LineConfig) -> int:
    """Return the port to listen on, checked to be free on every transport; 0 chooses one.

    LineError names the address and port, and says what to do.
    """
    certificate = config.tls_certificate
    if Transport.TLS in config.transports and certificate is not None:
        _check_certificate(Path(certificate))
    for _ in range(50):
        try:
            return _bind_all(config, config.port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE and config.port == 0:
                continue
            raise LineError(_why_not(config, error)) from None
    raise LineError(f"found no free port on {config.host}; write line.port")


def address(host: str, port: int) -> str:
    """Return host and port as SIP writes them: an IPv6 address in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def settings(
    config: LineConfig, port: int, *, rtp_timeout: int, calls: int, measuring: bool = False
) -> Config:
    """Return the stack's settings: `calls` legs at once in all, both directions.

    `measuring` takes packets as they come, without a jitter buffer.
    """
    lines = [
        f"sip_listen {address(config.host, port)}",
        "sip_transports " + ",".join(config.transports),
        # The library's default is fixed and adds 80 ms to every turn.
        f"audio_jitter_buffer_type {'off' if measuring else 'adaptive'}",
        "audio_jitter_buffer_ms 20-160",
    ]
    if Transport.TLS in config.transports:
        lines.append(f"sip_certificate {config.tls_certificate}")
    authorities = ssl.get_default_verify_paths().cafile
    if authorities is not None:
        lines.append(f"sip_cafile {authorities}")
    anywhere = config.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    return Config(
        # Interface discovery skips loopback, so the address is pinned; without it SDP would
        # carry whichever address comes first.
        net_interface=None if anywhere else config.host,
        expose_headers=EXPOSED,
        native_log_level="error",
        sip_trace=False,
        max_concurrent_calls=calls,
        rtp_timeout=rtp_timeout,
        extra_config_text="\n".join(lines) + "\n",
    )


def account(
    user: str,
    domain: str,
    transport: Transport,
    *,
    trunk: Trunk | None = None,
    password: str = "",
    catch_all: bool = False,
    register: bool = False,
) -> Account:
    """Return one identity: a listener on a transport, a trunk, or a number to call out with."""
    extra = ["video_codecs=none"]  # else a re-INVITE about video follows every answer
    if catch_all:
        extra.append("catchall=yes")
    if transport is Transport.TLS:
        extra.append("mediaenc=srtp-mand")
    return Account(
        user=user,
        domain=domain,
        password=password,
        registrar=f"{trunk.registrar};transport={trunk.transport}" if trunk else None,
        reg_interval=600 if register else 0,
        transport=transport.value,
        audio_codecs=CODECS,
        auth_user=(trunk.auth_user or trunk.user) if trunk else None,
        extra_params=tuple(extra),
    )


async def start(config: Config, where: str) -> Runtime:
    """Start the stack; LineError, naming `where`, if it does not come up.

    The library's own loggers are closed first: they name the peer of every call.
    """
    for name in ("baresip", "baresip.native", "baresip.native.sip", "baresip.call"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.CRITICAL + 1)
        logger.propagate = False
    runtime = Runtime(native_log_level="error")
    try:
        with _without_folder():
            await runtime.start(config)
    except BaresipError as error:
        raise LineError(f"the SIP line on {where} did not start: {error}") from None
    return runtime


@contextmanager
def _without_folder() -> Iterator[None]:
    # The stack wants a private settings folder and makes it under the temporary folder, though
    # it neither reads nor writes a file there with our settings (checked with strace). A folder
    # that cannot exist serves as well, and lets the ear start with no right to write at all.
    names = vars(baresip.runtime)
    real = names["tempfile"]
    names["tempfile"] = types.SimpleNamespace(mkdtemp=lambda prefix: NOWHERE)
    try:
        yield
    finally:
        names["tempfile"] = real


def _bind_all(config: LineConfig, port: int) -> int:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with ExitStack() as held:
        for transport in sorted(config.transports, reverse=True):  # udp, tls, tcp
            kind = socket.SOCK_DGRAM if transport is Transport.UDP else socket.SOCK_STREAM
            sock = held.enter_context(socket.socket(family, kind))
            if kind == socket.SOCK_STREAM:
                # As the stack does: a port in TIME_WAIT is free.
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            offset = 1 if transport is Transport.TLS else 0
            sock.bind((config.host, port + offset if port else 0))
            port = port or sock.getsockname()[1] - offset
    return port


def _why_not(config: LineConfig, error: OSError) -> str:
    where = f"{config.host} port {config.port}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"line.port: {where} is in use by another program "
            f"(ss -lntup shows which); stop it, or write another line.port"
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return (
            f"line.host: {config.host} is not an address of this machine "
            "(ip address shows them); write one that is"
        )
    if error.errno == errno.EACCES:
        return f"line.port: no right to listen on {where}; write a port above 1023"
    return f"line: cannot listen on {where}: {error.strerror}"


def _check_certificate(path: Path) -> None:
    try:
        path.open("rb").close()
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(path)
    except FileNotFoundError:
        raise LineError(
            f"line.tls_certificate: there is no file {path}; "
            "write the path of a PEM file that holds the certificate and its key"
        ) from None
    except (ssl.SSLError, OSError) as error:
        reason = error.strerror or type(error).__name__
        raise LineError(
            f"line.tls_certificate: {path} cannot be used ({reason}); "
            "it must hold a certificate and its unencrypted key, PEM"
        ) from None
