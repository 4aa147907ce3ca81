"""Random pages out of the whole vocabulary, for the tests of what holds for every page."""

from __future__ import annotations

import re
from itertools import count
from typing import NamedTuple

from hypothesis import strategies as st

from debatekit.word.html_schema import ELEMENTS
from tests.word.support import TABLE

WITH_ID = {tag for tag, spec in ELEMENTS.items() if spec.has_id} - {"a"}
CHARACTER_STYLES = [tag for tag, spec in ELEMENTS.items() if spec.level == "inline" and spec.style]
WORD = "w"
"""What stands for a word in a page being made; each becomes another one, so that none can be lost or moved."""

MARK = '<a role="doc-noteref" href="#NOTE"></a>'
REFERENCE = '<a href="#PLACE"></a>'
LINK = '<a href="#PLACE">w</a>'
PICTURE = '<img src="picture.png" alt="w">'


class Page(NamedTuple):
    """The body of a page without its edges, the edges, and whether it is to be filled in."""

    edges: str
    body: str
    fillable: bool


def brief(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return `strategy` without its long name, which Hypothesis would spell out each time."""

    @st.composite
    def drawn(draw: st.DrawFn) -> str:
        return draw(strategy)

    return drawn()


def wrapped(*tags: str) -> st.SearchStrategy[str]:
    """Return a word in one of `tags`, each a start tag without its angle brackets."""
    return st.sampled_from(tags).map(lambda tag: f"<{tag}>{WORD}</{tag.partition(' ')[0]}>")


def within(tag: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return `content` in an element, `tag` without its angle brackets."""
    return content.map(lambda html: f"<{tag}>{html}</{tag.partition(' ')[0]}>")


def several(content: st.SearchStrategy[str], least: int = 1, most: int = 3) -> st.SearchStrategy[str]:
    """Return one thing after another."""
    return st.lists(content, min_size=least, max_size=most).map("".join)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return one of each of `parts`, in their order."""
    return st.tuples(*parts).map("".join)


CONTROLS = st.sampled_from(
    [
        f'<label>{WORD} <input name="n"></label>',
        f'<label><input type="checkbox" title="t" checked> {WORD}</label>',
        f'<label><input type="radio" name="n"> {WORD}</label>',
        f'{WORD} <input type="date" title="t">',
        f"<label>{WORD} <select><option>{WORD}</option><option>{WORD}</option></select></label>",
        f'<select title="t"><option value="">…</option><option>{WORD}</option></select>',
    ]
)
STYLED = wrapped(*sorted(CHARACTER_STYLES), "q", 'a href="https://a.org"', 'em lang="fr"', 'span dir="rtl"')
PIECE = st.one_of(
    st.just(WORD),
    STYLED,
    CONTROLS,
    within("q", st.one_of(wrapped("q"), wrapped("em"), st.just(WORD))),
    within("strong", st.one_of(wrapped("em", "q"), st.just(WORD), st.just(WORD + MARK))),
    st.sampled_from(["<br>", f"<span class='end'>{WORD}</span>", f"<span class='number'>{WORD}</span>", f"{WORD} "]),
    st.sampled_from([f"{WORD} {MARK} {WORD}", LINK, PICTURE, "<span lang='ar' dir='rtl'>w <em>w</em></span>"]),
)
LINE = brief(several(PIECE, most=4))
PARAGRAPH = brief(st.one_of(within("p", LINE), within("p", LINE.map(lambda line: f"{line} {REFERENCE}"))))
TITLES = brief(st.one_of(*(within(tag, LINE) for tag in ("h1", "h2", "h3 class='for'", "h4", "p class='label'"))))
LINES = st.integers(1, 4).map(lambda rows: f'<textarea rows="{rows}" title="t"></textarea>')
LIST = brief(
    st.recursive(
        st.one_of(
            within("ul", within("li", LINE)),
            within("ol start='3'", several(within("li", LINE))),
            within("ol class='lines'", several(within("li", LINE))),
        ),
        lambda inner: st.one_of(
            within("ul", several(within("li", joined(LINE, inner)))),
            within("ol type='a'", several(within("li", joined(PARAGRAPH, inner, PARAGRAPH)))),
            within("dl", several(joined(within("dt", LINE), within("dd", st.one_of(LINE, inner))))),
        ),
        max_leaves=4,
    )
)
QUOTATION = brief(
    st.one_of(
        within("blockquote", several(st.one_of(PARAGRAPH, LINES))),
        within("blockquote class='fact'", joined(PARAGRAPH, within("p class='meta'", LINE))),
        within("blockquote class='find'", LINE),
    )
)
NOTE = brief(
    st.one_of(
        within("aside class='note'", several(st.one_of(PARAGRAPH, LIST, LINES))),
        within("aside class='teacher'", LINE),
        within("aside class='challenge'", several(PARAGRAPH)),
    )
)
FIGURE = brief(within("figure", joined(st.just(PICTURE), st.one_of(st.just(""), within("figcaption", LINE)))))
SMALL = brief(st.one_of(PARAGRAPH, LIST, LINES, QUOTATION, NOTE, FIGURE, st.just("<hr>")))
ITEMS = brief(
    st.one_of(
        within("ul", several(within("li", several(SMALL)))),
        within("dl", joined(within("dt", LINE), within("dd", several(SMALL)))),
    )
)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Return a table of any size, its cells holding lines and blocks, some of them merged."""
    columns = draw(st.integers(1, 4))
    rows = draw(st.integers(0, 3))
    cell = st.one_of(LINE, several(SMALL), st.sampled_from(["", TABLE.replace("Head", WORD).replace("Cell", WORD)]))
    merged = columns > 1 and draw(st.booleans())
    head = "".join(f"<th>{draw(LINE)}</th>" for _ in range(columns))
    if merged:
        head = f"<th colspan='{columns}'>{draw(LINE)}</th></tr><tr>{head}"
    tag = draw(st.sampled_from(["td", "th"]))
    body = ""
    for row in range(rows):
        first = f" rowspan='{rows}'" if merged else ""
        cells = "" if merged and row else f"<{tag}{first}>{draw(cell)}</{tag}>"
        cells += "".join(f"<td>{draw(cell)}</td>" for _ in range(columns - 1))
        body += f"<tr class='{draw(st.sampled_from(['', 'write']))}'>{cells}</tr>"
    caption = draw(st.sampled_from(["", f"<caption>{WORD} {WORD}</caption>"]))
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


BLOCK = brief(
    st.recursive(
        st.one_of(TITLES, SMALL, ITEMS, tables()),
        lambda inner: st.one_of(
            within("section class='card'", several(inner)),
            within("section class='card long'", several(inner)),
            within("section class='page'", several(inner)),
            within("div class='together'", several(inner)),
            within("fieldset", joined(within("legend", joined(st.just(WORD), LINE)), several(inner))),
        ),
        max_leaves=6,
    )
)
SECTION = brief(
    st.one_of(
        *(within(f"section class='{kind}'", several(BLOCK, least=0)) for kind in ("landscape", "columns", "lines"))
    )
)
EDGE = within(
    "p",
    several(
        st.sampled_from([WORD, '<output name="page"></output>', '<a href="https://a.org">w</a>', PICTURE, "<q>w</q>"])
    ),
)
EDGES = brief(
    joined(
        st.one_of(st.just(""), within("header", several(EDGE))),
        st.one_of(st.just(""), within("footer", several(EDGE))),
    )
)
ATTRIBUTES = ("", "", "", "", "", "lang='fr'", "lang='ja'", "dir='rtl'", "dir='ltr'", "lang='ar' dir='rtl'", "id", "id")


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Return a page: blocks and sections, then the notes whose marks are in them; ids and languages anywhere."""
    body = draw(several(st.one_of(BLOCK, BLOCK, SECTION), least=0, most=4))
    notes = st.one_of(joined(st.just(WORD), LINE), joined(within("p", st.just(WORD)), several(PARAGRAPH)))
    notes = notes.map(lambda html: html.replace(MARK, ""))
    numbers = count(1)
    body = re.sub("#NOTE", lambda _: f"#n{next(numbers)}", body)
    body += "".join(
        f'<aside role="doc-footnote" id="n{note}">{draw(notes)}</aside>' for note in range(1, next(numbers))
    )
    tags = re.findall(r"<([a-z0-9]+)(?=[ >])", body)
    chosen = draw(st.lists(st.sampled_from(ATTRIBUTES), min_size=len(tags), max_size=len(tags)))
    return Page(numbered(draw(EDGES)), numbered(_with_places(_attributed(body, chosen))), draw(st.booleans()))


def _attributed(body: str, chosen: list[str]) -> str:
    """Return `body` with an attribute at some of its start tags; an id only where it may stand and leads somewhere."""
    attributes, numbers = iter(chosen), count(1)

    def attributed(match: re.Match[str]) -> str:
        tag, rest, attribute = match[1], match[2], next(attributes)
        if attribute == "id":
            may = tag in WITH_ID and "role=" not in rest and not body.startswith("</section>", match.end())
            attribute = f"id='p{next(numbers)}'" if may else ""
        if any(name in rest for name in ("lang=", "dir=")):
            attribute = ""
        return f"<{tag}{rest} {attribute}>" if attribute else match[0]

    return re.sub(r"<([a-z0-9]+)((?: [^>]*)?)>", attributed, body)


def _with_places(body: str) -> str:
    """Return `body` with every link leading to something: one without text to a title, one with text to any id."""
    titles = re.findall(r"<h[1-4][^>]* id='(\w+)'>w", body)
    places = re.findall(r" id='(\w+)'", body)
    numbers = count(1)

    def led(match: re.Match[str]) -> str:
        known = places if match[2] else titles
        if not known:
            return WORD
        return match[0].replace("PLACE", known[next(numbers) % len(known)])

    return re.sub(r'<a href="#PLACE"([^>]*)>(w?)</a>', led, body)


def numbered(html: str) -> str:
    """Return `html` with every word made another one."""
    numbers = count(1)
    return re.sub(r"(?<![\w<='/])w(?![\w='])", lambda _: f"word{next(numbers)}", html)
