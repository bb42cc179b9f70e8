"""The desk on a real store, with a clock that stands still until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture
def dana(desk: Desk) -> Visitor:
    """Somebody who is signed in."""
    visitor = desk.visitor()
    assert visitor.begin(desk.code()).status_code == 303
    return visitor
