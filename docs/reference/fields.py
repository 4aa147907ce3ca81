"""docs/motion-fields.md: every field of a motion file, from the schema that editors read."""

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from debatekit.motion.fields import Part
from debatekit.motion.model import Motion
from debatekit.motion.schema import motion_schema, parts_of, title_of
from docs.reference.markdown import anchor, fenced, page, table, wrapped

INTRODUCTION: Final = """
A motion file is made of these parts. `motion`, `pro` and `con` are needed, and two arguments a side; everything else
adds to the kit. Write a field as `name: value`, and indent the fields of a part below its name. A name without a
value counts as left out.

What a field holds:

- *text* is plain text of a line or so. Put it in double quotes where it holds a colon followed by a space.
- *long text* takes a little Markdown: paragraphs, `*emphasis*`, `**strong emphasis**`, lists, links and tables. Write
  `|` after the colon and the text below it, indented, to keep its lines. The numbers of a list are printed as
  they are typed, and so are a link that leads nowhere and a `*` within a word, as in 5*3*2.
- *number of a part* is printed before an argument or a question on every sheet, such as P1, C2 or Q4.
- *list of …* has each item on a line of its own that starts with `- `, or all in one line, as `[P1, C2]`.

Pupils see what they are given, unless it says *for teachers only*: such a field cannot be printed on a pupil's sheet.

Your editor can show all this as you type, complete the names and mark mistakes: see
[`debatekit schema`](commands.md#debatekit-schema).
"""

Schema = dict[str, Any]


def fields_page() -> str:
    """Return the page on the fields of a motion file."""
    schema = motion_schema()
    parts = {**schema["definitions"], Motion.__name__: schema}
    sections = (_section(part, parts) for part in parts_of(Motion))
    return page("The fields of a motion file", INTRODUCTION, *sections)


def example_of(part: type[Part]) -> dict[str, Any]:
    """Return what the fields of a part hold in the examples; other parts in it are left out."""
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    return {name: field.examples[0] for name, field in fields.items() if field.examples}


def _section(part: type[Part], parts: dict[str, Schema]) -> str:
    schema = parts[part.__name__]
    needed = schema.get("required", ())
    rows = [
        (f"`{name}`", field["description"], _holds(field), "**needed**" if name in needed else _default(field))
        for name, field in schema["properties"].items()
    ]
    texts = [f"## {title_of(part)}", wrapped(str(part.__doc__))]
    places = list(_places(part, parts))
    if places:
        texts.append(f"It belongs under {' and '.join(_place(*place) for place in places)}.")
    texts.append(table(("field", "what it is for", "what it holds", "if left out"), rows))
    texts.append(fenced(_shown(example_of(part), places), "yaml"))
    return "\n\n".join(texts)


def _places(part: type[Part], parts: dict[str, Schema]) -> Iterator[tuple[type[Part], str, Schema]]:
    """Yield each field that holds `part`: the part that has the field, the field's name and schema."""
    reference = f"'#/definitions/{part.__name__}'"
    for owner in parts_of(Motion):
        for name, field in parts[owner.__name__]["properties"].items():
            if reference in str(field):
                yield owner, name, field


def _place(owner: type[Part], name: str, _: Schema) -> str:
    return f"`{name}`" if owner is Motion else f"`{name}` in [{title_of(owner).lower()}]({anchor(title_of(owner))})"


def _holds(field: Schema) -> str:
    """Return what a field may hold, in words."""
    if "enum" in field:
        values = [value for value in field["enum"] if value is not None]
        return "; ".join(
            f"`{value}`: {meaning}" for value, meaning in zip(values, field["enumDescriptions"], strict=True)
        )
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        part = next(part for part in parts_of(Motion) if part.__name__ == name)
        return f"[{title_of(part).lower()}]({anchor(title_of(part))})"
    for choice in ("anyOf", "oneOf"):
        if choice in field:
            kinds = [_holds(kind) for kind in field[choice] if kind != {"type": "null"}]
            return ", or ".join(dict.fromkeys(kinds))
    return _value(field)


def _value(field: Schema) -> str:
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    if title := field.get("title"):
        return str(title)
    if "array" in types:
        return f"list of {_many(_holds(field['items']))}"
    if "object" in types:
        return f"short names of yours, and under each a {_holds(field['additionalProperties'])}"
    if "integer" in types:
        least, most = field.get("minimum"), field.get("maximum")
        return "whole number" + (f", {least} to {most}" if most is not None else f", {least} or more")
    if "boolean" in types and "pattern" in field and "integer" not in types and "number" not in types:
        return "true or false"
    return "long text" if "contentMediaType" in field else "text"


def _many(noun: str) -> str:
    """Return what several things are called: "texts", or a link to each kind of part."""
    if "](" in noun:
        return re.sub(r"([^s])\](?=\()", r"\1s]", noun)
    return {"number of a part": "numbers of parts"}.get(noun, f"{noun}s")


def _default(field: Schema) -> str:
    return f"`{field['default']}`" if "default" in field else ""


def _shown(example: dict[str, Any], places: list[tuple[type[Part], str, Schema]]) -> str:
    """Return an example as it is typed, under the name of the field that holds the part."""
    data: Any = example
    if places:
        _, name, field = places[0]
        if "array" in field.get("type", ()):
            data = [data]
        elif "object" in field.get("type", ()):
            data = {"article": data}
        data = {name: data}
    return yaml.dump(data, Dumper=_Typed, sort_keys=False, allow_unicode=True, width=110)


class _Typed(yaml.SafeDumper):
    """Writes YAML as people type it: lists further in than their key, and short ones in one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _list(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    in_one_line = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=in_one_line)


_Typed.add_representer(list, _list)
