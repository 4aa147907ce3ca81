"""Write a new motion file: every field explained, with suggestions from a text if there is one."""

from debatekit.new_motion.scaffold import MotionRequest, new_request, scaffold
from debatekit.new_motion.suggestions import Suggestions, suggest_from

__all__ = ["MotionRequest", "Suggestions", "new_request", "scaffold", "suggest_from"]
