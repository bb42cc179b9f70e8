from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sam.lab.sweep import LEAST_CHARACTERS, PhraseTooShortError, sweep

NAME = "Ursula Quillfeather"
NUMBER = "+14795550186"
WORDS = "is it normal that my lip is bruised"

PLANTED = {
    "as it is": NAME.encode(),
    "shouted": NAME.upper().encode(),
    "in small letters": NAME.lower().encode(),
    "inside other bytes": b"\x00\xff" + NAME.encode() + b"\xfe\x00",
    "with more between the words": b"Quillfeather Ursula, ursula - quillfeather",
    "UTF-16, little end first": NAME.encode("utf-16"),
    "UTF-16, big end first, shouted": NAME.upper().encode("utf-16-be"),
    "hex": NAME.encode().hex().encode(),
    "hex in capitals, of small letters": NAME.lower().encode().hex().upper().encode(),
    "hex of UTF-16": NAME.encode("utf-16-le").hex().encode(),
    "base64": base64.b64encode(NAME.encode()),
    "base64 at the second alignment": base64.b64encode(b"a longer text with " + NAME.encode()),
    "base64 at the third alignment": base64.b64encode(b"x longer text with " + NAME.encode()),
    "base64 in between": base64.b64encode(b"xx longer text with " + NAME.encode() + b" in it"),
    "base64 of UTF-16": base64.b64encode(NAME.encode("utf-16")),
    "base64 for addresses": base64.urlsafe_b64encode(b"\xfb\xff" + NAME.encode() + b"\xfb\xff"),
    "in an address": f"/search?q={quote_plus(NAME)}".encode(),
    "in a path": quote(f"/messages/{NAME}").encode(),
}


@pytest.mark.parametrize("leak", PLANTED.values(), ids=PLANTED.keys())
def test_a_phrase_is_found_however_it_is_written_down(tmp_path: Path, leak: bytes) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "a.db").write_bytes(b"SQLite format 3\x00" + leak + b"\x00more")
    found = sweep([tmp_path], [NAME, NUMBER])
    assert {(one.path.name, one.phrase) for one in found} == {("a.db", NAME)}


@pytest.mark.parametrize(
    "written",
    [
        "+14795550186",
        "+1 479 555 0186",
        "(1) 479-555-0186",
        "1.479.555.0186",
        "1 4 7 9 5 5 5 0 1 8 6",
    ],
)
def test_a_number_is_found_however_it_is_grouped(tmp_path: Path, written: str) -> None:
    (tmp_path / "log").write_text(json.dumps({"from": written}))
    assert sweep([tmp_path], [NUMBER])
    assert not sweep([tmp_path], ["+14795550187"])


def test_a_phrase_is_found_in_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "ursula_quillfeather.wav").write_bytes(b"")
    (finding,) = sweep([tmp_path], [NAME])
    assert finding.spelling == "name"


def test_a_name_with_an_accent_is_found_escaped_too(tmp_path: Path) -> None:
    (tmp_path / "log").write_text(json.dumps({"name": "Zoë Brontë"}))
    assert sweep([tmp_path], ["Zoë Brontë"])


def test_nothing_is_found_where_nothing_stands(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Somebody said that her lip was bruised. Ursula. 479 555 0187")
    assert sweep([tmp_path], [NAME, NUMBER, WORDS]) == []


def test_a_finding_says_where_and_as_what_the_phrase_stands(tmp_path: Path) -> None:
    path = tmp_path / "sam.log"
    path.write_bytes(b"12345" + WORDS.upper().encode())
    (finding,) = sweep([path], [WORDS])
    assert str(finding) == f"{path}, byte 5: {WORDS!r} as text"


def test_a_phrase_that_occurs_by_chance_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PhraseTooShortError, match="'a b c'"):
        sweep([tmp_path], ["a b c"])


@given(
    phrase=st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x7E), min_size=8),
    before=st.binary(max_size=9),
    after=st.binary(max_size=9),
)
def test_any_phrase_is_found_in_base64_wherever_it_stands(
    tmp_path_factory: pytest.TempPathFactory, phrase: str, before: bytes, after: bytes
) -> None:
    assert len(phrase) >= LEAST_CHARACTERS
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(base64.b64encode(before + phrase.encode() + after))
    assert sweep([path], [phrase])
