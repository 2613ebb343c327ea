"""`python -m casework`."""

from casework.faces.cli import main

main()
