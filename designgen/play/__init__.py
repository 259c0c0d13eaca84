"""The playground: a design that a reader changes in the browser, by the program printed from the knowledge."""
