"""Names of files and folders that every system can hold: kits are shared, and a name must not lie about itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
"""Characters of a name; Windows has 259 for a whole path."""

RESERVED: Final = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)")
"""What Windows keeps for devices, whatever ending follows (Microsoft: Naming Files, Paths, and Namespaces)."""

FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""What no name on Windows may hold (the same source)."""

SIMPLE: Final = "Rename it: letters, digits and hyphens are safe."


def name_fault(name: str) -> tuple[str, str] | None:
    """Return why a file or a folder that is made should not be called `name`, and what to do; None if it may be."""
    if len(name) > LONGEST:
        return f"this name has {len(name)} characters", f"Rename it: {LONGEST} at most."
    if RESERVED.match(name):
        return f"'{name}' is the name of a device on Windows", "Rename it: another word, or one more."
    if not name.strip(". ") or name != name.strip() or name.endswith("."):
        return f"a name cannot start or end with a space, or end with a full stop, as '{name}' does", SIMPLE
    if found := FORBIDDEN.search(name):
        return f"no name on Windows can hold {found[0]!r}", SIMPLE
    if unseen := next((sign for sign in name if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}), None):
        return f"the name holds U+{ord(unseen):04X}, which is not seen", SIMPLE
    return None
