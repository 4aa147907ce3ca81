"""A Word file from anywhere → its parts, safely: no file, however broken or hostile, does more than raise a problem.

Knows nothing of what the parts are read for.
"""

from __future__ import annotations

from typing import Final

OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins ([MS-CFB] 2.2): a .doc of Word 97 to 2003, or a .docx under a password."""
