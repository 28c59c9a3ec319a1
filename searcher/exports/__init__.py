"""Which files come of a question's hits? Complete, streamed, reproducible, and provable."""
