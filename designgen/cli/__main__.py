"""`python -m designgen.cli`."""

from designgen.cli import main

main()
