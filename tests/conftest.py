"""What tests share: where the real corpora are, and hypothesis' settings."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# A process for each of thousands of small ingests would take minutes: tests that need them ask.
# SEARCHER_WORKERS=1 in the environment has all tests read as users do.
os.environ.setdefault("SEARCHER_WORKERS", "0")

# These machines are shared and slow at times: a deadline would fail for the wrong reason.
settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("default")


def pytest_collection_finish() -> None:
    """Have thousands of tests not looked through for garbage while one of them is timed."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real corpora, which is no part of the project; skip where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the real corpora in ../shared/data, which are not part of the project")
    return folder


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own indexes and settings."""
    monkeypatch.setenv("SEARCHER_HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("SEARCHER_INDEX", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
