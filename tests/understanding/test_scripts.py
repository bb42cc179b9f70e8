"""Every line of the scripted calls, read with the question that it answers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sam.lab.chat import Chat
from sam.lab.scripted import Script, read_scripts
from sam.spa.load import load_spa_file
from sam.understanding.reader import Reader
from sam.vocabulary.ask import Ask
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Side
from sam.vocabulary.meaning import Context, Meaning

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 11, 24, 16, tzinfo=UTC)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SCRIPTS = [
    (spa_id, script)
    for spa_id in ("willow-bloom", "harbor-skin")
    for script in read_scripts(spa_id)
]


def _id(value: str | Script) -> str:
    return value if isinstance(value, str) else value.id


def _read(spa_id: str, script: Script) -> Iterator[Meaning]:
    """Yield what each spoken turn of a script means, with the question that Sam then asks."""
    spa_file = load_spa_file(EXAMPLES / f"{spa_id}.yaml")
    reader = Reader(spa_file.spa)
    chat = Chat(spa_file, NOW, script.caller, nobody_home=True)
    asked: Ask | None = chat.ring()["ask"]
    digits = ""
    for turn in script.turns:
        if turn.keys:
            asked = chat.line(f"#{turn.keys}")["ask"]
            continue
        context = Context(now=NOW, asked=asked, digits=digits)
        meaning = reader.read(Words(turn.say or ""), context)
        digits = meaning.digits or digits
        yield meaning
        asked = chat.line(turn.say or "")["ask"]


@pytest.mark.parametrize(("spa_id", "script"), SCRIPTS, ids=_id)
def test_scripted_lines_are_on_the_side_of_the_line_where_they_belong(
    spa_id: str, script: Script
) -> None:
    read = list(_read(spa_id, script))
    crossing = [m for m in read if m.side is not Side.BOOKING]
    assert bool(crossing) is script.clinical
    assert not any(m.answerable for m in crossing)
    assert all(m.answerable for m in read if m.side is Side.BOOKING)


BOOKED = [(spa_id, script) for spa_id, script in SCRIPTS if not script.clinical]


@pytest.mark.parametrize(("spa_id", "script"), BOOKED, ids=_id)
def test_scripted_lines_give_what_the_call_must_keep(spa_id: str, script: Script) -> None:
    spa = load_spa_file(EXAMPLES / f"{spa_id}.yaml").spa
    read = list(_read(spa_id, script))
    wanted = script.expect
    if name := wanted.get("name"):
        assert name in [m.name for m in read]
    if wanted.get("callback") and script.caller is None and all(t.say for t in script.turns):
        assert wanted["callback"] in [m.callback for m in read]
    names = {service.id: service.name for service in spa.services}
    assert set(wanted.get("services") or ()) <= {names[s] for m in read for s in m.services}
    if weekday := wanted.get("weekday"):
        days = {WEEKDAYS[w.start.weekday()] for m in read for w in m.times}
        assert weekday in days
