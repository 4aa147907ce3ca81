"""Who may see a value: everybody, or teachers only.

A field of a motion is marked by `TEACHER` in its type; the pages read the mark and withhold the field from a
student edition before a template can see it.
"""

from __future__ import annotations

from enum import Enum
from typing import Final


class Audience(Enum):
    """Whom a value is for."""

    EVERYBODY = "everybody"
    TEACHER = "teacher"


TEACHER: Final = Audience.TEACHER
"""The mark of a field that is for teachers only: ``answer: Annotated[LongText, TEACHER]``."""


class Edition(Enum):
    """Whom a document is for."""

    STUDENT = "student"
    TEACHER = "teacher"

    def may_see(self, audience: Audience) -> bool:
        """Tell whether a document of this edition may print what is for `audience`."""
        return audience is Audience.EVERYBODY or self is Edition.TEACHER


BOTH: Final = (Edition.STUDENT, Edition.TEACHER)
"""The editions of a kit, in the order in which they are built."""
