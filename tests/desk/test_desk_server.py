"""The desk on a port."""

from __future__ import annotations

import asyncio
import hashlib
import re
import socket
from pathlib import Path

import httpx
import pytest
from httpx import AsyncClient
from tests.desk.cast import Clock, Desk

from sam.desk.server import DeskError, address, exposure, first_link, listen, serve_on

ROOM = Path(__file__).parents[2] / "src" / "sam" / "desk"
VENDORED = [ROOM / "static" / "vendor", Path(__file__).parent / "vendor"]


def test_a_port_in_use_is_told_with_what_to_do() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DeskError, match=f"127.0.0.1 port {port}.*in use.*Write another desk"):
            listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_told_with_what_to_do() -> None:
    with pytest.raises(DeskError, match=r"192\.0\.2\.1 port 8080.*Write another desk"):
        listen("192.0.2.1", 8080)


def test_a_damaged_file_of_accounts_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(OSError, match="move it aside"):
        first_link(tmp_path, "127.0.0.1", 8080, clock=Clock())


async def test_cancelling_ends_the_server_and_frees_the_port(desk: Desk) -> None:
    sock = listen("127.0.0.1", 0)
    port = sock.getsockname()[1]
    serving = asyncio.create_task(serve_on(desk.app, sock))
    async with AsyncClient() as client:
        for _ in range(100):
            try:
                answer = await client.get(f"http://127.0.0.1:{port}/sign-in")
                break
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    assert answer.status_code == 303
    assert "server" not in answer.headers
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "localhost"])
def test_loopback_needs_no_warning(host: str) -> None:
    assert exposure(host) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "desk.example"])
def test_an_address_that_others_reach_is_warned_of(host: str) -> None:
    said = exposure(host)
    assert said is not None
    assert host in said
    assert "reverse proxy with TLS" in said


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),
        ("::1", "http://[::1]:8080"),
        ("desk.example", "http://desk.example:8080"),
    ],
)
def test_the_address_is_one_that_a_browser_here_can_open(host: str, url: str) -> None:
    assert address(host, 8080) == url


@pytest.mark.parametrize("folder", VENDORED, ids=["served", "for tests"])
def test_vendored_files_are_the_ones_that_were_checked(folder: Path) -> None:
    sums = dict(
        reversed(line.split(maxsplit=1))
        for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    files = {p.name for p in folder.iterdir()} - {"SHA256SUMS", "README.md"}
    licences = {name for name in files if name.endswith("LICENSE.txt")}
    assert files - licences == set(sums)
    readme = (folder / "README.md").read_text()
    for name, expected in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected
        assert f"`{name}`" in readme
    for licence in licences:
        assert f"`{licence}`" in readme


def test_pages_name_no_other_host_and_hold_no_inline_script_or_style() -> None:
    for template in (ROOM / "templates").iterdir():
        html = template.read_text()
        assert "://" not in html, template.name
        assert not re.search(r'(?:href|src|action)="//', html), template.name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", html), template.name
