"""The documentation is tested: its blocks run, its links resolve, and nothing is left out of it.

A `console` block is a session in the project's folder (of `WRITING` pages in an empty one): lines
after `$ ` are run, the lines below are what they print (a line `…` stands for any lines; times do
not count). `python` blocks of a page are run one after the other. `sh` blocks are shown only.

With UPDATE_DOCS=1 in the environment the console blocks and the table of field names are written
anew: read the difference.
"""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import searcher
from searcher import errors

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *DOCS.glob("**/*.md"), *ROOT.glob("[!.]*/README.md")]
    if page.is_file()
)
COMMANDS = Path(sys.executable).parent
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Pages whose commands write files.
WRITING = ("docs/exports.md",)
UPDATE = os.environ.get("UPDATE_DOCS") == "1"
# Sizes depend on the machine as times do: blocks of the file system, compression.
MEASURED = re.compile(r"\b\d[\d,.]* ?(ms|s|µs|kB|KB|MB|KiB|MiB)\b")


def page_id(page: Path) -> str:
    """Name a page in test ids."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    """List the fenced blocks of a language."""
    return [text for tag, text in FENCE.findall(page.read_text("utf-8")) if tag == language]


def with_blocks(language: str) -> list[Path]:
    """List the pages that have blocks of a language."""
    return [page for page in PAGES if blocks(page, language)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index home in which `sample` is ingested, as after scripts/quickstart."""
    folder = tmp_path_factory.mktemp("home")
    with searcher.Index.create(folder / "sample") as index:
        index.ingest([DOCS / "sample"], reference_date=dt.date(2026, 2, 1))
    return folder


def session(block: str) -> Iterator[tuple[str, list[str]]]:
    """Take a console block apart into commands and the lines shown below each."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        while command.endswith("\\"):
            command += "\n" + shown.pop(0)
        yield command, [line.rstrip() for line in shown]


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Say whether the printed lines are those shown, `…` standing for any lines."""
    if not shown:
        return not printed
    if shown[0] == "…":
        return any(agrees(shown[1:], printed[n:]) for n in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and agrees(shown[1:], printed[1:])


def run(command: str, home: Path, folder: Path = ROOT) -> list[str]:
    """Run a shown command in a folder; its lines, results before messages."""
    env = {"PATH": f"{COMMANDS}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=os.environ | env | {"SEARCHER_HOME": str(home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    text = (done.stdout + done.stderr).replace(str(home), "indexes")
    printed = [line.rstrip() for line in text.splitlines()]
    assert 0 == done.returncode, (command, printed)
    return printed


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a POSIX shell")
@pytest.mark.parametrize("page", with_blocks("console"), ids=page_id)
def test_console_blocks_print_what_they_show(page: Path, home: Path, tmp_path: Path) -> None:
    """Every command of a console block succeeds and prints the lines below it."""
    folder = tmp_path if page_id(page) in WRITING else ROOT
    text = page.read_text("utf-8")
    for block in blocks(page, "console"):
        renewed = ""
        for command, shown in session(block):
            printed = run(command, home, folder)
            lines = [MEASURED.sub("#", line) for line in shown if line]
            expected = [MEASURED.sub("#", line) for line in printed if line]
            good = agrees(lines, expected)
            renewed += "\n".join([f"$ {command}", *(shown if good else printed)]).rstrip() + "\n"
            assert good or UPDATE or lines == expected, command
        text = text.replace(block, renewed)
    if UPDATE:
        page.write_text(text, "utf-8")


@pytest.mark.parametrize("page", with_blocks("python"), ids=page_id)
def test_python_blocks_run(page: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python blocks of a page run in one session; their own assertions hold."""
    monkeypatch.setenv("SEARCHER_HOME", str(home))
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, str(page), "exec"), names)  # noqa: S102 - our own documentation


def anchors(page: Path) -> set[str]:
    """List the anchors of a page's headings, as GitHub makes them."""
    text = FENCE.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ +(.+?) *#*$", text, re.MULTILINE)
    kept = ["".join(c for c in h.lower() if c in " -_" or is_letter(c)) for h in headings]
    return {heading.replace(" ", "-") for heading in kept}


def is_letter(sign: str) -> bool:
    """Say whether GitHub keeps the sign in an anchor."""
    return unicodedata.category(sign)[0] in "LN"


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_resolve(page: Path) -> None:
    """Every relative link leads to a file, and its fragment to a heading."""
    text = FENCE.sub("", page.read_text("utf-8"))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (fragment and fragment not in anchors(file)):
            broken.append(target)
    assert [] == broken


def test_pages_are_reached_from_the_readme() -> None:
    """No page of the documentation is an orphan."""
    seen, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        for target in re.findall(r"\]\(([^)\s#]+)", page.read_text("utf-8")):
            if not re.match(r"[a-z]+:", target):
                todo.append((page.parent / target).resolve())
    assert [] == [page_id(page) for page in DOCS.glob("**/*.md") if page not in seen]


def test_set_up_is_exactly_the_two_scripts() -> None:
    """The README names the scripts that exist, and no other way to set up."""
    readme = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"scripts/[\w.-]+", readme))
    assert {
        "scripts/quickstart",
        "scripts/test",
        "scripts/quickstart.py",
        "scripts/test.py",
    } == named
    assert [] == [name for name in named if not (ROOT / name).is_file()]


def test_every_error_is_documented() -> None:
    """docs/errors.md has a row for each exception, with its exit code."""
    page = (DOCS / "errors.md").read_text("utf-8")
    known = [e for e in vars(errors).values() if isinstance(e, type)]
    tree = [e for e in known if issubclass(e, searcher.SearcherError)]
    assert 10 < len(tree)
    missing = [e.__name__ for e in tree if f"| `{e.__name__}` | {e.exit_code} |" not in page]
    assert [] == missing


@pytest.mark.parametrize("code", [0, 1, 2, 3, 130])
def test_every_exit_code_is_documented(code: int) -> None:
    """Scripts rely on exit codes: each has a row."""
    assert re.search(rf"^\| {code} \| \S", (DOCS / "errors.md").read_text("utf-8"), re.MULTILINE)


def test_every_query_field_is_documented() -> None:
    """docs/query.md has a row for each field, with its synonyms."""
    from searcher.query.fields import FIELDS

    page = (DOCS / "query.md").read_text("utf-8")
    rows = {m[1]: m[0] for m in re.finditer(r"^\| `(\w+)` .*$", page, re.MULTILINE)}
    assert [] == [field.name for field in FIELDS if field.name not in rows]
    lost = [(f.name, s) for f in FIELDS for s in f.synonyms if f"`{s}`" not in rows[f.name]]
    assert [] == lost


def test_every_facet_is_documented() -> None:
    """docs/query.md names each facet."""
    from searcher.query.fields import FACETS

    page = (DOCS / "query.md").read_text("utf-8")
    assert [] == [name for name in FACETS if f"`{name}`" not in page]


def test_every_output_format_is_documented() -> None:
    """docs/query.md has the table of formats."""
    from searcher.render.formats import FORMATS

    page = (DOCS / "query.md").read_text("utf-8")
    rows = {row.name: f"| `{row.name}` | {row.title} |" for row in FORMATS}
    assert [] == [name for name, row in rows.items() if row not in page]


def test_every_input_format_is_documented() -> None:
    """docs/corpora.md has the table of readers, with title and suffixes."""
    from searcher.readers import READERS

    page = (DOCS / "corpora.md").read_text("utf-8")
    for reader in READERS:
        suffixes = ", ".join(f"`{suffix}`" if suffix else "none" for suffix in reader.suffixes)
        assert f"| `{reader.name}` | {reader.title} | {suffixes} |" in page


def test_every_field_name_is_documented() -> None:
    """docs/corpora.md has the table of synonyms, word for word."""
    from searcher.readers.records.field_names import SYNONYMS

    file = DOCS / "corpora.md"
    head = "| attribute | field names, in this order |\n|---|---|\n"
    table = "".join(f"| `{name}` | {' '.join(n.split())} |\n" for name, n in SYNONYMS.items())
    before, _, after = file.read_text("utf-8").partition(head)
    if UPDATE:
        file.write_text(before + head + table + after[after.index("\n\n") + 1 :], "utf-8")
    assert UPDATE or table == after[: after.index("\n\n") + 1]


def test_every_reason_is_documented() -> None:
    """docs/corpora.md has a row for each reason for which a record is skipped or rejected."""
    source = "".join(path.read_text("utf-8") for path in (ROOT / "searcher").rglob("*.py"))
    named = set(re.findall(r'(?:Skipped|Rejection)\((?:[^"()]|\([^()]*\))*"([a-z-]+)"', source))
    assert {"empty", "bad-json"} <= named
    rows = set(
        re.findall(
            r"^\| `([\w-]+)` \| \w+ \|", (DOCS / "corpora.md").read_text("utf-8"), re.MULTILINE
        )
    )
    assert set() == named - rows


def test_every_article_attribute_is_documented() -> None:
    """docs/corpora.md says what each attribute of an article means."""
    import dataclasses

    page = (DOCS / "corpora.md").read_text("utf-8")
    names = [field.name for field in dataclasses.fields(searcher.Article)]
    assert [] == [name for name in names if f"`{name}`" not in page]


def test_every_check_of_an_index_is_documented() -> None:
    """docs/corpora.md has a row for each check of `searcher doctor`, with its limits."""
    from searcher.index.doctor.checks import CHECKS

    def limit(share: float | None) -> str:
        return "never" if share is None else f"over {share * 100:g} %" if share else "any"

    page = (DOCS / "corpora.md").read_text("utf-8")
    rows = [
        f"| `{one.name}` | {one.title} | {one.unit} | {limit(one.look)} | {limit(one.problem)} |"
        for one in CHECKS
    ]
    assert [] == [row for row in rows if row not in page]


def test_every_command_and_option_is_documented() -> None:
    """docs/commands.md names each command of the toolbox and each of its options."""
    import typer.main

    from searcher.cli.main import app

    page = (DOCS / "commands.md").read_text("utf-8")
    toolbox = typer.main.get_command(app())
    commands = vars(toolbox)["commands"]
    assert {"ingest", "search", "show"} <= set(commands)
    missing = [
        f"{name} {flag}"
        for name, command in commands.items()
        for flag in ["", *(o for p in command.params for o in p.opts if o.startswith("--"))]
        if f"searcher {name}" not in page or flag not in page
    ]
    assert [] == missing


def test_every_problem_of_the_api_is_documented() -> None:
    """docs/web.md has a row for each type, with its status."""
    from searcher.web.problems import KINDS

    page = (DOCS / "web.md").read_text("utf-8")
    rows = dict(
        re.findall(r"^\| `urn:searcher:problem:([\w-]+)` \| ([\d, ]+) \|", page, re.MULTILINE)
    )
    assert {kind.type for kind in KINDS} == set(rows)
    assert [] == [kind.type for kind in KINDS if str(kind.status) not in rows[kind.type]]


def test_every_path_of_the_api_is_documented() -> None:
    """docs/web.md has a row for each."""
    from searcher.web.openapi import document

    page = (DOCS / "web.md").read_text("utf-8")
    assert [] == [path for path in document()["paths"] if f"| `{path}` |" not in page]
