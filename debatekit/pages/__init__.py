"""Templates and a motion → pages in HTML, the one language between content and Word.

Promises that a page holds only what its edition may show, that no text of a motion can become structure, and
that whatever goes wrong is told with the template's line. Knows nothing of Word.
"""

from debatekit.pages.extras import NOTHING_MORE, Extras
from debatekit.pages.handouts import Handout
from debatekit.pages.phrases import Phrases
from debatekit.pages.rendering import Pages, view_of

__all__ = ["NOTHING_MORE", "Extras", "Handout", "Pages", "Phrases", "view_of"]
