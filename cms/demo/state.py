"""What the last start of the demo did, so that the next one skips what did not change."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def content_hash(folders: Iterable[Path], *, ignore: tuple[str, ...] = (".pyc",)) -> str:
    """Sixteen hexadecimal digits that change with any file's name or content below the folders."""
    digest = hashlib.sha256()
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        for path in files:
            if path.is_file() and path.suffix not in ignore:
                digest.update(str(path.relative_to(folder.parent)).encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


class State:
    """Names and fingerprints in one small file. Lost or unreadable, every step runs again."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self.done = json.loads(path.read_text())
        except (OSError, ValueError):
            self.done = {}

    def is_done(self, step: str, fingerprint: str) -> bool:
        return self.done.get(step) == fingerprint

    def keep(self, step: str, fingerprint: str) -> None:
        self.done[step] = fingerprint
        self.path.write_text(json.dumps(self.done, indent=1, sort_keys=True) + "\n")

    def forget(self) -> None:
        """Everything is to be done again: the database is a new one."""
        self.done = {}
        self.path.unlink(missing_ok=True)
