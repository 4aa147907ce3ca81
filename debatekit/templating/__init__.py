"""Templates and a motion → pages in HTML, the one language between content and Word."""

from debatekit.templating.context import NO_EXTRAS, Extras, Namespace, template_context
from debatekit.templating.handouts import Handout
from debatekit.templating.render import Templates
from debatekit.templating.translations import Phrases
from debatekit.templating.typography import Quotes

__all__ = ["NO_EXTRAS", "Extras", "Handout", "Namespace", "Phrases", "Quotes", "Templates", "template_context"]
