from __future__ import annotations

import asyncio
import json
import socket
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.telephony.conftest import EarProcess
from tests.telephony.ear import sound

from sam.lab.call import place_calls, run_call_command, summary
from sam.lab.caller import Manners
from sam.lab.caller_hearing import Hearing
from sam.lab.caller_turns import (
    HangUp,
    Keys,
    Recording,
    TurnError,
    Wait,
    load,
    read_turns,
    speech_bounds,
)

FRAME = 160


def write_wav(path: Path, samples: Any, rate: int = 8000, channels: int = 1, width: int = 2) -> str:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return str(path)


def talk(*pieces: Any) -> Hearing:
    """Hear pieces one after the other, 20 ms at a time, each packet as it would arrive."""
    audio = np.concatenate(pieces)
    hearing = Hearing()
    for index in range(len(audio) // FRAME):
        hearing.feed(audio[index * FRAME : (index + 1) * FRAME], 20.0 * (index + 1))
    return hearing


def silence(seconds: float) -> Any:
    return np.zeros(int(8000 * seconds), np.int16)


# What the caller hears


def test_speech_is_one_span_across_a_breath_and_two_across_a_pause() -> None:
    spans = talk(silence(0.5), sound(0.4), silence(0.1), sound(0.4), silence(0.5), sound(0.3)).spans
    assert [(s.start, s.end) for s in spans] == [(520, 1400), (1920, 2200)]


def test_a_click_is_not_speech() -> None:
    assert talk(silence(0.2), sound(0.02), silence(0.5)).spans == []


def test_line_noise_is_not_speech() -> None:
    noise = np.random.default_rng(1).normal(0, 40, 8000).astype(np.int16)
    assert talk(noise).spans == []


def test_a_hole_cut_into_speech_is_a_gap() -> None:
    assert talk(sound(0.5), silence(0.06), sound(0.5)).gaps == 1
    assert talk(sound(0.5), silence(0.03), sound(0.5)).gaps == 0


def test_a_pause_that_fades_is_not_a_gap() -> None:
    fade = np.linspace(1, 0, 800)
    ending = sound(0.5)
    ending[-800:] = (ending[-800:] * fade).astype(np.int16)
    assert talk(ending, silence(0.2), sound(0.5)).gaps == 0


def test_packets_that_come_late_in_the_middle_of_speech_are_a_gap() -> None:
    hearing, audio = Hearing(), sound(0.4)
    for index in range(20):
        late = 100.0 if index >= 10 else 0.0
        hearing.feed(audio[index * FRAME : (index + 1) * FRAME], 20.0 * index + late)
    assert hearing.gaps == 1


# What the caller plays


@pytest.mark.parametrize("rate", [8000, 16000, 11025, 44100, 48000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_recording_of_any_rate_is_heard_as_it_was(
    tmp_path: Path, rate: int, channels: int
) -> None:
    t = np.arange(rate) / rate
    tone = (8000 * np.sin(2 * np.pi * 440 * t)).astype("<i2")
    audio = load(Path(write_wav(tmp_path / "a.wav", np.repeat(tone, channels), rate, channels)))
    assert len(audio) == 8000
    spectrum = np.abs(np.fft.rfft(audio.astype(float)))
    assert int(np.argmax(spectrum)) == 440
    assert abs(np.abs(audio).max() - 8000) < 100


def test_eight_and_twenty_four_bit_recordings_are_read(tmp_path: Path) -> None:
    eight = load(Path(write_wav(tmp_path / "8.wav", np.full(800, 192, np.uint8), width=1)))
    assert set(eight.tolist()) == {(192 - 128) * 256}
    triples = np.tile(np.array([0, 0, 32], np.uint8), 800)
    wide = load(Path(write_wav(tmp_path / "24.wav", triples, width=3)))
    assert set(wide.tolist()) == {32 * 256}


def test_the_silence_around_speech_is_found_by_energy() -> None:
    starts, ends = speech_bounds(np.concatenate([silence(0.3), sound(0.5), silence(0.7)]))
    assert abs(starts - 300) <= 10
    assert abs(ends - 800) <= 10
    assert speech_bounds(silence(0.5)) == (0.0, 500.0)
    assert speech_bounds(silence(0)) == (0.0, 0.0)


def test_arguments_are_recordings_keys_waits_and_hanging_up(tmp_path: Path) -> None:
    file = write_wav(tmp_path / "yes.wav", sound(0.3))
    (tmp_path / "yes.wav.json").write_text(json.dumps({"class": "closed", "text": "yes"}))
    turns = read_turns([file, "#479*", "@wait:1.5", "@hangup"])
    assert isinstance(turns[0], Recording)
    assert turns[0].kind == "closed"
    assert turns[1:] == (Keys("#479*", "479*"), Wait(1.5), HangUp())


def test_a_file_without_a_note_beside_it_is_classified(tmp_path: Path) -> None:
    file = write_wav(tmp_path / "yes.wav", sound(0.3))
    (turn,) = read_turns([file], lambda path: f"open:{path.name}")
    assert isinstance(turn, Recording)
    assert turn.kind == "open:yes.wav"


@pytest.mark.parametrize("argument", ["@dance", "@wait:soon", "nowhere.wav"])
def test_an_argument_that_is_no_turn_is_named(argument: str) -> None:
    with pytest.raises(TurnError, match=argument):
        read_turns([argument])


def test_a_file_that_is_no_recording_is_named(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("hello")
    with pytest.raises(TurnError, match=r"text\.wav is not a PCM WAV file"):
        read_turns([str(tmp_path / "text.wav")])


# Whole calls


@pytest.fixture(scope="module")
def ear() -> Iterator[EarProcess]:
    made = EarProcess(max_calls=4)
    yield made
    made.stop()


def run(ear: EarProcess, name: str, arguments: list[str], calls: int = 1, **options: Any) -> Any:
    async def all_of_it() -> list[dict[str, Any]]:
        turns = read_turns(arguments)
        placed = place_calls(ear.uri(name), turns, calls, **options)
        return [record async for record in placed]

    records = asyncio.run(all_of_it())
    return [r for r in records if "turn" in r], [r for r in records if "turns" in r]


HASTY = Manners(settle=400, patience=1500, linger=200)


@pytest.mark.sip
def test_the_time_from_the_end_of_speech_to_the_first_audio_is_measured(
    ear: EarProcess, tmp_path: Path
) -> None:
    file = write_wav(tmp_path / "a.wav", np.concatenate([silence(0.2), sound(0.6), silence(0.3)]))
    turns, (call,) = run(ear, "reply~0.5", [file, file, file], manners=HASTY)
    assert [t["turn"] for t in turns] == [1, 2, 3]
    # The ear waits 500 ms after the last loud frame that it hears; its own jitter buffer, the
    # two frames at either end and a busy machine come on top.
    middle = sorted(t["latency_ms"] for t in turns)[1]
    assert 490 < middle < 720
    assert not any(t["cut_in"] for t in turns)
    assert call["outcome"] == "completed"
    assert call["ended_by"] == "caller"
    assert call["turns"] == 3
    assert call["answer_ms"] < 1000
    assert call["barge_in_ms"] is None


@pytest.mark.sip
def test_a_sam_that_speaks_into_a_turn_cuts_in(ear: EarProcess, tmp_path: Path) -> None:
    file = write_wav(tmp_path / "pause.wav", np.concatenate([sound(0.5), silence(0.6), sound(0.5)]))
    (turn,), _ = run(ear, "reply~0.2", [file], manners=HASTY)
    assert turn["cut_in"] is True
    assert turn["latency_ms"] < 0


@pytest.mark.sip
def test_a_caller_who_barges_in_measures_how_long_sam_goes_on(
    ear: EarProcess, tmp_path: Path
) -> None:
    file = write_wav(tmp_path / "a.wav", sound(0.8))
    manners = Manners(settle=400, patience=1500, linger=200, barge_in=400)
    (_,), (call,) = run(ear, "yield~6", [file], manners=manners)
    assert 0 < call["barge_in_ms"] < 400


@pytest.mark.sip
def test_calls_beyond_the_cap_are_refused_and_the_rest_complete(
    ear: EarProcess, tmp_path: Path
) -> None:
    file = write_wav(tmp_path / "a.wav", sound(0.4))
    turns, calls = run(ear, "reply~0.2", [file, "#5"], 6, manners=HASTY, stagger=0.05)
    outcomes = sorted(call["outcome"] for call in calls)
    assert outcomes == ["completed"] * 4 + ["refused 486"] * 2
    assert sum(t["class"] == "digits" for t in turns) == 4
    assert len({call["call_id"] for call in calls if call["call_id"]}) == 4


@pytest.mark.sip
def test_the_outcome_that_sam_kept_is_looked_up_by_the_calls_id(
    ear: EarProcess, tmp_path: Path
) -> None:
    asked: list[str] = []

    def kept(call_id: str) -> str | None:
        asked.append(call_id)
        return "message" if len(asked) > 1 else None

    _, (call,) = run(ear, "hangup~0.4", ["@wait:1"], manners=HASTY, outcome_of=kept)
    assert call["outcome"] == "message"
    assert call["ended_by"] == "sam"
    assert asked == [call["call_id"]] * 2


@pytest.mark.sip
def test_the_command_prints_one_object_a_line_and_keeps_sams_voice_only_where_asked(
    ear: EarProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_wav(tmp_path / "a.wav", sound(0.4))
    folder = tmp_path / "said"
    uri = ear.uri("tone~0.8")
    assert run_call_command(uri, [file], as_json=True, manners=HASTY, record=folder) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert set(lines[0]) == {
        *("call", "turn", "file", "speech_end_ms", "first_audio_ms", "latency_ms"),
        *("cut_in", "class"),
    }
    assert set(lines[1]) == {
        *("call", "call_id", "answer_ms", "outcome", "barge_in_ms", "gaps", "turns", "ended_by"),
    }
    said = load(folder / "call-1.wav")
    assert abs(np.count_nonzero(np.abs(said) > 500) / 8000 - 0.75) < 0.1
    assert [path.name for path in folder.iterdir()] == ["call-1.wav"]


def test_the_command_says_what_is_wrong_with_its_arguments(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_call_command("+14795550100", []) == 2
    assert "not a SIP URI" in capsys.readouterr().err
    assert run_call_command("sip:127.0.0.1", ["gone.wav"]) == 2
    assert "no file gone.wav" in capsys.readouterr().err


@pytest.mark.sip
def test_nobody_there_is_an_outcome_and_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert run_call_command(f"sip:127.0.0.1:{port};transport=tcp", [], as_json=True) == 1
    assert json.loads(capsys.readouterr().out)["outcome"].startswith("not ")


def test_the_table_has_the_middle_and_the_tail_of_each_class() -> None:
    turns = [
        {"call": 1, "turn": n, "class": "open", "latency_ms": 100.0 * n, "cut_in": n == 20}
        | {"first_audio_ms": 1.0}
        for n in range(1, 21)
    ]
    call = {"call": 1, "answer_ms": 12.0, "barge_in_ms": None, "gaps": 0, "turns": 20}
    table = summary([*turns, {**call, "ended_by": "caller", "outcome": "completed"}])
    assert "open          20     1000     1810      5 %" in table
    assert "completed" in table
