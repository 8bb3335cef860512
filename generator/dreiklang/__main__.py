"""``python -m dreiklang``."""

from dreiklang.cli import main

main()
