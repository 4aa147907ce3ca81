"""The problems that are reported where something is wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from debatekit.errors import DebatekitError, Problem


def reported(act: Callable[..., object], *arguments: Any, **options: Any) -> list[Problem]:
    """Return the problems that `act` reports; fails if it reports none."""
    with pytest.raises(DebatekitError) as caught:
        act(*arguments, **options)
    return caught.value.problems
