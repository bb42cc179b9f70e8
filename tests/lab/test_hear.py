from __future__ import annotations

import json
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from sam.lab.hear import hear_file, hear_files, hear_samples
from sam.lab.noises import noise
from sam.lab.recording import RecordingError, read_recording
from sam.lab.schema import OUTPUTS
from sam.speech.hibari import HibariVoice
from sam.speech.whisper import WhisperRecogniser
from sam.vocabulary.meaning import Completeness


@pytest.fixture(scope="module")
def recogniser() -> Iterator[WhisperRecogniser]:
    recogniser = WhisperRecogniser(["Botox", "Lip filler", "HydraFacial"])
    yield recogniser
    recogniser.close()


@pytest.fixture(scope="module")
def voice() -> Iterator[HibariVoice]:
    voice = HibariVoice()
    yield voice
    voice.close()


def write(path: Path, raw: bytes, rate: int, width: int = 2, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(raw)
    return path


async def test_a_recording_comes_back_as_its_words_and_when_they_were_final(
    tmp_path: Path, voice: HibariVoice, recogniser: WhisperRecogniser
) -> None:
    audio = voice.render("Do you have anything on Saturday?")
    heard = await hear_file(write(tmp_path / "a.wav", audio.tobytes(), 8000), recogniser)
    assert heard["text"] == "Do you have anything on Saturday?"
    assert heard["seconds"] == pytest.approx(len(audio) / 8000, abs=0.01)
    assert heard["final_after_ms"] >= 650


async def test_words_that_are_whole_are_final_sooner(
    voice: HibariVoice, recogniser: WhisperRecogniser
) -> None:
    audio = voice.render("Do you have anything on Saturday?")
    (closed,) = await hear_samples(audio, recogniser, lambda words: Completeness.CLOSED)
    (unfinished,) = await hear_samples(audio, recogniser, lambda words: Completeness.UNFINISHED)
    assert closed.turn.stages["patience"] < 100  # nothing was waited for but recognition
    assert unfinished.final_after_ms >= 1600


async def test_the_turns_of_one_recording_are_joined(
    tmp_path: Path, voice: HibariVoice, recogniser: WhisperRecogniser
) -> None:
    gap = np.zeros(12000, np.int16)
    audio = np.concatenate([voice.render("How much is Botox?"), gap, voice.render("Thank you.")])
    heard = await hear_file(write(tmp_path / "a.wav", audio.tobytes(), 8000), recogniser)
    assert heard["text"] == "How much is Botox? Thank you."


async def test_silence_and_noise_have_no_words_and_no_time(
    tmp_path: Path, recogniser: WhisperRecogniser
) -> None:
    for name in ("silence", "pink"):
        path = write(tmp_path / f"{name}.wav", noise(name, 2.0).tobytes(), 8000)
        heard = await hear_file(path, recogniser)
        assert heard["text"] == ""
        assert heard["final_after_ms"] is None


async def test_a_file_that_cannot_be_read_is_told_and_the_others_are_heard(
    tmp_path: Path,
    voice: HibariVoice,
    recogniser: WhisperRecogniser,
    capsys: pytest.CaptureFixture[str],
) -> None:
    good = write(tmp_path / "good.wav", voice.render("Thank you.").tobytes(), 8000)
    text = tmp_path / "text.wav"
    text.write_text("not a recording")
    empty = write(tmp_path / "empty.wav", b"", 8000)
    code = await hear_files([text, tmp_path / "gone.wav", empty, good], recogniser)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert "is not a PCM WAV file" in lines[0]["error"]
    assert "No such file" in lines[1]["error"]
    assert "holds no audio" in lines[2]["error"]
    assert lines[3]["text"] == "Thank you."
    for line in lines:
        jsonschema.validate(line, OUTPUTS["hear"])
    assert await hear_files([good], recogniser) == 0


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000])
def test_any_rate_is_brought_to_the_telephones(rate: int, tmp_path: Path) -> None:
    t = np.arange(rate) / rate
    tone = (16000 * np.sin(2 * np.pi * 440 * t)).astype("<i2")
    samples = read_recording(write(tmp_path / "a.wav", tone.tobytes(), rate))
    assert len(samples) == pytest.approx(8000, abs=2)
    spectrum = np.abs(np.fft.rfft(samples))
    assert int(spectrum.argmax()) == pytest.approx(440, abs=2)
    assert np.abs(samples[500:-500]).max() == pytest.approx(16000, rel=0.02)


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_any_width_and_two_channels_are_read(width: int, tmp_path: Path) -> None:
    values = (0.5, -0.25, 0.0)
    top = 1 << (8 * width - 1)
    raw = b""
    for value in values:
        for side in (value, -value / 2):  # the mean of the channels is a quarter of value
            number = round(side * top)
            raw += bytes([number + 128]) if width == 1 else struct.pack("<q", number)[:width]
    samples = read_recording(write(tmp_path / "a.wav", raw, 8000, width, 2))
    expected = [value / 4 * 32767 for value in values]
    assert samples.tolist() == pytest.approx(expected, abs=200 if width == 1 else 2)


def test_a_header_that_cannot_be_true_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="says 7 samples a second"):
        read_recording(write(tmp_path / "a.wav", b"\0\0" * 100, 7))
