"""Voice activity: Silero's small network at 8 kHz, one session for the process, a state a call."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import onnxruntime

from sam.speech.model import SILERO
from sam.vocabulary.heard import Samples

WINDOW = 256
"""Samples that the network takes at a time: 32 ms at 8 kHz."""

WINDOW_MS = 32.0

_CONTEXT = 32
"""Samples of the window before that the network wants in front (silero's OnnxWrapper)."""


@cache
def _session() -> Any:
    """Return the shared session; runs of it are independent, so every call may use it."""
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(SILERO.find()), options, providers=["CPUExecutionProvider"]
    )


class SileroActivity:
    """The `VoiceActivity` of one call. `EngineError` if the model's file is missing."""

    def __init__(self) -> None:
        self._run = _session().run
        self._rate = np.array(8000, dtype=np.int64)
        self.reset()

    def reset(self) -> None:
        """Forget what was heard, as at the start of a call."""
        self._state = np.zeros((2, 1, 128), dtype=np.float32)
        self._input = np.zeros((1, _CONTEXT + WINDOW), dtype=np.float32)

    def probability(self, samples: Samples) -> float:
        """Return 0 to 1 for the next `WINDOW` samples; ValueError for another number of them."""
        if len(samples) != WINDOW:
            raise ValueError(f"voice activity takes {WINDOW} samples at a time, not {len(samples)}")
        self._input[0, :_CONTEXT] = self._input[0, -_CONTEXT:]
        self._input[0, _CONTEXT:] = samples
        self._input[0, _CONTEXT:] /= 32768.0
        speech, self._state = self._run(
            None, {"input": self._input, "state": self._state, "sr": self._rate}
        )
        return float(speech[0, 0])
