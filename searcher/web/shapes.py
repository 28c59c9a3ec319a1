"""What are schemas made of? Texts, numbers, lists, and objects that have the keys named alone."""

from typing import Any, get_args

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "number"}
_PLACE = "#/components/schemas/"


def named(name: str) -> Schema:
    """Refer to one of `schemas`."""
    return {"$ref": f"{_PLACE}{name}"}


def one_of(values: object) -> Schema:
    """Give the schema of a text that is one of a literal type's, or of a list's."""
    return {"type": "string", "enum": list(get_args(values) or values)}  # type: ignore[call-overload]


def listed(items: Schema) -> Schema:
    """Give the schema of a list."""
    return {"type": "array", "items": items}


PARAMS: Schema = {"type": "object", "additionalProperties": listed(TEXT)}


def closed(optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Give the schema of an object that has these keys and no other."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def or_null(schema: Schema) -> Schema:
    """Allow null as well."""
    return {"anyOf": [schema, {"type": "null"}]}
