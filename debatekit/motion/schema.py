"""The JSON Schema of a motion file, with which editors complete its keys, explain them and mark mistakes.

It accepts a file as an editor reads it: an editor turns ``2020``, ``no`` and an empty value into a number, a truth
value and null. The dialect is draft 7, which the YAML language server and JetBrains' editors read in all versions.
"""

import json
import re
from typing import Any, Final, get_args

from pydantic.json_schema import GenerateJsonSchema

from debatekit.motion.fields import TEACHER, Part
from debatekit.motion.model import Motion

SCHEMA_NAME: Final = "debatekit.schema.json"
MODELINE: Final = f"# yaml-language-server: $schema={SCHEMA_NAME}"
TRUTH: Final = "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"


def motion_schema() -> dict[str, Any]:
    """Return the JSON Schema of a motion file."""
    made = Motion.model_json_schema(schema_generator=_AsTyped, ref_template="#/definitions/{model}")
    definitions = made.pop("$defs")
    for part in parts_of(Motion):
        schema = definitions.get(part.__name__, made)
        schema["title"] = title_of(part)
        for name, field in part.model_fields.items():
            if TEACHER in field.metadata:
                note = " For teachers only: it cannot be printed on a pupil's sheet."
                schema["properties"][field.alias or name]["description"] += note
    return {"$schema": "http://json-schema.org/draft-07/schema#", **made, "definitions": definitions}


def schema_text() -> str:
    """Return the JSON Schema of a motion file as the text of a file."""
    return json.dumps(motion_schema(), ensure_ascii=False, indent=2) + "\n"


def parts_of(annotation: Any) -> list[type[Part]]:
    """Return the part in a type and every part that it can hold, each once, in the order of their fields."""
    is_part = isinstance(annotation, type) and issubclass(annotation, Part)
    inner = [field.annotation for field in annotation.model_fields.values()] if is_part else get_args(annotation)
    found = [annotation] if is_part else []
    return list(dict.fromkeys([*found, *(part for one in inner for part in parts_of(one))]))


def title_of(part: type[Part]) -> str:
    """Return the title of a part: "Weighed words"."""
    return re.sub("(?<=[a-z])[A-Z]", lambda letter: f" {letter[0].lower()}", part.__name__)


class _AsTyped(GenerateJsonSchema):
    """Generates the schema of what is typed; pydantic's own is that of the values after conversion."""

    def str_schema(self, schema: Any) -> dict[str, Any]:
        made = super().str_schema(schema)
        if "pattern" in made:
            return made
        made["type"] = ["string", "number", "boolean"]  # what an editor may read a text without quotation marks as
        empty = "This text is empty. Write something, or delete the key."
        return _matching(made, r"\S", empty) if made.pop("minLength", 0) else made

    def int_schema(self, schema: Any) -> dict[str, Any]:
        made = {**super().int_schema(schema), "type": ["integer", "string"]}
        return _matching(made, r"^\s*\d+(\.0+)?\s*$", "A whole number is expected here. Write it in digits.")

    def bool_schema(self, schema: Any) -> dict[str, Any]:
        made = {"type": ["boolean", "string"]}
        return _matching(made, TRUTH, "true or false is expected here. Write one of the two.")

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return _nullable(self.generate_inner(schema["schema"]))

    def default_schema(self, schema: Any) -> dict[str, Any]:
        made = _nullable(super().default_schema(schema))
        if made.get("default") in (None, [], {}):
            made.pop("default", None)
        return made

    def model_schema(self, schema: Any) -> dict[str, Any]:
        made = super().model_schema(schema)
        if "id" in made.get("required", ()):
            made["required"].remove("id")
            made["properties"]["id"] = _nullable(made["properties"]["id"])
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # titles that only repeat the key are left out
        return False


def _matching(schema: dict[str, Any], pattern: str, message: str) -> dict[str, Any]:
    return {**schema, "pattern": pattern, "patternErrorMessage": message}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    null = {"type": "null"}
    if "$ref" in schema:
        others = {key: value for key, value in schema.items() if key != "$ref"}
        return {"anyOf": [{"$ref": schema["$ref"]}, null], **others}
    if "anyOf" in schema:
        return {**schema, "anyOf": [*(choice for choice in schema["anyOf"] if choice != null), null]}
    kinds = schema.get("type", "null")
    kinds = dict.fromkeys([*([kinds] if isinstance(kinds, str) else kinds), "null"])
    choice = {"enum": list(dict.fromkeys([*schema["enum"], None]))} if "enum" in schema else {}
    return {**schema, "type": [*kinds], **choice}
