"""Which of the IPTC's Media Topics is meant? Codes, labels and their tree; names that mean one."""

from searcher.subjects.names import named, named_path
from searcher.subjects.vocabulary import Subject, find, is_code, subject

__all__ = ["Subject", "find", "is_code", "named", "named_path", "subject"]
