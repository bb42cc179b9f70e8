from __future__ import annotations

import json
import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from tests.spa.conftest import EXAMPLES, TODAY, Broken

from sam.spa.complaint import Complaint, SpaFileError
from sam.spa.handoff import Occasion
from sam.spa.load import load_spa, load_spa_file
from sam.spa.model import Spa


def only(complaints: list[Complaint]) -> Complaint:
    assert len(complaints) == 1, "\n".join(map(str, complaints))
    return complaints[0]


def test_both_examples_load_without_a_complaint(example: Path) -> None:
    assert load_spa_file(example, TODAY).warnings == ()


def test_willow_and_bloom_has_the_facts_of_the_sample() -> None:
    spa = load_spa(EXAMPLES / "willow-bloom.yaml", TODAY)
    prices = {
        service.name: service.price.amount or service.price.from_
        for service in spa.services
        if service.price
    }
    assert len(spa.services) == 20
    assert spa.spa.phone == "+14795550100"
    assert (prices["Botox"], prices["Kybella"], prices["Chemical peel"]) == (12, 600, 150)
    packages = spa.service("microneedling").price
    assert packages is not None
    assert [(p.count, p.amount) for p in packages.packages] == [(3, Decimal(850))]
    assert [span.end for span in spa.open_on(date(2026, 12, 24))] == [time(13)]
    assert spa.open_on(date(2027, 1, 1)) == ()
    assert [thing.name for thing in spa.not_offered] == [
        *("massage", "lashes", "nails", "waxing", "tattoo removal", "surgery"),
    ]
    staff, provider = spa.handoff.targets
    assert (staff.number, provider.number) == ("+14795550101", "+14795550102")
    assert provider.hours is None
    assert Occasion.PERSON not in provider.occasions


def test_the_second_spa_is_unlike_the_first() -> None:
    spa = load_spa(EXAMPLES / "harbor-skin.yaml", TODAY)
    assert spa.spa.time_zone == "America/New_York"
    assert [day for day in range(7) if spa.hours.week.on(date(2026, 11, 2 + day))] == [
        0,
        1,
        2,
        3,
        6,
    ]
    assert spa.handoff.targets == ()


def test_every_value_is_found_on_the_line_where_it_is_written(example: Path) -> None:
    file = load_spa_file(example, TODAY)
    written = example.read_text().splitlines()
    for index, service in enumerate(file.spa.services):
        assert service.name in written[file.line(f"services.{index}.name") - 1]
        assert service.id in written[file.line(f"services.{index}") - 1]
    assert "address" in written[file.line("spa.address.no.such.key") - 1]


def test_a_spa_that_is_passed_on_as_json_arrives_as_it_was(example: Path) -> None:
    spa = load_spa(example, TODAY)
    passed_on = json.loads(json.dumps(spa.model_dump(mode="json", by_alias=True)))
    assert Spa.model_validate(passed_on) == spa


def test_all_complaints_come_at_once_each_with_its_line(broken: Broken) -> None:
    complaints = broken(
        ("time_zone: America/Chicago", "time_zone: Central"),
        ("saturday: 9 am - 3 pm", "saturday: 3 pm - 9 am"),
        ("who: [nurse-injector]", "who: [nurse]"),
        ("amount: 4, per", "amout: 4, per"),
        ("also: [voluma, midface]", "also: [tear trough]"),
        ("days: 30", "days: 0"),
        ("call 911 now.\n    I'm reaching our clinical", "call us.\n    I'm reaching our clinical"),
        ("port: 5060", "port: 506o"),
        ("number: +1 479 555 0101", "number: 479-555-0100"),
    )
    found = {complaint.where: complaint for complaint in complaints}
    assert set(found) == {
        *("spa.time_zone", "hours.week.saturday", "services.botox.who.1", "retention.days"),
        *("services.dysport.price.amout", "services.under-eye-filler.also.1", "emergency.words"),
        *("line.port", "handoff.targets.staff-line.number"),
    }
    assert complaints == sorted(complaints, key=lambda c: c.line)
    assert len({complaint.line for complaint in complaints}) == len(complaints)
    assert all(complaint.what and complaint.instead for complaint in complaints)
    assert "did you mean amount?" in found["services.dysport.price.amout"].instead


def test_a_complaint_prints_file_line_place_fault_and_remedy(broken: Broken) -> None:
    complaint = only(broken(("days: 30", "days: many")))
    assert re.fullmatch(
        r".*/spa\.yaml:\d+: retention\.days: 'many' is not a whole number; write it in digits",
        str(complaint),
    )


@pytest.mark.parametrize(
    ("old", "new", "where", "fault", "remedy"),
    [
        ("  name: Willow", "  nmae: Willow", "spa.nmae", "no such key", "did you mean name?"),
        ("    state: Arkansas\n", "", "spa.address.state", "missing", "add state: Arkansas"),
        (
            "number: +1 479 555 0101",
            "number: 555",
            "handoff.targets.staff-line.number",
            "digits",
            "+1",
        ),
        ("id: dysport", "id: botox", "services.botox.id", "another service", "its own id"),
        ("id: dysport", "id: Dys port", "services.Dys port.id", "is not an id", "lower-case"),
        ("also: [voluma", "also: [Kybella", "services.kybella.name", "already stands", "leave it"),
        (
            "{name: waxing,",
            "{name: B12,",
            "not_offered.B12.name",
            "already stands for B12",
            "leave",
        ),
        (
            "amount: 4,",
            "amount: $4,",
            "services.dysport.price.amount",
            "not an amount",
            "12 or 129",
        ),
        ("amount: 4,", "amount: 0,", "services.dysport.price.amount", "price is 0", "free: true"),
        (
            "{from: 150}",
            "{from: 150, free: true}",
            "services.chemical-peel.price",
            "one of",
            "from:",
        ),
        ("{count: 3,", "{count: 1,", "services.microneedling.price.packages.1.count", "small", "2"),
        (
            "date: 2026-11-26",
            "date: Thursday",
            "hours.exceptions.Thanksgiving.date",
            "date",
            "2026-",
        ),
        ("on: 2026-11-02", "on: 20261102", "emergency.approved_by.on", "not a date", "2026-"),
        ("on: 2026-11-02", "on: 2026-13-45", "emergency.approved_by.on", "not a date", "2026-"),
        ("tuesday: 9 am - 6 pm", "tuesday: [9, 18]", "hours.week.tuesday", "a list", "9 am"),
        ("capture:\n", "capture:\n  3: x\n", "capture.3", "no such key", "new_or_returning"),
        ("answers:\n", "answers:\n  [1, 2]: x\n", "answers.(1, 2)", "no such key", "parking"),
        (
            "date: 2026-12-25",
            "date: 2026-12-24",
            "hours.exceptions.Christmas Day.date",
            "twice",
            "keep",
        ),
        (
            "tuesday: 9 am - 6 pm",
            "tuesday: 9",
            "hours.week.tuesday",
            "span of hours",
            "9 am - 6 pm",
        ),
        ("tuesday: 9 am - 6 pm", "tuesday: 25 - 26", "hours.week.tuesday", "time of day", "17:30"),
        (
            "tuesday: 9 am - 6 pm",
            "tuesday: 9-12, 11-6 pm",
            "hours.week.tuesday",
            "overlaps",
            "order",
        ),
        (
            "role: front-desk",
            "role: desk",
            "handoff.targets.staff-line.role",
            "no role",
            "front-desk",
        ),
        (
            "[clinical, emergency]",
            "[clinic]",
            "handoff.targets.on-call-provider.occasions.1",
            "choices",
            "'clinical'",
        ),
        ("transports: [udp, tcp]", "transports: [tls]", "line", "certificate", "tls_certificate:"),
        ("transports: [udp, tcp]", "transports: []", "line.transports", "empty", "at least 1"),
        ("host: 127.0.0.1  #", "host: sam.local  #", "line.host", "not an address", "192.168"),
        ("port: 8080", "port: 5060", "desk.port", "listens on port 5060", "another"),
        (
            "name: true\n",
            "name: perhaps\n",
            "capture.name",
            "neither true nor false",
            "true or false",
        ),
        ("days: 30", "days:", "retention.days", "nothing after this key", "value"),
        ("retention:\n  days: 30", "retention: 30", "retention", "not a group of keys", "docs/"),
        (
            "also: [hydro facial]",
            "also: hydro facial",
            "services.hydrafacial.also",
            "not a list",
            "[",
        ),
        ("988\n    now", "someone\n    now", "emergency.self_harm_words", "988", "988"),
        ("Parking is free, right", "It is {where}, right", "answers.parking", "{where}", "{spa}"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_remedy(
    broken: Broken, old: str, new: str, where: str, fault: str, remedy: str
) -> None:
    complaints = {complaint.where: complaint for complaint in broken((old, new))}
    assert where in complaints, "\n".join(map(str, complaints.values()))
    assert fault in complaints[where].what
    assert remedy in complaints[where].instead
    assert not complaints[where].warning


def test_a_key_that_stands_twice_names_both_lines(broken: Broken) -> None:
    complaint = only(broken(("    tuesday: 9", "    tuesday: 10 am - 4 pm\n    tuesday: 9")))
    assert complaint.where == "hours.week.tuesday"
    assert complaint.what == "this key stands twice, on line 23 and on line 24"


@pytest.mark.parametrize(
    ("sentence", "refused"),
    [
        ("greeting: Hi, this is Willow. I'm automated.", True),
        ("greeting: Hi, you've reached Willow, I'm Sam.", True),
        ("greeting: Hi, this is Sam, not an automated assistant.", True),
        ("greeting: Hi, this is the automated assistant of {spa}.", False),
        ("greeting: Hi, I'm an AI answering for {spa}.", False),
        ("ask_nam: Name?", True),
        ("confirm_name: Hello there.", True),
        ("confirm_name: I have {name} for {spa}.", False),
        ("confirm_name: I have {name} at {number}.", True),
        ("parking: Out back.", True),
        ("emergency: Call someone.", True),
        ("recording: We record nothing, ever.", True),
        ("goodbye: See {website}.", False),
        ("goodbye: See } there.", True),
    ],
)
def test_an_owners_sentence_is_held_to_what_it_must_do(
    broken: Broken, sentence: str, refused: bool
) -> None:
    complaints = broken(("desk:\n", f"sentences:\n  {sentence}\n\ndesk:\n"))
    assert bool(complaints) is refused, complaints
    written = next(
        i
        for i, line in enumerate((EXAMPLES / "willow-bloom.yaml").read_text().splitlines(), 1)
        if line == "desk:"
    )
    assert all(complaint.line == written + 1 for complaint in complaints)


def test_a_hand_off_to_the_spas_own_number_is_a_loop(broken: Broken) -> None:
    complaint = only(broken(("number: +1 479 555 0102", "number: (479) 555-0100")))
    assert "go round" in complaint.what


def test_a_number_without_quotes_or_spaces_is_still_a_number(broken: Broken) -> None:
    assert broken(("number: +1 479 555 0102", "number: +14795550102")) == []


def test_what_is_over_is_a_warning_and_the_file_serves(broken: Broken) -> None:
    complaint = only(broken(("date: 2026-11-26", "date: 2025-11-27")))
    assert complaint.warning
    assert "warning: hours.exceptions.Thanksgiving.date: 2025-11-27 is over" in str(complaint)


def test_a_file_that_is_named_and_not_there_is_a_complaint(broken: Broken, tmp_path: Path) -> None:
    trunk = "trunk: {registrar: sip.example, user: sam, password_file: secret}"
    tls = "tls_certificate: cert.pem"
    lines = ("max_calls: 10", f"max_calls: 10\n  {trunk}\n  {tls}")
    assert {complaint.where for complaint in broken(lines)} == {
        "line.trunk.password_file",
        "line.tls_certificate",
    }
    (tmp_path / "secret").write_text("not-a-secret\n")
    (tmp_path / "secret").chmod(0o644)
    (tmp_path / "cert.pem").write_text("-----BEGIN CERTIFICATE-----")
    found = {complaint.where: complaint for complaint in broken(lines)}
    assert found["line.trunk.password_file"].warning
    assert "chmod 600" in found["line.trunk.password_file"].instead
    assert "both" in found["line.tls_certificate"].what


def test_files_beside_the_spa_file_are_found_from_anywhere(broken: Broken, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("not-a-secret\n")
    (tmp_path / "secret").chmod(0o600)
    trunk = "trunk: {registrar: sip.example, user: sam, password_file: secret}"
    assert broken(("max_calls: 10", f"max_calls: 10\n  {trunk}")) == []
    loaded = load_spa(tmp_path / "spa.yaml", TODAY).line.trunk
    assert loaded is not None
    assert loaded.password_file == str(tmp_path / "secret")


@pytest.mark.parametrize(
    ("content", "line", "fault"),
    [
        (b"", 1, "empty"),
        (b"# only a comment\n", 1, "empty"),
        (b"- a\n- b\n", 1, "not a list of keys"),
        (b"spa:\n  name: \xff\n", 2, "not UTF-8"),
        (b"spa:\n\tname: x\n", 2, "\\t"),
        (b"spa:\n  name: Foo: Bar\n", 2, "mapping values"),
        (b"spa:\n  name: 'Foo\n", 3, "end of stream"),
        (b"spa: *nothing\n", 1, "undefined alias"),
        (b"spa: {id: x}\n---\nspa: {id: y}\n", 2, "another document"),
        (b"spa: !!python/object:os.system x\n", 1, "tag"),
        (b"spa: \x00\n", 1, "not YAML"),
        (b"[" * 500, 1, "deeply"),
        (b"#" * 1_100_000, 1, "1,100,000 bytes"),
    ],
)
def test_what_is_no_spa_file_at_all_is_said_plainly(
    tmp_path: Path, content: bytes, line: int, fault: str
) -> None:
    file = tmp_path / "spa.yaml"
    file.write_bytes(content)
    with pytest.raises(SpaFileError) as error:
        load_spa(file)
    complaint = only(list(error.value.complaints))
    assert (complaint.line, complaint.where) == (line, "the file")
    assert fault in complaint.what


def test_a_missing_file_and_a_folder_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SpaFileError, match="there is no such file"):
        load_spa(tmp_path / "none.yaml")
    with pytest.raises(SpaFileError, match="this is a folder"):
        load_spa(tmp_path)


def test_a_file_that_holds_itself_is_complained_about_and_ends(tmp_path: Path) -> None:
    file = tmp_path / "spa.yaml"
    file.write_text("spa: &a\n  name: *a\nservices: [*a, *a]\n")
    with pytest.raises(SpaFileError, match=r"spa\.name"):
        load_spa(file)
