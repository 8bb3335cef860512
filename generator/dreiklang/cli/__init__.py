"""The command ``dreiklang``."""

from __future__ import annotations

from dreiklang.cli.commands import main as main
