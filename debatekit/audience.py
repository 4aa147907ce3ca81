"""Editions of a document, and the mark of what only teachers may see."""

from enum import Enum


class Edition(Enum):
    """Whom a document is for."""

    STUDENT = "student"
    TEACHER = "teacher"


TEACHER = Edition.TEACHER
"""Marks a field that only the teacher's edition may print: ``answer: Annotated[LongText, TEACHER]``."""

BOTH = (Edition.STUDENT, Edition.TEACHER)
"""The editions of a kit, in the order in which they are built."""
