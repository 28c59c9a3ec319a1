"""What does the record mean? `RawArticle` to `Article`; pure, no I/O."""
