"""The desk on a real store, with a clock that stands still until it is moved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.desk.cast import Clock, Desk, Visitor, sample_spa

from sam.spa.model import Spa


@pytest.fixture(scope="session")
def spa(request: pytest.FixtureRequest) -> Spa:
    """The first sample spa; with `pytestmark = BOTH_SPAS` each of them in turn."""
    return sample_spa(getattr(request, "param", "willow-bloom"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(spa: Spa, clock: Clock, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(spa, tmp_path, clock)
    yield desk
    desk.store.close()


@pytest.fixture(scope="session")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], str]:
    """The rows of an account that somebody made, and their cookie: made once, since argon2 is slow.

    Every test's clock begins at the same instant, so the session is as fresh in each.
    """
    desk = Desk.open(sample_spa("willow-bloom"), tmp_path_factory.mktemp("account"), Clock())
    visitor = desk.visitor()
    assert visitor.begin(desk.code()).status_code == 303
    desk.store.close()
    with closing(sqlite3.connect(desk.data / "desk.sqlite")) as database:
        rows = [line for line in database.iterdump() if line.startswith("INSERT")]
    return rows, visitor.client.cookies["sam_session"]


@pytest.fixture
def dana(desk: Desk, signed_in: tuple[list[str], str]) -> Visitor:
    """Somebody who is signed in."""
    rows, cookie = signed_in
    with closing(sqlite3.connect(desk.data / "desk.sqlite")) as database:
        database.executescript("\n".join(rows))
    visitor = desk.visitor()
    visitor.client.cookies.set("sam_session", cookie, domain="127.0.0.1", path="/")
    return visitor
