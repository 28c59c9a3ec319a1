"""Every option of every command, once: name, help, default. Commands pick from this table.

What many commands share comes as a `TypedDict`: a command that takes `**asked: Unpack[Asked]` has
all of its options, in this order (`signature.expand`).
"""

from typing import Annotated, Any, TypedDict

import typer

from searcher import render
from searcher.cli.completion import index_names
from searcher.cli.console import COLOURS, Console
from searcher.query.fields import FACETS
from searcher.query.model import CONFIDENCES
from searcher.query.params import COUNTED, MOST_SNIPPETS
from searcher.render import ARTICLE_FORMATS, FORMATS


def show_version(ctx: typer.Context, value: bool) -> None:
    """Print the version and end, before anything else is looked at."""
    if not value or ctx.resilient_parsing:
        return
    from searcher._version import __version__

    console: Console = ctx.obj
    console.write([f"{ctx.find_root().info_name} {__version__}"])
    raise typer.Exit


WHAT = "What to look for"
WITHOUT = "What to leave out"
SHOWN = "What to show"
WHERE = "Index and terminal"


def _values(flag: str, what: str, panel: str = WHAT) -> Any:
    """Give an option that may be repeated."""
    return typer.Option(flag, help=what, rich_help_panel=panel, metavar="VALUE", show_default=False)


def _choice(names: tuple[str, ...]) -> str:
    return "|".join(names)


def _names(formats: tuple[render.Format, ...], between: str = ", ") -> str:
    return between.join(row.name for row in formats)


Words = Annotated[
    list[str],
    typer.Argument(
        metavar="[WORDS]...",
        help="Words that all must occur; none, or `*`, is all articles. "
        'Also "a phrase" (in quotes of its own), OR, NOT, -word, (groups), field:value.',
        show_default=False,
    ),
]


class Worded(TypedDict):
    """Words. The names are those of `query.params.build`, here and below."""

    words: Words
    any_word: Annotated[
        bool,
        typer.Option("--any", help="One of the words is enough.", rich_help_panel=WHAT),
    ]


class Chosen(TypedDict):
    """Filters."""

    author: Annotated[
        list[str], _values("--author", "Written by this author; case and accents do not matter.")
    ]
    source: Annotated[list[str], _values("--source", "From this outlet or publisher.")]
    topic: Annotated[
        list[str], _values("--topic", "On this topic, or one below it, as in `economy/markets`.")
    ]
    subject: Annotated[
        list[str],
        _values(
            "--subject",
            "On this Media Topic of the IPTC, or one below it: `soccer`, `economy`, or a code.",
        ),
    ]
    language: Annotated[list[str], _values("--language", "In this language, as in `en`.")]
    kind: Annotated[list[str], _values("--kind", "`article`, or `teaser`: a card on a page.")]
    date: Annotated[
        list[str],
        typer.Option(
            "--date",
            "--published",
            metavar="WHEN",
            help="Published then: `2026`, `2026-01-30`, `2026-01..2026-03`, `yesterday`, "
            "`last week`, or `undated`.",
            rich_help_panel=WHAT,
            show_default=False,
        ),
    ]
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="WHEN", help="Not before; that day counts.", rich_help_panel=WHAT
        ),
    ]
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="WHEN", help="Not after; that day counts.", rich_help_panel=WHAT
        ),
    ]
    date_confidence: Annotated[
        str | None,
        typer.Option(
            "--date-confidence",
            metavar=_choice(CONFIDENCES),
            help="Only dates known at least so well; `low`: all that are dated.",
            rich_help_panel=WHAT,
        ),
    ]
    not_author: Annotated[list[str], _values("--not-author", "Not by this author.", WITHOUT)]
    not_source: Annotated[list[str], _values("--not-source", "Not from this source.", WITHOUT)]
    not_topic: Annotated[list[str], _values("--not-topic", "Not on this topic.", WITHOUT)]
    not_subject: Annotated[list[str], _values("--not-subject", "Not on this Media Topic.", WITHOUT)]
    not_language: Annotated[list[str], _values("--not-language", "Not in this language.", WITHOUT)]
    not_kind: Annotated[list[str], _values("--not-kind", "Not of this kind.", WITHOUT)]
    not_date: Annotated[
        list[str],
        typer.Option(
            "--not-date",
            "--not-published",
            metavar="WHEN",
            help="Not published then.",
            rich_help_panel=WITHOUT,
            show_default=False,
        ),
    ]
    no_inferred: Annotated[
        bool,
        typer.Option(
            "--no-inferred",
            help="Only declared topics and subjects count, not those inferred from the text.",
            rich_help_panel=WITHOUT,
        ),
    ]


SavedSearch = Annotated[
    str | None,
    typer.Option(
        "--saved",
        metavar="NAME",
        help="Within what a saved search finds; further words and filters narrow it.",
        rich_help_panel=WHAT,
        show_default=False,
    ),
]
SearchName = Annotated[
    str, typer.Argument(metavar="NAME", help="What the search is called.", show_default=False)
]


class Asked(Worded, Chosen):
    """Words and filters: which articles are meant."""


class Asking(Asked):
    """Words that may be repaired, where nothing but an answer comes of it."""

    saved: SavedSearch

    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Refuse a query with a mistake in it; otherwise it is repaired, with a note.",
            rich_help_panel=WHAT,
        ),
    ]


Counting = Annotated[
    str,
    typer.Option(
        "--count",
        metavar=_choice(COUNTED),
        help="What totals and facets count; `stories`: an article and its copies once.",
        rich_help_panel=SHOWN,
    ),
]


class Searched(Asking):
    """What `search` shows of the articles that it finds."""

    count: Counting
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="relevance|newest|oldest",
            help="The order of hits.",
            rich_help_panel=SHOWN,
        ),
    ]
    expand: Annotated[
        bool,
        typer.Option(
            "--expand",
            help="Order hits by the words of the best of them too; no more are found.",
            rich_help_panel=SHOWN,
        ),
    ]
    half_life: Annotated[
        str | None,
        typer.Option(
            "--half-life",
            metavar="TIME",
            help="New articles sooner: `30d` halves the reward every 30 days; also `6w`, `3m`, "
            "`1y`.",
            rich_help_panel=SHOWN,
        ),
    ]
    limit: Annotated[
        int,
        typer.Option(
            "--limit", "-n", metavar="N", min=0, help="Hits at most; 0: all.", rich_help_panel=SHOWN
        ),
    ]
    offset: Annotated[
        int,
        typer.Option(
            "--offset", metavar="N", min=0, help="Hits to pass over.", rich_help_panel=SHOWN
        ),
    ]
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="CURSOR",
            help="The page behind one of the same search: `next` of its --json.",
            rich_help_panel=SHOWN,
            show_default=False,
        ),
    ]
    snippets: Annotated[
        int,
        typer.Option(
            "--snippets",
            metavar="N",
            help=f"Passages of each hit at most, 0 to {MOST_SNIPPETS}.",
            rich_help_panel=SHOWN,
        ),
    ]
    facet: Annotated[
        list[str],
        typer.Option(
            "--facet",
            metavar="FIELD",
            help=f"Count the values of a field as well: {', '.join(FACETS)} (`date` is `month`). "
            "As in author:20 so many values; 0 is all.",
            rich_help_panel=SHOWN,
            show_default=False,
        ),
    ]


# Defaults of the shared options; lists are empty, switches off and the rest not set.
DEFAULTS: dict[str, object] = {
    "count": "articles",
    "sort": "relevance",
    "limit": 10,
    "offset": 0,
    "snippets": 1,
}

Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"How hits are printed: {_names(FORMATS)}.",
        rich_help_panel=SHOWN,
    ),
]
ArticleFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar=_names(ARTICLE_FORMATS, "|"),
        help="How it is printed.",
        rich_help_panel=SHOWN,
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Short for --format json.", rich_help_panel=SHOWN)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.", rich_help_panel=SHOWN)]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Say on stderr how the request was understood, what each part of it finds, and why "
        "each hit ranks where it does.",
        rich_help_panel=SHOWN,
    ),
]
Index = Annotated[
    str | None,
    typer.Option(
        "--index",
        "-i",
        metavar="NAME|PATH",
        envvar="SEARCHER_INDEX",
        show_envvar=True,
        help="The index: a name in the index home, or a path (with a slash).",
        autocompletion=index_names,
        rich_help_panel=WHERE,
        show_default="default",
    ),
]
Authors = Annotated[
    str | None,
    typer.Option(
        "--authors",
        metavar="FILE|none",
        envvar="SEARCHER_AUTHORS",
        show_envvar=True,
        help="Which names are one author's, as `searcher authors suggest` proposes.",
        rich_help_panel=WHERE,
        show_default="authors.yaml in the index, if there is one",
    ),
]
ArticleId = Annotated[
    str,
    typer.Argument(metavar="ID", help="The article's id, or its first digits (4 or more)."),
]
IndexName = Annotated[
    str,
    typer.Argument(
        metavar="INDEX",
        help="The index: a name or a path.",
        autocompletion=index_names,
        show_default=False,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
All = Annotated[
    bool,
    typer.Option("--all", help="Every article is meant, where no words or filters choose."),
]
Color = Annotated[
    str,
    typer.Option(
        "--color",
        metavar=_choice(COLOURS),
        help="Colour; auto: on a terminal, unless NO_COLOR is set.",
        rich_help_panel=WHERE,
    ),
]
Debug = Annotated[
    bool,
    typer.Option(
        "--debug",
        help="Show where an error came from.",
        rich_help_panel=WHERE,
    ),
]
Version = Annotated[
    bool,
    typer.Option(
        "--version", callback=show_version, is_eager=True, help="Print the version and end."
    ),
]
