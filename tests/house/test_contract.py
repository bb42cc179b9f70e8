"""What the commands print, held against the schemas that they publish and the page that tells of
them. Both sample spas, each command as its users run it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import Draft202012Validator

from sam.house.commands import app

ROOT = Path(__file__).parents[2]
SPAS = ("willow-bloom", "harbor-skin")
NOW = "2026-11-24T10:00"

CALL = """Hi, I'm Jessica, do you do laser hair removal and what does it cost?

#5
<hold>
<resume>
can I have that if I'm pregnant
yes
my lip went white and it hurts badly
"""


def sam(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sam.house.commands", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, timeout=120, check=False
    )


@cache
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sam("lab", "schema").stdout)
    return found


def objects(done: subprocess.CompletedProcess[str], command: str) -> list[dict[str, Any]]:
    """The objects printed, each held against the command's schema."""
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    validator = Draft202012Validator(schema()["commands"][command])
    for one in found:
        validator.validate(one)
    return found


def spa(name: str) -> list[str]:
    return ["--spa", str(ROOT / "examples" / f"{name}.yaml")]


@pytest.mark.parametrize("name", SPAS)
def test_understand_prints_an_object_for_every_line_even_an_empty_one(name: str) -> None:
    lines = [
        "",
        "how much is a laser peel",
        "I'm pregnant",
        "call me at 479 555 0186",
        "ünïcode 💉",
    ]
    done = sam(
        "lab", "understand", "--json", "--now", NOW, *spa(name), given="\n".join(lines) + "\n"
    )
    found = objects(done, "understand")
    assert len(found) == len(lines)
    assert found[2]["side"] == "clinical"
    assert found[3]["callback"] == "+14795550186"


@pytest.mark.parametrize("name", SPAS)
@pytest.mark.parametrize("nobody", [True, False])
def test_a_chat_begins_with_the_greeting_and_ends_with_an_outcome(name: str, nobody: bool) -> None:
    extra = ["--nobody-home"] if nobody else []
    done = sam(
        "lab", "chat", "--json", "--now", NOW, "--caller", "+14795550140", *extra, *spa(name),
        given=CALL,
    )  # fmt: skip
    found = objects(done, "chat")
    assert "automated" in " ".join(found[0]["say"]) or "virtual" in " ".join(found[0]["say"])
    assert found[0]["ask"] == "reason"
    assert found[-1]["outcome"] in schema()["enumerations"]["outcome"]
    told = [s["code"] for one in found[6:] for s in one["steps"] if s["code"].startswith("told")]
    assert told == [], "nothing is answered once the line was crossed"


@pytest.mark.parametrize("name", SPAS)
def test_the_same_seed_chats_in_the_same_words(name: str) -> None:
    runs = [
        sam("lab", "chat", "--json", "--now", NOW, "--seed", seed, *spa(name), given=CALL).stdout
        for seed in ("3", "3")
    ]
    assert runs[0] == runs[1]


def test_an_ended_call_stays_ended() -> None:
    given = "wrong number sorry\nhello?\nhow much is botox\n"
    found = objects(sam("lab", "chat", "--json", *spa("willow-bloom"), given=given), "chat")
    assert [one["outcome"] for one in found] == [None, "declined", "declined", "declined"]
    assert found[-1]["say"] == []


def test_hear_prints_what_it_heard_of_each_file() -> None:
    files = [str(path) for path in sorted((ROOT / "examples" / "call").glob("*.wav"))]
    found = objects(sam("lab", "hear", "--json", *spa("willow-bloom"), *files), "hear")
    assert [one["file"] for one in found] == files
    assert "lip filler" in found[0]["text"].lower()


def test_a_file_that_is_no_recording_is_a_finding_and_the_others_are_heard(tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"not a recording")
    good = str(ROOT / "examples" / "call" / "4-right.wav")
    done = sam("lab", "hear", "--json", *spa("willow-bloom"), str(broken), good)
    assert done.returncode == 1
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert "error" in first
    assert second["text"]


def commands(group: Any, before: str = "sam") -> dict[str, Any]:
    found = {}
    for name, command in group.commands.items():
        whole = f"{before} {name}"
        if hasattr(command, "commands"):
            found |= commands(command, whole)
        else:
            found[whole] = command
    return found


COMMANDS = commands(typer.main.get_command(app))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_on_the_page_of_commands(name: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    row = next((line for line in page.splitlines() if line.startswith(f"| `{name}` |")), None)
    assert row is not None, f"docs/commands.md has no row for {name}"
    everywhere = {"--spa", "--data", "--json", "--help"}
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option not in everywhere:
                assert f"`{option}" in row, f"{name} {option} is not in its row"


@pytest.mark.sip
def test_a_call_that_nobody_answers_is_printed_as_the_schema_says() -> None:
    recording = str(ROOT / "examples" / "call" / "4-right.wav")
    done = sam(
        "lab",
        "call",
        "--json",
        "--to",
        "sip:127.0.0.1:9;transport=tcp",
        *spa("willow-bloom"),
        recording,
    )
    assert done.returncode == 1
    validator = Draft202012Validator(schema()["commands"]["call"])
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert found
    for one in found:
        validator.validate(one)
