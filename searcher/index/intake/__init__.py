"""How do files come into an index? Which are known, what is counted, how long it takes."""
