"""The desk on a port, and the link by which the first person comes in."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from sam.desk.accounts import Accounts
from sam.desk.tables import Clock, open_database


class DeskError(Exception):
    """The desk cannot be served. Says on which address, why, and what to do."""


def first_link(data: Path, host: str, port: int, *, clock: Clock) -> str | None:
    """Make a one-time link for the first account and return it; None once there is an account.

    It works for 24 hours and once, and voids any earlier one. The code stands behind the `#`, which
    a browser never sends: it is in no log of any server or proxy.
    """
    accounts = Accounts(open_database(data), clock)
    if accounts.any():
        return None
    return f"{address(host, port)}/welcome#{accounts.issue_code()}"


def address(host: str, port: int) -> str:
    """Return the address to type into a browser on this machine."""
    ip = _ip(host)
    if ip is not None and ip.is_unspecified:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def exposure(host: str) -> str | None:
    """Return a warning if the desk would be reached from other machines without TLS, else None."""
    ip = _ip(host)
    if (ip is not None and ip.is_loopback) or host == "localhost":
        return None
    return (
        f"The desk listens on {host}, so other machines can reach it, and passwords and messages "
        "cross the network unencrypted. Write desk: {host: 127.0.0.1} in the spa file and put a "
        "reverse proxy with TLS in front of it."
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; DeskError if the port is in use or the address is not ours.

    Port 0 takes a free one; `getsockname()` tells which.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(128)
    except OSError as error:
        sock.close()
        raise DeskError(
            f"The desk cannot listen on {host} port {port}: {error.strerror}. "
            "Write another desk: {host: …, port: …} in the spa file, or stop what uses the port."
        ) from error
    return sock


async def serve_on(app: FastAPI, sock: socket.socket) -> None:
    """Serve the pages on a listening socket until the task is cancelled; then finish and close."""
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        server_header=False,
        # A proxy with TLS on this machine says so by X-Forwarded-Proto; nobody else is believed.
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=2,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([sock]))
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """A server that leaves signals to the house."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none: the house stops the desk by cancelling its task."""
        yield


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
