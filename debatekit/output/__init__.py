"""Putting files on disk: each appears whole or not at all, and nothing that somebody changed is lost."""

from debatekit.output.manifest import (
    MadeDocument,
    MadeKit,
    Manifest,
    Option,
    Part,
    Recorded,
    Run,
    Summary,
    forget,
    read_manifest,
    write_manifest,
)
from debatekit.output.older import Older, older_documents
from debatekit.output.placing import Placed, place, remove
from debatekit.output.seal import is_untouched, seal_of, sealed

__all__ = [
    "MadeDocument",
    "MadeKit",
    "Manifest",
    "Older",
    "Option",
    "Part",
    "Placed",
    "Recorded",
    "Run",
    "Summary",
    "forget",
    "is_untouched",
    "older_documents",
    "place",
    "read_manifest",
    "remove",
    "seal_of",
    "sealed",
    "write_manifest",
]
