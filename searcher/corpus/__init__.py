"""Which files are read, what came of each record, and what is known already?

Paths to files, files to records, records to articles; the ledger remembers them, the report counts
them. Which engine the articles go to is not known here.
"""
