from __future__ import annotations

import json
import threading
from datetime import date
from pathlib import Path

import pytest

from sam.messages import disk
from sam.messages.errors import KeyErasedError, KeyStoreError
from sam.messages.keys import KeyStore

DAY = date(2026, 11, 24)


def opened(folder: Path, *, sealed_rows: bool = False, master: Path | None = None) -> KeyStore:
    return KeyStore.open("willow-bloom", folder, master or folder, sealed_rows=sealed_rows)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_days_key_is_the_same_after_opening_again(tmp_path: Path) -> None:
    key = opened(tmp_path).key_for_writing(DAY)
    again = opened(tmp_path, sealed_rows=True)
    assert again.key(DAY) == again.key_for_writing(DAY) == key
    assert len(key.secret) == 32
    assert again.days() == (DAY,)


def test_each_day_and_each_spa_has_a_key_of_its_own(tmp_path: Path) -> None:
    store = opened(tmp_path)
    other = KeyStore.open("harbor-skin", tmp_path, tmp_path, sealed_rows=False)
    secrets = {
        store.key_for_writing(DAY).secret,
        store.key_for_writing(date(2026, 11, 25)).secret,
        other.key_for_writing(DAY).secret,
    }
    assert len(secrets) == 3


def test_no_key_stands_in_the_files_unwrapped(tmp_path: Path) -> None:
    secret = opened(tmp_path).key_for_writing(DAY).secret
    for content in contents(tmp_path).values():
        assert secret not in content and secret.hex().encode() not in content


def test_the_master_key_lives_where_it_is_told_to(tmp_path: Path) -> None:
    master = tmp_path / "usb"
    opened(tmp_path / "keys", master=master).key_for_writing(DAY)
    assert {path.name for path in master.iterdir()} == {"master.key"}
    assert {path.name for path in (tmp_path / "keys").iterdir()} == {"day-keys.json", "lock"}
    assert master.stat().st_mode & 0o777 == 0o700


def test_an_erased_key_is_gone_for_good(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.key_for_writing(DAY)
    wrapped = json.loads((tmp_path / "day-keys.json").read_bytes())["wrapped"]["willow-bloom"]
    assert store.erase([DAY]) == 1
    assert wrapped[DAY.isoformat()].encode() not in (tmp_path / "day-keys.json").read_bytes()
    for each in (store, opened(tmp_path, sealed_rows=True)):
        with pytest.raises(KeyErasedError):
            each.key(DAY)
        with pytest.raises(KeyErasedError):
            each.key_for_writing(DAY)
    assert store.erase([DAY]) == 0
    assert store.days() == ()


def test_a_day_that_never_had_a_key_is_missing_and_not_erased(tmp_path: Path) -> None:
    with pytest.raises(KeyStoreError) as refusal:
        opened(tmp_path).key(DAY)
    assert not isinstance(refusal.value, KeyErasedError)


def test_another_process_erasing_a_key_is_noticed_at_once(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.key_for_writing(DAY)
    assert other.key(DAY)
    one.erase([DAY])
    with pytest.raises(KeyErasedError):
        other.key(DAY)


def test_many_writers_agree_on_one_key_a_day(tmp_path: Path) -> None:
    stores = [opened(tmp_path) for _ in range(4)]
    days = [date(2026, 11, day) for day in range(1, 11)]
    found: list[dict[date, bytes]] = [{} for _ in stores]

    def write(store: KeyStore, seen: dict[date, bytes]) -> None:
        for day in days:
            seen[day] = store.key_for_writing(day).secret

    threads = [
        threading.Thread(target=write, args=pair) for pair in zip(stores, found, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(seen == found[0] for seen in found)
    assert opened(tmp_path, sealed_rows=True).days() == tuple(days)


@pytest.mark.parametrize("lost", ["master.key", "day-keys.json"])
def test_a_lost_file_is_never_replaced_by_a_new_key_where_rows_are_sealed(
    tmp_path: Path, lost: str
) -> None:
    opened(tmp_path).key_for_writing(DAY)
    (tmp_path / lost).unlink()
    before = contents(tmp_path)
    with pytest.raises(KeyStoreError, match=lost):
        opened(tmp_path, sealed_rows=True)
    assert contents(tmp_path) == before


def test_a_lost_master_is_not_replaced_while_keys_are_wrapped_by_it(tmp_path: Path) -> None:
    opened(tmp_path).key_for_writing(DAY)
    (tmp_path / "master.key").unlink()
    before = contents(tmp_path)
    with pytest.raises(KeyStoreError, match=r"master\.key.*put the file back"):
        opened(tmp_path)
    assert contents(tmp_path) == before


def test_a_master_made_before_a_kill_is_used_and_not_made_again(tmp_path: Path) -> None:
    opened(tmp_path)
    master = (tmp_path / "master.key").read_bytes()
    (tmp_path / "day-keys.json").unlink()
    opened(tmp_path).key_for_writing(DAY)
    assert (tmp_path / "master.key").read_bytes() == master


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"00" * 32, "not the master key"),
        (b"", "damaged"),
        (b"00" * 31, "damaged"),
        (b"not hexadecimal", "damaged"),
        (b"\xff" * 64, "damaged"),
    ],
)
def test_a_wrong_master_key_is_named_and_nothing_changes(
    tmp_path: Path, content: bytes, says: str
) -> None:
    opened(tmp_path).key_for_writing(DAY)
    (tmp_path / "master.key").write_bytes(content)
    before = contents(tmp_path)
    with pytest.raises(KeyStoreError, match=says) as refusal:
        opened(tmp_path, sealed_rows=True)
    assert str(tmp_path) in str(refusal.value)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": "other"}', b'{"format":1}'])
def test_a_damaged_key_file_is_named_and_nothing_changes(tmp_path: Path, content: bytes) -> None:
    opened(tmp_path).key_for_writing(DAY)
    (tmp_path / "day-keys.json").write_bytes(content)
    before = contents(tmp_path)
    with pytest.raises(KeyStoreError, match=r"day-keys\.json is damaged"):
        opened(tmp_path, sealed_rows=True)
    assert contents(tmp_path) == before


def test_a_wrapped_key_moved_to_another_day_does_not_open(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.key_for_writing(DAY)
    path = tmp_path / "day-keys.json"
    ring = json.loads(path.read_bytes())
    keys = ring["wrapped"]["willow-bloom"]
    keys["2026-11-25"] = keys[DAY.isoformat()]
    path.write_text(json.dumps(ring))
    with pytest.raises(KeyStoreError, match="2026-11-25"):
        store.key(date(2026, 11, 25))


def test_a_kill_before_the_exchange_leaves_the_old_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(tmp_path)
    key = store.key_for_writing(DAY)
    before = (tmp_path / "day-keys.json").read_bytes()

    def killed(path: Path, content: bytes) -> None:
        disk._written_beside(path, content)
        raise KeyboardInterrupt

    monkeypatch.setattr(disk, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        store.key_for_writing(date(2026, 11, 25))
    monkeypatch.undo()
    assert (tmp_path / "day-keys.json").read_bytes() == before
    assert opened(tmp_path, sealed_rows=True).key(DAY) == key


def test_files_that_others_could_read_are_narrowed(tmp_path: Path) -> None:
    opened(tmp_path)
    for name in ("master.key", "day-keys.json"):
        (tmp_path / name).chmod(0o644)
    tmp_path.chmod(0o755)
    opened(tmp_path)
    for name in ("master.key", "day-keys.json"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_the_blocks_of_a_replaced_key_file_are_overwritten(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.key_for_writing(DAY)
    path = tmp_path / "day-keys.json"
    with path.open("rb") as old:
        length = len(old.read())
        store.erase([DAY])
        old.seek(0)
        assert old.read() == bytes(length)
