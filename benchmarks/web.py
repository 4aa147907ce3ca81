"""How well articles are found in web pages, on the public evaluation set of trafilatura; nothing is fetched.

    git clone https://github.com/adbar/trafilatura
    python -m benchmarks.web trafilatura/tests

For each page, the set has a few passages that belong to its article and a few that do not. They are counted as its own
`eval_common.py` counts them: a passage is found if the text contains it, but for white space; a page that cannot be
read has no text. readability-lxml is measured beside it where it is installed.
"""

import argparse
import json
import logging
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.table import Table, versions
from debatekit.errors import DebatekitError
from debatekit.files import packaged
from debatekit.new_motion.citation import find_citation
from debatekit.new_motion.suggestions import suggest_from
from debatekit.sources.encodings import decode_page
from debatekit.sources.readers import read_source

Item = dict[str, Any]  # of the evaluation set: file, with, without, title, author, date …
TODAY: Final = date(2026, 1, 1)
MIN_CHARACTERS: Final = 12  # of a passage outside the article that a proposal may be compared with


class Page(NamedTuple):
    """What was found on a page: counts by tool and kind, seconds by tool, and what went wrong."""

    counts: Counter[tuple[str, str]]
    seconds: dict[str, float]
    faults: tuple[str, ...]


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder 'tests' of trafilatura's repository")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
    parser.add_argument("--limit", type=int, default=None, metavar="N", help="measure the first N pages only")
    parser.add_argument("--verbose", action="store_true", help="name each page with a wrong title or proposal")
    options = parser.parse_args()
    try:
        items = json.loads((options.folder / "evaldata.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        parser.error(f"this is not the folder of the evaluation set: {error}")
    chosen = list(items.values())[: options.limit]
    with ProcessPoolExecutor(options.jobs) as pool:
        pages = list(pool.map(partial(measure, options.folder), chosen, chunksize=8))
    for table in tables(pages):
        sys.stdout.write(f"{table.markdown()}\n\n")
    for fault in sorted(fault for page in pages for fault in page.faults):
        if options.verbose or fault.startswith("refused"):
            sys.stdout.write(f"{fault}\n")


def measure(folder: Path, item: Item) -> Page:
    """Return what each tool finds on a page."""
    logging.disable(logging.CRITICAL)
    path = next(path for name in ("cache", "eval") if (path := folder / name / item["file"]).is_file())
    counts: Counter[tuple[str, str]] = Counter()
    seconds, faults = {}, []
    for name, read in TOOLS.items():
        started = time.perf_counter()
        try:
            text = read(path)
        except DebatekitError as error:
            text, found = "", next(iter(error.problems))
            faults.append(f"refused: {item['file']}: {found.message}")
        except ImportError:
            continue
        seconds[name] = time.perf_counter() - started
        counts.update({(name, kind): number for kind, number in score(item, text).items()})
    if item.get("title"):
        kind, title = title_of(path, item)
        counts["title", kind] += 1
        faults += [f"title: {item['file']}: {title!r} is not {item['title']!r}"] if kind == "wrong" else []
    for proposal, is_outside in proposals(path, item):
        counts["proposals", "outside" if is_outside else "inside"] += 1
        faults += [f"proposal: {item['file']}: {proposal}"] if is_outside else []
    return Page(counts, seconds, tuple(faults))


def debatekit(path: Path) -> str:
    """Return the paragraphs that debatekit reads from a page."""
    return "\n".join(read_source(path).paragraphs)


def trafilatura(path: Path) -> str:
    """Return the text that trafilatura extracts, as its evaluation does."""
    from trafilatura import extract

    return extract(path.read_bytes(), include_comments=False, include_tables=True, include_formatting=False) or ""


def readability(path: Path) -> str:
    """Return the text that readability-lxml extracts."""
    import lxml.html
    from readability import Document

    page = lxml.html.fromstring(Document(decode_page(path.read_bytes()).text).summary() or "<p/>")
    return " ".join(map(str, page.itertext()))


TOOLS: Final[dict[str, Callable[[Path], str]]] = {
    "debatekit": debatekit,
    "trafilatura": trafilatura,
    "readability-lxml": readability,
}


def score(item: Item, text: str) -> Counter[str]:
    """Return the passages that are rightly and wrongly in a text, and wrongly and rightly not."""
    found = squeezed(text)
    right = sum(squeezed(passage) in found for passage in item["with"])
    wrong = sum(squeezed(passage) in found for passage in item["without"])
    return Counter(tp=right, fp=wrong, fn=len(item["with"]) - right, tn=len(item["without"]) - wrong)


def squeezed(text: str) -> str:
    """Return a text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def title_of(path: Path, item: Item) -> tuple[str, str]:
    """Return the title of a new motion, and before it how it is: right, in part (one contains the other) or wrong."""
    try:
        source = read_source(path)
        found = find_citation(source, source.metadata, TODAY)["title"].value
    except DebatekitError:
        return "wrong", ""
    one, other = (re.sub(r"\W+", " ", text).lower().strip() for text in (found, item["title"]))
    if one == other:
        return "right", found
    return ("in part" if one and (one in other or other in one) else "wrong"), found


def proposals(path: Path, item: Item) -> Iterator[tuple[str, bool]]:
    """Yield each sentence that a new motion proposes, and whether it has a passage from outside, or is one."""
    try:
        found = suggest_from(path, path.with_suffix(".yaml"), "en", folders=(packaged("templates"),), today=TODAY)
    except DebatekitError:
        return
    outside = [passage for it in item["without"] if len(passage := squeezed(it)) >= MIN_CHARACTERS]
    for suggestion in (*found.claims, *found.quotations):
        quote = squeezed(suggestion.quote)
        yield quote, any(passage in quote or quote in passage for passage in outside)


def tables(pages: list[Page]) -> Iterator[Table]:
    """Yield the tables of what was found."""
    counts: Counter[tuple[str, str]] = sum((page.counts for page in pages), Counter())
    rows = []
    for name in TOOLS:
        times = [page.seconds[name] for page in pages if name in page.seconds]
        if not times:
            rows.append([name, "not installed", "–", "–", "–"])
            continue
        tp, fp, fn = (counts[name, kind] for kind in ("tp", "fp", "fn"))
        figures = tp / max(tp + fp, 1), tp / max(tp + fn, 1), 2 * tp / max(2 * tp + fp + fn, 1)
        rows.append([name, *(f"{figure:.3f}" for figure in figures), f"{1000 * sum(times) / len(times):.0f}"])
    caption = f"{len(pages)} pages; {versions(['trafilatura', 'readability-lxml'])}."
    yield Table("web", caption, ["text of", "precision", "recall", "F1", "ms a page"], rows)
    titles = {kind: counts["title", kind] for kind in ("right", "in part", "wrong")}
    total, outside = max(sum(titles.values()), 1), counts["proposals", "outside"]
    number = outside + counts["proposals", "inside"]
    refused = sum(fault.startswith("refused") for page in pages for fault in page.faults)
    shares = [
        ["titles that are right", f"{titles['right']} of {total}", f"{100 * titles['right'] / total:.1f} %"],
        [
            "titles that are right in part",
            f"{titles['in part']} of {total}",
            f"{100 * titles['in part'] / total:.1f} %",
        ],
        ["proposals from outside the article", f"{outside} of {number}", f"{100 * outside / max(number, 1):.1f} %"],
        ["pages that are refused", f"{refused} of {len(pages)}", f"{100 * refused / max(len(pages), 1):.1f} %"],
    ]
    yield Table("web-shares", "What debatekit makes of them.", ["what", "number", "share"], shares)


if __name__ == "__main__":
    main()
