"""``python -m dreiklang``."""

from dreiklang.cli.commands import main

main()
