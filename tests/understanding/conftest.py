from datetime import UTC, datetime
from pathlib import Path

import pytest

from sam.spa.load import load_spa
from sam.spa.model import Spa
from sam.understanding.reader import Reader
from sam.vocabulary.meaning import Context

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def willow() -> Spa:
    return load_spa(EXAMPLES / "willow-bloom.yaml")


@pytest.fixture(scope="session")
def reader(willow: Spa) -> Reader:
    return Reader(willow)


@pytest.fixture(scope="session", params=["willow-bloom", "harbor-skin"])
def each_reader(request: pytest.FixtureRequest) -> Reader:
    """A reader of each sample spa: their menus, hours and time zones differ."""
    return Reader(load_spa(EXAMPLES / f"{request.param}.yaml"))


@pytest.fixture(scope="session")
def idle() -> Context:
    """A turn to which no question led, on Tuesday 24 November 2026 at ten in Bentonville."""
    return Context(now=datetime(2026, 11, 24, 16, tzinfo=UTC))
