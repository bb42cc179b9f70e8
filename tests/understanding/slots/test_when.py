import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sam.understanding.slots.when import TimeReader
from sam.vocabulary.window import Window

NOW = datetime(2026, 11, 18, 10)
DATE = r"(?:(\d{4})-)?(\d\d)-(\d\d)"


def moment(text: str) -> datetime:
    m = re.fullmatch(DATE + r"(?: (\d\d):(\d\d))?", text)
    assert m, text
    day = datetime(int(m[1] or 2026), int(m[2]), int(m[3]))
    return day + timedelta(hours=int(m[4] or 0), minutes=int(m[5] or 0))


def window(text: str) -> Window:
    if ".." in text:
        start, end = text.split("..")
        return Window(moment(start), moment(end))
    if m := re.fullmatch(rf"({DATE}) (\d\d:\d\d)-(\d\d:\d\d)", text):
        return Window(moment(f"{m[1]} {m[5]}"), moment(f"{m[1]} {m[6]}"))
    start = moment(text)
    return Window(start, None if ":" in text else start + timedelta(days=1))


def table() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "times.txt").read_text().splitlines()
    rows = [line.rsplit(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(said, meant) for said, meant in rows]


@pytest.mark.parametrize(("said", "meant"), table())
def test_a_phrase_of_the_table_means_its_windows(said: str, meant: str) -> None:
    expected = [] if meant == "-" else sorted(window(part) for part in meant.split(", "))
    assert list(TimeReader().read(said, NOW, asked=False).windows) == expected
