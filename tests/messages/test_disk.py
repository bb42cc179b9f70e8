from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sam.messages import disk


def test_a_file_is_created_once_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    disk.create(path, b"first")
    with pytest.raises(FileExistsError):
        disk.create(path, b"second")
    assert path.read_bytes() == b"first"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["master.key"]


def test_a_replaced_file_is_new_for_those_who_open_it_and_zeros_for_those_who_had(
    tmp_path: Path,
) -> None:
    path = tmp_path / "keys"
    disk.replace(path, b"first")
    with path.open("rb") as before:
        disk.replace(path, b"the second")
        assert path.read_bytes() == b"the second"
        assert before.read() == bytes(5)
    assert [found.name for found in tmp_path.iterdir()] == ["keys"]


def test_a_replacement_that_fails_says_so_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="directory"):
        disk.replace(tmp_path / "taken", b"content")
    assert [found.name for found in tmp_path.rglob("*")] == ["taken"]


def test_a_replacement_that_cannot_be_moved_into_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.replace(tmp_path / "keys", b"first")

    def refused(*_: object) -> None:
        raise OSError("refused")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        with pytest.raises(OSError, match="refused"):
            disk.replace(tmp_path / "keys", b"second")
    assert [found.name for found in tmp_path.iterdir()] == ["keys"]
    assert (tmp_path / "keys").read_bytes() == b"first"


def test_a_folder_is_narrowed_only_where_it_is_ours(tmp_path: Path) -> None:
    shared, ours = tmp_path / "shared", tmp_path / "ours"
    for folder in (shared, ours):
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
    disk.make_folder(shared, ours=False)
    disk.make_folder(ours, ours=True)
    disk.make_folder(tmp_path / "new" / "one", ours=False)
    modes = [path.stat().st_mode & 0o777 for path in (shared, ours, tmp_path / "new" / "one")]
    assert modes == [0o755, 0o700, 0o700]


def test_narrowing_never_widens(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch()
    path.chmod(0o440)
    disk.narrow(path, 0o600)
    assert path.stat().st_mode & 0o777 == 0o400


def test_a_lock_keeps_others_out_and_readers_share_it(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    entered: list[str] = []

    def enter(name: str, shared: bool) -> None:
        with disk.locked(lock, shared=shared):
            entered.append(name)

    def attempt(name: str, shared: bool) -> threading.Thread:
        thread = threading.Thread(target=enter, args=(name, shared))
        thread.start()
        thread.join(0.2)
        return thread

    with disk.locked(lock, shared=True):
        attempt("reader", True)
        assert entered == ["reader"]
        writer = attempt("writer", False)
        assert entered == ["reader"]
    writer.join(5)
    assert entered == ["reader", "writer"]
