"""Motions that several tests of this package read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.samples import SMALLEST
from tests.templating.support import marked_motion, read

if TYPE_CHECKING:
    from debatekit.motion.loader import LoadedMotion


@pytest.fixture(scope="session")
def marked(tmp_path_factory: pytest.TempPathFactory) -> LoadedMotion:
    """Return a full motion with another secret in every field that only teachers see."""
    return read(tmp_path_factory.mktemp("marked"), marked_motion())


@pytest.fixture(scope="session")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> LoadedMotion:
    """Return the smallest motion."""
    return read(tmp_path_factory.mktemp("smallest"), SMALLEST)
