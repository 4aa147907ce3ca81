"""Putting files on disk: each appears whole or not at all, and nothing that somebody changed is lost."""

from debatekit.output.files import create_file, sweep, write_file
from debatekit.output.placing import Placed, place
from debatekit.output.seal import is_untouched, sealed

__all__ = ["Placed", "create_file", "is_untouched", "place", "sealed", "sweep", "write_file"]
