"""`python -m designgen`."""

from designgen.cli import main

main()
