"""Which tables has the ledger for the keys of stories? `bands` says how they lie in them."""

BANDS_TABLE = """
CREATE TABLE IF NOT EXISTS bands (
    run INTEGER NOT NULL, first INTEGER NOT NULL, pairs BLOB NOT NULL, PRIMARY KEY (run, first))"""
SAMPLES_TABLE = """
CREATE TABLE IF NOT EXISTS samples (ordinal INTEGER PRIMARY KEY, number INTEGER NOT NULL)"""
