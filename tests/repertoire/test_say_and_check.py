from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.repertoire.conftest import TODAY

from sam.repertoire.cue import Say
from sam.repertoire.listing import check_command, listing, say_command
from sam.repertoire.repertoire import CHANGING
from sam.spa.complaint import SpaFileError
from sam.spa.file import SpaFile


def test_say_prints_every_sentence_with_its_id_and_the_lines_of_its_facts(
    spa_file: SpaFile,
) -> None:
    lines = list(say_command(spa_file.path))
    text = "\n".join(lines)
    shown = set(re.findall(r"^([a-z_]+)$", text, re.MULTILINE))
    answered = set(type(spa_file.spa.answers).model_fields)
    given = {topic for topic in answered if getattr(spa_file.spa.answers, topic)}
    assert shown == set(Say) - (answered - given)
    written = spa_file.path.read_text().splitlines()
    for service in spa_file.spa.services:
        line = 1 + next(i for i, row in enumerate(written) if f"name: {service.name}" in row)
        spoken = line + 1 if service.spoken else line
        assert f"{spa_file.path}:{spoken}" in text


def test_say_shows_what_is_filled_in_on_a_call_as_a_placeholder(spa_file: SpaFile) -> None:
    for said in listing(spa_file):
        assert ("{" in said.text) is said.pattern, said
        assert said.pattern is (Say(said.id) in CHANGING)
        assert said.as_dict()["sources"] == list(said.sources)


def test_check_says_that_a_good_file_can_serve(spa_file: SpaFile) -> None:
    check = check_command(spa_file.path, TODAY)
    assert (check.exit_code, check.complaints) == (0, ())
    assert "Sam can serve this file" in check.summary


def test_check_prints_every_complaint_and_ends_with_one(spa_file: SpaFile, tmp_path: Path) -> None:
    broken = tmp_path / "spa.yaml"
    text = spa_file.path.read_text()
    broken.write_text(text.replace("days: ", "days: x").replace("id: ", "idd: ", 1))
    check = check_command(broken, TODAY)
    assert check.exit_code == 1
    assert len(check.complaints) == 3
    assert list(check.lines())[-1] == f"{broken}: 3 complaints; Sam cannot serve this file yet."


def test_check_lets_a_file_with_warnings_serve(spa_file: SpaFile, tmp_path: Path) -> None:
    late = tmp_path / "spa.yaml"
    late.write_text(spa_file.path.read_text().replace("date: 2026-11-26", "date: 2025-11-26"))
    check = check_command(late, TODAY)
    assert check.exit_code == 0
    assert [complaint.warning for complaint in check.complaints] == [True]
    assert "1 warning" in check.summary


def test_say_refuses_a_file_that_cannot_serve(tmp_path: Path) -> None:
    with pytest.raises(SpaFileError, match="there is no such file"):
        next(say_command(tmp_path / "none.yaml"))
