from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from tests.spa.conftest import EXAMPLES, TODAY

from sam.spa.complaint import SpaFileError
from sam.spa.file import SpaFile
from sam.spa.load import load_spa_file

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**15),
    st.floats(),
    st.dates(),
    st.text(max_size=30),
    st.sampled_from(["9 am - 6 pm", "{spa}", "911", "closed", "+1 479 555 0100", "botox", []]),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    inner = node.items() if isinstance(node, dict) else ()
    inner = enumerate(node) if isinstance(node, list) else inner
    for key, value in inner:
        found += places(value, (*path, key))
    return found


def load(text: str, folder: Path) -> SpaFile | SpaFileError:
    file = folder / "spa.yaml"
    file.write_text(text)
    try:
        return load_spa_file(file, TODAY)
    except SpaFileError as error:
        return error


@pytest.mark.parametrize("name", ["willow-bloom.yaml", "harbor-skin.yaml"])
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_an_owner_writes_the_file_loads_or_says_what_to_write(
    name: str, data: st.DataObject, tmp_path: Path
) -> None:
    yaml = YAML(typ="safe", pure=True)
    values = yaml.load((EXAMPLES / name).read_text())
    for _ in range(data.draw(st.integers(1, 3))):
        *parents, last = data.draw(st.sampled_from(places(values)))
        holder = values
        for key in parents:
            holder = holder[key]
        if data.draw(st.booleans()):
            del holder[last]
        else:
            holder[last] = data.draw(junk)
    text = StringIO()
    yaml.dump(values, text)
    result = load(text.getvalue(), tmp_path)
    if isinstance(result, SpaFileError):
        lines = text.getvalue().count("\n") + 1
        assert any(not complaint.warning for complaint in result.complaints)
        for complaint in result.complaints:
            assert 1 <= complaint.line <= lines
            assert complaint.where and complaint.what and complaint.instead


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=st.integers(0, 9000), put=st.text(max_size=4), length=st.integers(0, 40))
def test_a_slip_of_the_keyboard_never_crashes_the_reader(
    cut: int, put: str, length: int, tmp_path: Path
) -> None:
    text = (EXAMPLES / "willow-bloom.yaml").read_text()
    slipped = (text[:cut] + put + text[cut + length :]).encode("utf-8", "surrogatepass")
    (tmp_path / "spa.yaml").write_bytes(slipped)
    try:
        load_spa_file(tmp_path / "spa.yaml", TODAY)
    except SpaFileError as error:
        assert str(error)
