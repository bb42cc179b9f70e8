"""Both sample spas, a clock that tests set, a store in a folder of its own, and some messages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from sam.messages.database import open_database
from sam.messages.store import MessageStore
from sam.spa.model import Spa
from sam.vocabulary.meaning import Visitor
from sam.vocabulary.message import Message, Reason, ReasonKind, Slot
from sam.vocabulary.window import Window

EXAMPLES = Path(__file__).parents[2] / "examples"


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@pytest.fixture(scope="session")
def spa(request: pytest.FixtureRequest) -> Spa:
    """The first sample spa, or the one named by `@pytest.mark.parametrize(…, indirect=True)`."""
    name = getattr(request, "param", "willow-bloom")
    text = (EXAMPLES / f"{name}.yaml").read_text()
    return Spa.model_validate(YAML(typ="safe").load(text))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as its migrations leave it; running them for every test would take minutes."""
    folder = tmp_path_factory.mktemp("migrated")
    open_database(folder).dispose()
    return folder


@pytest.fixture
def data(tmp_path: Path, migrated: Path) -> Path:
    """A data folder with an empty database and no keys yet."""
    return shutil.copytree(migrated, tmp_path / "data")


@pytest.fixture
def store(data: Path, spa: Spa, clock: Clock) -> Iterator[MessageStore]:
    store = MessageStore.open(data, spa, clock=clock)
    yield store
    store.close()


@pytest.fixture
def booking(spa: Spa) -> Message:
    """A whole message, with something in every field."""
    return Message(
        reason=Reason(ReasonKind.BOOK, (spa.services[0].id, spa.services[1].id), Visitor.RETURNING),
        name="Jessica O’Quillfeather",
        callback="+14795550140",
        preferred_time=(
            Window(datetime(2026, 11, 28, 9, 0), datetime(2026, 11, 28, 12, 30)),
            Window(datetime(2026, 12, 1, 15, 0), None),
        ),
        unconfirmed=frozenset({Slot.NAME, Slot.PREFERRED_TIME}),
    )
