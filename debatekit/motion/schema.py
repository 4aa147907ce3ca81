"""The JSON Schema of a motion file, by which editors complete its keys, explain them and mark mistakes.

It is made of the models and takes a file as an editor reads it: an editor turns ``2020``, ``no`` and an empty value
into a number, a truth value and nothing, where `debatekit.yamlfile` keeps the text that was typed. What the reader
takes, the schema takes. It is stricter in one thing: a key that is not known is refused even where it has no value.

The dialect is draft 7, not the newest: every version of the YAML language server reads it, which is behind Visual
Studio Code's YAML extension and for long promised "JSON Schema 7 and below" (its README), and so do JetBrains' editors.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic.json_schema import GenerateJsonSchema

from debatekit.audience import TEACHER
from debatekit.motion.fields import Part
from debatekit.motion.model import Motion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

SCHEMA_NAME: Final = "debatekit.schema.json"
"""What the schema is called beside motion files; their first line names it."""

MODELINE: Final = f"# yaml-language-server: $schema={SCHEMA_NAME}"
"""The line of a motion file by which editors find the schema.

Both the YAML language server and JetBrains' editors read it; the latter also read ``# $schema: …``.
"""

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
SCALARS: Final = ["string", "number", "boolean"]
"""What an editor makes of a text without quotation marks."""
WHOLE_NUMBER: Final = r"^\s*\d+(\.0+)?\s*$"
FOR_TEACHERS: Final = "For teachers only: it cannot be printed on a pupil's sheet."
TRUTH: Final = "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"
NOT_TRUE: Final = {"patternErrorMessage": "true or false is expected here. Write one of the two."}
NOT_WHOLE: Final = {"patternErrorMessage": "A whole number is expected here. Write it in digits."}
EMPTY_TEXT: Final = "This text is empty. Write something, or delete the key."


def motion_schema() -> dict[str, Any]:
    """Return the JSON Schema of a motion file."""
    made = Motion.model_json_schema(schema_generator=_AsTyped, ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    parts = {**definitions, Motion.__name__: made}
    for part in parts_of(Motion):
        schema = parts[part.__name__]
        schema["title"] = title_of(part)
        for name, field in part.model_fields.items():
            if TEACHER in field.metadata:
                schema["properties"][field.alias or name]["description"] += f" {FOR_TEACHERS}"
    return {"$schema": DIALECT, **made, "definitions": definitions}


def schema_text() -> str:
    """Return the JSON Schema of a motion file as it stands in a file."""
    return json.dumps(motion_schema(), ensure_ascii=False, indent=2) + "\n"


def parts_of(part: type[Part]) -> Iterator[type[Part]]:
    """Yield `part` and every part that can stand in it, each once, in the order in which their fields are listed."""
    seen: dict[type[Part], None] = {}
    _collect(part, seen)
    yield from seen


def title_of(part: type[Part]) -> str:
    """Return what a part is called: "Weighed words"."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__)
    return words.strip().capitalize()


def _collect(annotation: Any, seen: dict[type[Part], None]) -> None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        if annotation not in seen:
            seen[annotation] = None
            for field in annotation.model_fields.values():
                _collect(field.annotation, seen)
        return
    for inner in getattr(annotation, "__args__", ()):
        _collect(inner, seen)


class _AsTyped(GenerateJsonSchema):
    """Makes the schema of what is typed, where pydantic's own is that of what the fields come to hold."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Take every text that is not empty; an editor may see a number or a truth value in it."""
        made = super().str_schema(schema)
        if "pattern" in made:
            return made
        if "minLength" in made:
            return {"type": SCALARS, "pattern": r"\S", "patternErrorMessage": EMPTY_TEXT}
        return {**made, "type": SCALARS}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Take a whole number, in quotation marks, too."""
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": WHOLE_NUMBER, **NOT_WHOLE}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """Take a truth value, in quotation marks, too."""
        return {**super().bool_schema(schema), "type": ["boolean", "string"], "pattern": TRUTH, **NOT_TRUE}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Take an empty value where there need be none."""
        return _or_nothing(self.generate_inner(schema["schema"]))

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Take an empty value where there is a default, which is told if it says something."""
        made = _or_nothing(super().default_schema(schema))
        if made.get("default") in (None, [], {}):
            made.pop("default", None)
        return made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Ask for no number: a part without one is given the next."""
        made = super().model_schema(schema)
        if "id" in made.get("required", ()):
            made["required"].remove("id")
            made["properties"]["id"] = _or_nothing(made["properties"]["id"])
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles that only repeat the key."""
        return False


def _or_nothing(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return `schema` so that it takes an empty value, too, which editors read as null."""
    kind = schema.get("type", "null")
    if "anyOf" in schema:
        nothing = {"type": "null"}
        return schema if nothing in schema["anyOf"] else {**schema, "anyOf": [*schema["anyOf"], nothing]}
    if "$ref" in schema:
        told = {key: value for key, value in schema.items() if key != "$ref"}
        return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **told}
    kinds = kind if isinstance(kind, list) else [kind]
    if "null" in kinds:
        return schema
    choice = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*kinds, "null"], **choice}
