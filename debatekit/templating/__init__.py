"""Templates and a motion → pages in HTML, the one language between content and Word.

Promises that a page holds only what its edition may show, that no text of a motion can become structure, and
that whatever goes wrong is told with the template's line. Knows nothing of Word.
"""

from debatekit.templating.extras import NOTHING_MORE, Extras
from debatekit.templating.handouts import Handout
from debatekit.templating.phrases import Phrases
from debatekit.templating.rendering import Pages, view_of

__all__ = ["NOTHING_MORE", "Extras", "Handout", "Pages", "Phrases", "view_of"]
