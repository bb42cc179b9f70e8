from __future__ import annotations

from collections.abc import Iterator

import pytest

from sam.speech.hibari import HibariVoice
from sam.speech.whisper import WhisperRecogniser

MENU = ("Botox", "Dysport", "Lip filler", "Kybella", "HydraFacial", "Microneedling", "CareCredit")


@pytest.fixture(scope="session")
def voice() -> Iterator[HibariVoice]:
    voice = HibariVoice()
    yield voice
    voice.close()


@pytest.fixture(scope="session")
def recogniser() -> Iterator[WhisperRecogniser]:
    recogniser = WhisperRecogniser(MENU)
    yield recogniser
    recogniser.close()
