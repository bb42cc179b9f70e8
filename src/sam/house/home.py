"""The folder in memory that the processes of one house share while they run."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

from sam.house.wall import private_folder
from sam.spa.file import SpaFile


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
        return self.scratch("desk") / "keeper.sock"

    def scratch(self, room: str) -> Path:
        """The temporary folder of a process; nothing else here is open to it for writing."""
        return self.path / room

    def put_spa(self, file: SpaFile) -> None:
        """Put a good spa file's values here; both processes take them over, and read no YAML."""
        new = self.path / "spa.new"
        new.write_bytes(pickle.dumps(file))
        new.rename(self.path / "spa")

    def spa_file(self) -> SpaFile:
        """Return the spa file that is serving."""
        # The house alone can write here: the folder is private, and the wall keeps both processes
        # to their scratch folders.
        file: SpaFile = pickle.loads((self.path / "spa").read_bytes())  # noqa: S301
        return file

    def remove(self) -> None:
        """Remove the folder and what is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
