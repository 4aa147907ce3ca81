"""A teacher's workspace: a folder with `debatekit.yaml`, and the motions, templates and settings in it.

Promises that a workspace is found from any folder below it, and that every choice is made in one order: what the
command line says, then the motion, then the workspace, then what is usual. Knows nothing of pages or Word.
"""

from debatekit.workspace.choices import Choices, Layer
from debatekit.workspace.finding import Workspace, find_workspace

__all__ = ["Choices", "Layer", "Workspace", "find_workspace"]
