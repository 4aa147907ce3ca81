"""A motion's first draft: every field explained in place, and proposals from a text where there is one.

Promises a motion file that is valid, builds, and holds no word that is neither the text's nor a prompt of the program.
What it quotes stands in the text word for word, once. It proposes, and judges nothing: which side a sentence helps,
and whether it is true, is left to the author. Knows nothing of pages, of Word or of the command line.
"""

from debatekit.files import slugify
from debatekit.new_motion.beginning import proposals_from, start_of
from debatekit.new_motion.proposals import Proposals
from debatekit.new_motion.skeleton import Start, draft

__all__ = ["Proposals", "Start", "draft", "slugify", "proposals_from", "start_of"]
