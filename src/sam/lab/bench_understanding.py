"""Measures the line and the gate on data that nobody here wrote.

Reads `clinical.jsonl` and `booking.jsonl` of a folder ({"text", "source", …} a line) and reports,
for each source and together, what issue and docs promise. Prints figures only, never a line.
"""

from __future__ import annotations

import json
import math
import resource
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from sam.spa.model import Spa
from sam.understanding.line.encoder import shared_encoder
from sam.understanding.reader import Reader
from sam.understanding.text import Turn
from sam.vocabulary.heard import Words
from sam.vocabulary.intent import Side
from sam.vocabulary.meaning import Context

FALSE_ALARMS = (0.01, 0.05, 0.10)
LONG = 12
"""Words from which a turn counts for the latency promise."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of one turn."""

    source: str
    clinical: bool
    words: int
    logit: float
    p: float
    side: Side
    answerable: bool
    recognised: bool
    ms: float
    cpu_ms: float
    """Processor time of the thread: what `ms` would be on a core of its own."""


def bench_understanding(spa: Spa, folder: Path | None) -> dict[str, Any]:
    """Return the figures; {"absent": path} where the folder or a file of it is missing."""
    if folder is None or not all(
        (folder / f"{n}.jsonl").is_file() for n in ("clinical", "booking")
    ):
        return {"absent": str(folder)}
    reader, encoder = Reader(spa), shared_encoder()
    context = Context(now=datetime(2026, 11, 24, 16, tzinfo=UTC))
    scored: list[Scored] = []
    for name in ("clinical", "booking"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            began, began_cpu = time.perf_counter(), time.thread_time()
            meaning = reader.read(Words(row["text"]), context)
            ms = 1000 * (time.perf_counter() - began)
            cpu_ms = 1000 * (time.thread_time() - began_cpu)
            text = Turn.of(row["text"]).text or "."
            scored.append(
                Scored(
                    source=row["source"],
                    clinical=name == "clinical",
                    words=len(row["text"].split()),
                    logit=encoder.logit(text),
                    p=meaning.p_clinical,
                    side=meaning.side,
                    answerable=meaning.answerable,
                    recognised=meaning.recognised,
                    ms=ms,
                    cpu_ms=cpu_ms,
                )
            )
    booking = [s for s in scored if not s.clinical]
    return {
        "clinical": {
            source: _clinical(rows, booking)
            for source, rows in _by_source(s for s in scored if s.clinical)
        },
        "booking": {source: _booking(rows) for source, rows in _by_source(booking)},
        "latency_ms": _latency(scored),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _by_source(rows: Any) -> list[tuple[str, list[Scored]]]:
    groups: dict[str, list[Scored]] = defaultdict(list)
    for row in rows:
        groups[row.source].append(row)
    together = [row for group in groups.values() for row in group]
    return [*sorted(groups.items()), ("together", together)]


def _clinical(rows: list[Scored], booking: list[Scored]) -> dict[str, Any]:
    wrong = sum(r.answerable for r in rows)
    return {
        "turns": len(rows),
        "wrongly_answered": wrong,
        "wrongly_answered_upper_95": round(upper_bound(wrong, len(rows)), 4),
        "crossed": round(sum(r.side is not Side.BOOKING for r in rows) / len(rows), 4),
        "auc_encoder": round(_auc([r.logit for r in rows], [b.logit for b in booking]), 4),
        "auc_joint": round(_auc([r.p for r in rows], [b.p for b in booking]), 4),
        "recall_at_false_alarms": {
            str(rate): _recall(rows, booking, rate) for rate in FALSE_ALARMS
        },
    }


def _booking(rows: list[Scored]) -> dict[str, Any]:
    count = len(rows)
    return {
        "turns": count,
        "answerable": round(sum(r.answerable for r in rows) / count, 4),
        "recognised": round(sum(r.recognised for r in rows) / count, 4),
        "false_clinical": round(sum(r.side is Side.CLINICAL for r in rows) / count, 4),
        "false_emergency": sum(r.side is Side.EMERGENCY for r in rows),
    }


def _recall(rows: list[Scored], booking: list[Scored], rate: float) -> dict[str, Any]:
    """Recall of the joint score at a false-alarm rate on booking, with a 95 % Wilson interval."""
    threshold = float(np.quantile([b.p for b in booking], 1 - rate))
    hits, count = sum(r.p > threshold for r in rows), len(rows)
    low, high = wilson(hits, count)
    return {"recall": round(hits / count, 4), "from": round(low, 4), "to": round(high, 4)}


def _latency(scored: list[Scored]) -> dict[str, Any]:
    long = [s for s in scored if s.words >= LONG]
    kinds = {
        "all": [s.ms for s in scored],
        f"from_{LONG}_words": [s.ms for s in long],
        f"from_{LONG}_words_cpu": [s.cpu_ms for s in long],
    }
    return {
        name: {q: round(float(np.quantile(ms, v)), 2) for q, v in (("p50", 0.5), ("p95", 0.95))}
        for name, ms in kinds.items()
        if ms
    }


def _auc(positive: list[float], negative: list[float]) -> float:
    both = np.array(positive + negative)
    _, inverse, counts = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def wilson(hits: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share (E. B. Wilson, 1927)."""
    share, square = hits / count, z * z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = z * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    half /= 1 + square / count
    return max(0.0, middle - half), min(1.0, middle + half)


def upper_bound(hits: int, count: int, confidence: float = 0.95) -> float:
    """One-sided exact upper bound of a share (Clopper and Pearson, 1934), by bisection."""
    if hits >= count:
        return 1.0
    low, high = hits / count, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        tail = sum(
            math.exp(
                math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1)
                + k * math.log(middle) + (count - k) * math.log1p(-middle)
            )
            for k in range(hits + 1)
        )  # fmt: skip
        low, high = (middle, high) if tail > 1 - confidence else (low, middle)
    return high
