import json
from datetime import datetime
from pathlib import Path

import pytest

from sam.lab.bench_understanding import bench_understanding, upper_bound, wilson
from sam.lab.line_text import TemplateError, examples, expand
from sam.lab.understand import understand_lines
from sam.spa.load import load_spa
from sam.spa.model import Spa
from sam.vocabulary.ask import Ask
from sam.vocabulary.intent import Intent, Side

ROOT = Path(__file__).parents[2]
KEYS = {
    "side", "p_clinical", "answerable", "intents", "services", "name", "callback", "times",
}  # fmt: skip


@pytest.fixture(scope="module", params=["willow-bloom", "harbor-skin"])
def spa(request: pytest.FixtureRequest) -> Spa:
    return load_spa(ROOT / "examples" / f"{request.param}.yaml")


def test_every_line_gives_one_object_with_the_stable_keys(spa: Spa) -> None:
    lines = ["hello", "", "can i get a peel while i'm nursing", "i can't breathe", "blorf"]
    now = datetime(2026, 11, 24, 10)
    objects = list(understand_lines(spa, lines, now))
    assert len(objects) == len(lines)
    for found in objects:
        assert set(found) == KEYS
        assert found["side"] in set(Side) and set(found["intents"]) <= set(Intent)
        json.dumps(found)
    assert [o["side"] for o in objects[1:4]] == ["booking", "clinical", "emergency"]
    assert not objects[1]["answerable"] and not objects[4]["answerable"]


def test_services_are_named_as_on_the_menu_of_either_spa(spa: Spa) -> None:
    for service in spa.services:
        (found,) = understand_lines(spa, [f"how much is {service.name}"], datetime(2026, 11, 24))
        assert service.name in found["services"] and "price" in found["intents"]


def test_a_time_is_printed_as_from_and_to() -> None:
    spa = load_spa(ROOT / "examples" / "willow-bloom.yaml")
    (found,) = understand_lines(
        spa, ["friday at three"], datetime(2026, 11, 24, 10), Ask.PREFERRED_TIME
    )
    assert found["times"] == [{"from": "2026-11-27T15:00", "to": None}]
    assert found["answerable"]


def test_the_benchmark_says_when_its_folder_is_absent(tmp_path: Path) -> None:
    spa = load_spa(ROOT / "examples" / "willow-bloom.yaml")
    assert bench_understanding(spa, tmp_path / "none") == {"absent": str(tmp_path / "none")}
    assert "absent" in bench_understanding(spa, None)


def test_the_benchmark_counts_wrongly_answered_turns(tmp_path: Path) -> None:
    spa = load_spa(ROOT / "examples" / "willow-bloom.yaml")
    clinical = [{"text": "can i get botox while pregnant", "source": "a"}]
    booking = [{"text": "do you have anything saturday", "source": "b"}]
    for name, rows in (("clinical", clinical), ("booking", booking)):
        text = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    figures = bench_understanding(spa, tmp_path)
    assert figures["clinical"]["together"]["wrongly_answered"] == 0
    assert figures["booking"]["together"]["answerable"] == 1.0


def test_the_exact_bound_of_no_wrong_in_six_hundred_is_half_a_percent() -> None:
    assert upper_bound(0, 600) == pytest.approx(0.00498, abs=1e-4)
    assert upper_bound(3, 3) == 1.0
    low, high = wilson(95, 100)
    assert low < 0.95 < high


def test_training_text_is_the_same_for_the_same_seed_and_has_both_sides() -> None:
    folder = ROOT / "training" / "line"
    first, second = (list(examples(folder, 7, per_template=3)) for _ in range(2))
    assert first == second
    assert {e.clinical for e in first} == {True, False} and len(first) > 3000


def test_a_template_that_names_no_list_is_refused() -> None:
    import random

    with pytest.raises(TemplateError, match="nosuch"):
        expand("how much is {nosuch}", {}, random.Random(1))
