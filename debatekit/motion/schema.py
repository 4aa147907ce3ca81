"""The JSON Schema of a motion file, by which editors complete its keys, explain them and mark mistakes.

It accepts a file as an editor reads it: an editor turns ``2020``, ``no`` and an empty value into a number, a truth
value and null, where `debatekit.yamlfile` keeps the text as typed. Every valid motion file is valid for it, with
one exception: an unknown key is refused even if it has no value.

The dialect is draft 7, because every version of the YAML language server (Visual Studio Code's YAML extension) and
JetBrains' editors read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic.json_schema import GenerateJsonSchema

from debatekit.audience import TEACHER
from debatekit.motion.fields import Part
from debatekit.motion.model import Motion

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

SCHEMA_NAME: Final = "debatekit.schema.json"
"""The name of the schema's file beside motion files; their first line names it."""

MODELINE: Final = f"# yaml-language-server: $schema={SCHEMA_NAME}"
"""The line of a motion file by which the YAML language server and JetBrains' editors find the schema."""

DIALECT: Final = "http://json-schema.org/draft-07/schema#"
SCALARS: Final = ["string", "number", "boolean"]
"""What an editor may read a text without quotation marks as."""
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
    """Return the JSON Schema of a motion file as the text of a file."""
    return json.dumps(motion_schema(), ensure_ascii=False, indent=2) + "\n"


def parts_of(part: type[Part]) -> Iterator[type[Part]]:
    """Yield `part` and every part it can hold, each once, in the order of their fields."""
    found: dict[type[Part], None] = {}
    _collect(part, found)
    yield from found


def title_of(part: type[Part]) -> str:
    """Return the title of a part: "Weighed words"."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in part.__name__)
    return words.strip().capitalize()


def _collect(annotation: Any, found: dict[type[Part], None]) -> None:
    if not (isinstance(annotation, type) and issubclass(annotation, Part)):
        for inner in get_args(annotation):
            _collect(inner, found)
    elif annotation not in found:
        found[annotation] = None
        for field in annotation.model_fields.values():
            _collect(field.annotation, found)


class _AsTyped(GenerateJsonSchema):
    """Generates the schema of what is typed; pydantic's own is that of the values after conversion."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Accept every text that is not empty, also where an editor reads a number or a truth value."""
        made = super().str_schema(schema)
        if "pattern" in made:
            return made
        if "minLength" in made:
            return {"type": SCALARS, "pattern": r"\S", "patternErrorMessage": EMPTY_TEXT}
        return {**made, "type": SCALARS}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """Accept a whole number, also in quotation marks."""
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": WHOLE_NUMBER, **NOT_WHOLE}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """Accept a truth value, also in quotation marks."""
        return {**super().bool_schema(schema), "type": ["boolean", "string"], "pattern": TRUTH, **NOT_TRUE}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Accept an empty value of an optional field."""
        return _nullable(self.generate_inner(schema["schema"]))

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Accept an empty value where there is a default; leave out defaults that are empty themselves."""
        made = _nullable(super().default_schema(schema))
        if made.get("default") in (None, [], {}):
            made.pop("default", None)
        return made

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Do not require an `id`: a part without one is given the next."""
        made = super().model_schema(schema)
        if "id" in made.get("required", ()):
            made["required"].remove("id")
            made["properties"]["id"] = _nullable(made["properties"]["id"])
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles that only repeat the key."""
        return False


def _nullable(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return `schema` so that it also accepts an empty value, which editors read as null."""
    if "anyOf" in schema:
        null = {"type": "null"}
        return schema if null in schema["anyOf"] else {**schema, "anyOf": [*schema["anyOf"], null]}
    if "$ref" in schema:
        others = {key: value for key, value in schema.items() if key != "$ref"}
        return {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}], **others}
    kind = schema.get("type", "null")
    kinds = kind if isinstance(kind, list) else [kind]
    if "null" in kinds:
        return schema
    choice = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [*kinds, "null"], **choice}
