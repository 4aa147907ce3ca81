"""What a kit is made from, as files and as fingerprints: equal fingerprints, equal kit."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from debatekit import __version__
from debatekit.datafiles import PACKAGE
from debatekit.files import content_of
from debatekit.motion.loader import record_path

if TYPE_CHECKING:
    from debatekit.audience import Edition
    from debatekit.means import Means
    from debatekit.motion.loader import LoadedMotion


def files_of(means: Means, file: LoadedMotion, texts: Mapping[str, Path]) -> Iterator[Path]:
    """Yield the files that a motion's kit is made from and that other kits need not be; some may not be there."""
    yield file.path
    yield record_path(file.path)
    for name, source in file.motion.sources.items():
        if path := texts.get(name) or (file.path.parent / source.text if source.text else None):
            yield path
    if look := means.choices(file).look:
        yield look


def digests_of(files: Iterable[Path], motion: Path) -> dict[str, str]:
    """Return the fingerprints of `files` by their paths from the folder of a `motion`."""
    return {path_from(motion.parent, file): digest_of(file) for file in files}


def digest_of(file: Path) -> str:
    """Return the fingerprint of a file's content, or nothing if there is no such file, or it cannot be read."""
    content = content_of(file)
    return "" if content is None else hashlib.sha256(content).hexdigest()


def path_from(folder: Path, file: Path) -> str:
    """Return a path as it is seen from a `folder`."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return file.as_posix()


def shared_digest(means: Means) -> str:
    """Return the fingerprint of what all kits are made with: the program, templates and settings."""
    program = ((path, path.stat()) for path in sorted(PACKAGE.rglob("*.py")))
    look = means.choices().look
    return _digest(
        __version__,
        *((path.relative_to(PACKAGE).as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in program),
        *(
            (number, path.relative_to(folder).as_posix(), digest_of(path))
            for number, folder in enumerate(means.folders)
            for path in sorted(folder.rglob("*"))
        ),
        *(layer.settings.model_dump_json() for layer in means.layers),
        digest_of(look) if look else "",
    )


def asked_digest(means: Means, only: Sequence[str], editions: Sequence[Edition], texts: Mapping[str, Path]) -> str:
    """Return the fingerprint of what somebody asks for on the command line."""
    told = means.layers[0].settings.model_dump_json() if means.layers else ""
    named = sorted((name, path.as_posix()) for name, path in texts.items())
    return _digest(told, means.reading, sorted(only), sorted(edition.value for edition in editions), named)


def _digest(*things: object) -> str:
    return hashlib.sha256("\n".join(map(repr, things)).encode("utf-8", "surrogatepass")).hexdigest()
