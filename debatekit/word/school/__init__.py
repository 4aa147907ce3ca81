"""A school's own Word file → a look.

Promises that a file which is not what it says, or holds what it should not, is told as a `Problem` and never
believed; and that of a good one styles, colours, fonts, page set-up, header and footer are in every document.
"""

from debatekit.word.school.look import make_school_look
from debatekit.word.school.reading import SchoolFile, open_school_file

__all__ = ["SchoolFile", "make_school_look", "open_school_file"]
