"""Pages as LibreOffice lays them out: where each paragraph of a document is printed, and what is wrong with a page.

``python -m tests.layout FILE.docx …`` prints the faults of documents, and how full their pages are.
"""

from tests.layout.faults import Fault, Layout, lay_out
from tests.layout.printed import Mark

__all__ = ["Fault", "Layout", "Mark", "lay_out"]
