"""YAML as strings, lists and objects: what was written, and nothing that it might mean.

Values stay strings (YAML 1.1 would make 750 of `12:30` and False of `NO`), tags are ignored, so
nothing is ever constructed. Built from the parser's events without recursion: nesting and aliases
are bounded, and an alias is the same object, not a copy.
"""

from typing import Any, Final

_DEPTH: Final = 32  # lists and objects inside each other
_ALIASES: Final = 200  # in one document
_EVENTS: Final = 2_000_000  # of one document; ten times what the largest list of authors needs


class BadYaml(ValueError):
    """The text is no YAML; `str()` says what, `line` counts from 1."""

    def __init__(self, problem: str, line: int) -> None:
        """Keep the line apart, since the text may begin further down in a file."""
        super().__init__(problem)
        self.line = line


def parse(text: str, *, unique: bool = False) -> Any:
    """Parse the first document: str, list, dict, or None where nothing is written.

    With `unique` a key that is given twice, of which one would be lost, is a `BadYaml`.
    """
    import yaml

    # The C parser is ten times faster; not every platform has it.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _build(yaml, yaml.parse(text, Loader=loader), unique=unique)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise BadYaml(problem.problem or "not understood", mark.line + 1 if mark else 1) from None
    except (yaml.YAMLError, RecursionError, UnicodeError) as problem:
        raise BadYaml(str(problem).split("\n")[0], 1) from problem


def _build(yaml: Any, events: Any, *, unique: bool) -> Any:
    """Put the events together; `open_` holds the lists and objects that are not yet closed."""
    open_: list[list[Any] | dict[str, Any]] = []
    keys: list[str | None] = []  # for each open object, the key whose value comes next
    anchors: dict[str, Any] = {}
    aliases = 0
    for count, event in enumerate(events):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if count > _EVENTS:
            raise BadYaml("too many values", line)
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            plain_null = event.value in {"", "~", "null"} and event.implicit[0]
            value = None if plain_null else event.value
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            if aliases > _ALIASES or event.anchor not in anchors:
                raise BadYaml(f"alias *{event.anchor}: not allowed here", line)
            value = anchors[event.anchor]
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            value = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            open_.pop()
            keys.pop()
            continue
        elif isinstance(event, yaml.DocumentEndEvent):
            break
        else:
            continue
        if not open_:
            root = value
        elif isinstance(open_[-1], list):
            open_[-1].append(value)
        elif keys[-1] is None:
            keys[-1] = value if isinstance(value, str) else ""
            if unique and keys[-1] in open_[-1]:
                raise BadYaml(f"{keys[-1]} is given twice", line)
        else:
            open_[-1][keys[-1]] = value
            keys[-1] = None
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            anchors[event.anchor] = value
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            open_.append(value)
            keys.append(None)
            if len(open_) > _DEPTH:
                raise BadYaml("nested too deeply", line)
    else:
        return None
    return root
