"""The folder in memory that the processes of one house share while they run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from sam.house.wall import private_folder
from sam.spa.file import SpaFile
from sam.spa.model import Spa


class Home:
    """A private folder (0700): the checked spa file, the keeper's socket, two scratch folders."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def make(cls) -> Home:
        """Make one, in memory where the machine has /dev/shm."""
        home = cls(private_folder())
        home.scratch("ear").mkdir(mode=0o700)
        home.scratch("desk").mkdir(mode=0o700)
        return home

    @property
    def socket(self) -> Path:
        """The keeper's socket."""
        return self.path / "keeper.sock"

    def scratch(self, room: str) -> Path:
        """The temporary folder of a process."""
        return self.path / room

    def put_spa(self, file: SpaFile) -> None:
        """Put a good spa file's values here; both processes read them, and no YAML."""
        new = self.path / "spa.new"
        value = {
            "spa": file.spa.model_dump(mode="json", by_alias=True),
            "lines": dict(file.lines),
            "path": str(file.path),
        }
        new.write_text(json.dumps(value), encoding="utf-8")
        new.rename(self.path / "spa.json")

    def spa_file(self) -> SpaFile:
        """Return the spa file that is serving."""
        value = json.loads((self.path / "spa.json").read_bytes())
        return SpaFile(Spa.model_validate(value["spa"]), value["lines"], Path(value["path"]))

    def remove(self) -> None:
        """Remove the folder and what is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
