"""What records are in these bytes? Bytes to `RawArticle`; nothing is interpreted here."""
