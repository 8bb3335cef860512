"""The command ``dreiklang``, and the reference that it writes from the code."""

from __future__ import annotations

from dreiklang.cli.commands import main as main
