"""The command line: output, exit codes, and sentences instead of traces."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from house.running import EXAMPLES
from sam.house import commands
from sam.messages.store import MessageStore
from sam.privacy.audit import AuditEvent, AuditLog
from sam.spa.load import load_spa
from sam.vocabulary.message import Message, Reason, ReasonKind, Slot
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step, StepCode

WILLOW = EXAMPLES / "willow-bloom.yaml"
BOTH = pytest.mark.parametrize("spa", [WILLOW, EXAMPLES / "harbor-skin.yaml"], ids=lambda p: p.stem)


def run(*arguments: object, input: str | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(commands.app, [str(a) for a in arguments], input=input, env=env)


def sam(*arguments: object, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the real program; what `main` makes of errors is seen only here."""
    return subprocess.run(
        [Path(sys.executable).with_name("sam"), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        **options,
    )


@BOTH
def test_check_passes_both_samples(spa: Path) -> None:
    found = run("check", "--spa", spa)
    assert found.exit_code == 0
    assert found.stdout.endswith("Sam can serve this file.\n")


def test_check_tells_all_complaints_and_exits_1(tmp_path: Path) -> None:
    broken = tmp_path / "spa.yaml"
    text = WILLOW.read_text()
    broken.write_text(
        text.replace("time_zone:", "timezone:", 1).replace("services:", "servces:", 1)
    )
    found = run("check", "--spa", broken)
    assert found.exit_code == 1
    assert found.stdout.count(f"{broken}:") >= 2


@pytest.mark.parametrize("command", ["check", "say", "messages", "serve", "lab chat"])
def test_a_spa_file_that_is_not_there_is_usage_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(*command.split(), env={"SAM_SPA": None})
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr.startswith("There is no spa file spa.yaml. Name one with --spa FILE")


def test_the_spa_file_is_the_option_s_then_the_environment_s_then_the_folder_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spa.yaml").write_text(WILLOW.read_text())
    harbor = str(EXAMPLES / "harbor-skin.yaml")
    assert "Willow" in run("check", env={"SAM_SPA": None}).stdout
    assert "Harbor" in run("check", env={"SAM_SPA": harbor}).stdout
    assert "Willow" in run("check", "--spa", WILLOW, env={"SAM_SPA": harbor}).stdout


@BOTH
def test_say_prints_every_sentence_with_its_lines(spa: Path) -> None:
    listed = [json.loads(line) for line in run("say", "--json", "--spa", spa).stdout.splitlines()]
    plain = run("say", "--spa", spa).stdout
    assert len(listed) > 100
    assert all(said["text"] in plain for said in listed)
    assert any(said["sources"] for said in listed)


@BOTH
def test_understand_prints_an_object_for_every_line_empty_ones_too(spa: Path) -> None:
    found = run("lab", "understand", "--json", "--spa", spa, input="hello\n\nmy lips are blue\n")
    objects = [json.loads(line) for line in found.stdout.splitlines()]
    assert len(objects) == 3
    assert objects[2]["side"] != "booking"


def test_understand_refuses_an_ask_and_a_time_that_do_not_exist() -> None:
    found = run("lab", "understand", "--spa", WILLOW, "--asked", "shoe_size", input="")
    assert found.exit_code == 2 and "preferred_time" in found.stderr
    found = run("lab", "understand", "--spa", WILLOW, "--now", "soon", input="")
    assert found.exit_code == 2 and "2026-11-24T09:00" in found.stderr


@BOTH
def test_chat_ends_with_an_outcome_and_the_seed_fixes_its_words(spa: Path) -> None:
    def chat(seed: int) -> list[dict[str, object]]:
        found = run(
            *("lab", "chat", "--json", "--spa", spa, "--seed", seed, "--now", "2026-11-24T10:00"),
            input="Hi, what are your hours?\nThat's all, goodbye.\n",
        )
        assert found.exit_code == 0
        return [json.loads(line) for line in found.stdout.splitlines()]

    first = chat(0)
    assert first[0]["outcome"] is None and first[-1]["outcome"] == Outcome.ANSWERED
    assert chat(0) == first


def test_chat_answers_each_line_before_the_next_is_typed() -> None:
    with subprocess.Popen(
        [Path(sys.executable).with_name("sam"), "lab", "chat", "--json", "--spa", WILLOW],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as chat:
        assert json.loads(chat.stdout.readline())["say"]
        chat.stdin.write("what are your hours\n")
        chat.stdin.flush()
        assert json.loads(chat.stdout.readline())["say"]
        chat.stdin.close()
        assert json.loads(chat.stdout.readline())["outcome"]


def test_schema_is_json_with_every_enumeration() -> None:
    found = json.loads(run("lab", "schema").stdout)
    assert set(found["enumerations"]["outcome"]) == set(Outcome)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one call."""
    folder, at = tmp_path / "data", datetime(2026, 11, 24, 16, tzinfo=UTC)
    store = MessageStore.open(folder, load_spa(WILLOW))
    message = Message(
        Reason(ReasonKind.BOOK, ("botox",)),
        name="José",
        callback="+14795550140",
        unconfirmed=frozenset({Slot.NAME}),
    )

    async def call() -> None:
        await store.opened("a" * 32, at, Forwarded.BUSY)
        await store.stepped("a" * 32, (Step(StepCode.TOLD_PRICE, "botox", at),))
        await store.keep("a" * 32, message)
        await store.closed("a" * 32, at, Outcome.MESSAGE)

    asyncio.run(call())
    store.close()
    return folder


def test_messages_prints_calls_and_is_noted_in_the_audit(data: Path) -> None:
    found = run("messages", "--json", "--spa", WILLOW, "--data", data)
    (call,) = [json.loads(line) for line in found.stdout.splitlines()]
    assert (call["outcome"], call["message"]["name"]) == ("message", "José")
    assert call["steps"][0]["code"] == "told_price"
    plain = run("messages", "--spa", WILLOW, "--data", data).stdout
    assert "José  +14795550140  book  Botox  (name unconfirmed)" in plain
    later = run("messages", "--json", "--since", "2026-11-25", "--spa", WILLOW, "--data", data)
    assert later.exit_code == 0 and later.stdout == ""
    noted = [entry.event for entry in AuditLog.open(data / "audit").entries()]
    assert noted == [AuditEvent.LISTED_MESSAGES_CLI] * 3


def test_messages_asks_for_a_data_folder_and_a_time_that_can_be_used(data: Path) -> None:
    nowhere = run("messages", "--spa", WILLOW, "--data", data / "elsewhere")
    assert nowhere.exit_code == 2 and "--data" in nowhere.stderr
    assert not (data / "elsewhere").exists()
    when = run("messages", "--since", "yesterday", "--spa", WILLOW, "--data", data)
    assert when.exit_code == 2 and "2026-11-24" in when.stderr


def test_a_damaged_key_is_one_sentence_and_no_trace(data: Path) -> None:
    (data / "keys" / "master.key").write_text("not a key")
    found = sam("messages", "--spa", WILLOW, "--data", data, cwd=data)
    assert found.returncode == 1
    assert "master.key" in found.stderr and found.stderr.count("\n") == 1


def test_serving_a_broken_spa_file_tells_every_complaint(tmp_path: Path) -> None:
    (tmp_path / "spa.yaml").write_text(WILLOW.read_text().replace("services:", "servces:", 1))
    environment = {key: value for key, value in os.environ.items() if key != "SAM_SPA"}
    found = sam("serve", cwd=tmp_path, env=environment)
    assert found.returncode == 1
    assert "spa.yaml:" in found.stderr and "Traceback" not in found.stderr
    assert not (tmp_path / "data").exists()


def test_a_mistake_in_our_own_code_is_told_without_a_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mistake() -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(commands, "app", mistake)
    with pytest.raises(SystemExit) as ended:
        commands.main()
    assert ended.value.code == 70
    said = capsys.readouterr().err
    assert said.startswith("This should not have happened: ZeroDivisionError in test_commands.py")


def test_whoever_stops_reading_our_output_gets_no_complaint() -> None:
    shell = f"{Path(sys.executable).with_name('sam')} say --spa {WILLOW} | head -1"
    found = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60)
    assert found.stderr == ""


def test_a_command_without_audio_loads_no_engine() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from sam.house.commands import app\n"
        f"assert CliRunner().invoke(app, ['check', '--spa', '{WILLOW}']).exit_code == 0\n"
        "heavy = {'numpy', 'onnxruntime', 'ctranslate2', 'baresip', 'sqlalchemy', 'fastapi'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert found.stdout == "[]\n"
