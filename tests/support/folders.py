"""Folders of texts, written for a test."""

from pathlib import Path


def write(root: Path, files: dict[str, str]) -> Path:
    """Make files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root
