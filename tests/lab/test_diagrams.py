"""The documentation's pictures are drawn from the code."""

from pathlib import Path

from sam.lab.diagrams import DIAGRAMS, redrawn

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


def test_the_architecture_page_shows_the_code_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"<!-- drawn: {name} -->" in page for name in DIAGRAMS)
    assert redrawn(page) == page, "run: python -m sam.lab.diagrams docs/architecture.md"
