"""What the published site holds, written down for the next build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dreiklang.ground.outputs import Bundle, Output, digest
from dreiklang.ground.source_digest import digest_of_code
from dreiklang.publishing import build_cache

MARKER = ".dreiklang"
"""A file of this name says that a folder is ours to replace."""

MARK = Output(MARKER, "1", lambda: b"Made by Dreiklang. Everything here is replaced by the next build.\n")


@dataclass
class Report:
    """What a publication did: files made, files kept, whether the site changed."""

    made: list[str] = field(default_factory=list)
    kept: int = 0
    changed: bool = True


@dataclass
class Manifest:
    """What stands in the published site: path → (key, size in bytes, mtime in ns)."""

    files: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """The remembered manifest; empty when there is none, or when other code wrote it."""
        known = build_cache.read_json(path)
        if not isinstance(known, dict) or known.get("code") != digest_of_code():
            return cls()
        return cls({name: (row[0], row[1], row[2]) for name, row in known["files"].items()})

    def write(self, path: Path) -> None:
        """Remembers the manifest for the next build."""
        build_cache.write_json(path, {"code": digest_of_code(), "files": self.files})

    def note(self, path: str, key: str, file: Path) -> None:
        """Remembers a file as it stands."""
        facts = file.stat()
        self.files[path] = (key, facts.st_size, facts.st_mtime_ns)

    def is_current(self, path: str, key: str, site: Path) -> bool:
        """True when the file was published with this key and nobody touched it since."""
        known = self.files.get(path)
        if known is None or known[0] != key:
            return False
        try:
            facts = (site / path).stat()
        except OSError:
            return False
        return (facts.st_size, facts.st_mtime_ns) == known[1:]

    def of_bundle(self, bundle: Bundle) -> list[str]:
        """The paths that a bundle with this key had, if it was published."""
        return [p for p, row in self.files.items() if p.startswith(bundle.path) and row[0] == bundle.key]


def lock_of(manifest: Path) -> Path:
    """The file that a build of a site holds."""
    return manifest.with_suffix(".lock")


def manifest_of(target: Path, root: Path) -> Path:
    """Where the manifest of the site at ``target`` is remembered."""
    name = f"manifest-{target.name}-{digest(str(target.resolve()))[:8]}.json"
    return build_cache.cache_folder(root) / name
