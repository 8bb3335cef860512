"""Outputs become a published site: built beside, then swapped in as a whole.

At every moment the published folder is a whole site, the old or the new one. A file whose key
is unchanged is linked from the old site instead of being made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from dreiklang.ground.outputs import SiteFile
from dreiklang.ground.problems import Place, Problem, ProblemsFound
from dreiklang.publishing import build_cache
from dreiklang.publishing.manifest import Manifest, Report, lock_of, manifest_of
from dreiklang.publishing.site_writer import SiteWriter
from dreiklang.publishing.swapping import beside, prepare, swap


def publish(outputs: Iterable[SiteFile], target: Path, root: Path) -> Report:
    """Writes all outputs and makes them the site at ``target``.

    Raises ProblemsFound when the folder is not ours to replace, when another build is at work,
    when two outputs claim one path, when one cannot be made, or when a file cannot be written (a
    full disk); the published site is untouched then.
    """
    remembered = manifest_of(target, root)
    try:
        with build_cache.lock(lock_of(remembered)) as free:
            if not free:
                raise ProblemsFound([Problem("build-running", Place(target.name))])
            return _published(outputs, target, root, remembered)
    except OSError as error:
        raise not_written(target, error) from error


def not_written(target: Path, error: OSError) -> ProblemsFound:
    """What a failed write means for the site."""
    reason = {"target": str(target), "reason": error.strerror or str(error)}
    return ProblemsFound([Problem("site-not-written", Place(target.name), reason)])


def _published(outputs: Iterable[SiteFile], target: Path, root: Path, remembered: Path) -> Report:
    prepare(target, root)
    staging = beside(target, "next")
    shutil.rmtree(staging, ignore_errors=True)
    writer = SiteWriter(staging, target, Manifest.read(remembered))
    try:
        writer.write(outputs)
        writer.report.changed = writer.differs()
        if writer.report.changed:
            swap(staging, target)
            writer.new.write(remembered)
        return writer.report
    finally:
        shutil.rmtree(staging, ignore_errors=True)
