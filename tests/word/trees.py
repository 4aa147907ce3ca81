"""Random pages out of the whole vocabulary, for the tests of what holds for every page."""

import re
from itertools import count
from typing import Final, NamedTuple

from hypothesis import strategies as st

from debatekit.word.html_schema import ELEMENTS

STYLED = sorted(tag for tag, spec in ELEMENTS.items() if spec.level == "inline" and spec.style)
MARK: Final = '<a role="doc-noteref" href="#NOTE"></a>'
PICTURE: Final = '<img src="picture.png" alt="w">'
TWO_HEADS: Final = "<tr><th>{line}</th><th>{line}</th></tr>"

# Each symbol can become any of its texts, deep down only the first. Every "w" becomes another word, so that none can be
# lost or moved.
# fmt: off
GRAMMAR: Final = {
    "edges": ["", "<header>{edge}</header>", "<header>{edge}{edge}</header><footer>{edge}</footer>"],
    "edge": ["<p>w</p>", '<p>w <output name="page"></output></p>', f'<p><a href="https://a.org">w</a>{PICTURE}</p>'],
    "body": ["{block}", "", "{block}{block}{block}", "{block}{section}", "{section}{block}{section}"],
    "section": [f"<section class='{kind}'>{{content}}</section>" for kind in ("landscape", "columns", "lines")],
    "content": ["{block}", "", "{block}{block}"],
    "block": [
        "{small}", "{title}", "{title}{small}{small}", "{items}", "{table}", "{table}{small}",
        "<section class='card'>{title}{block}</section>", "<section class='card long'>{block}{small}{block}</section>",
        "<section class='page'>{block}</section>", "<div class='together'>{block}{block}</div>",
        "<fieldset><legend>w{line}</legend>{block}</fieldset>",
    ],
    "title": ["<h1>{line}</h1>", "<h2>{line}</h2>", "<h3 class='for'>{line}</h3>", "<p class='label'>{line}</p>"],
    "small": ["{paragraph}", "{list}", "{lines}", "{quotation}", "{note}", "{figure}", "<hr>"],
    "paragraph": ["<p>{line}</p>"],
    "line": ["{piece}", "{piece}{piece}", "{piece}{piece}{piece}{piece}"],
    "piece": [
        "w", "w ", "<br>", "{styled}", "{styled}", "{control}", "<q><q>w</q></q>", "<q><em>w</em></q>",
        f"<strong>w{MARK}</strong>", "<strong><em>w</em></strong>", f"w {MARK} w", PICTURE,
        "<span class='end'>w</span>", "<span class='number'>w</span>", "<span lang='ar' dir='rtl'>w <em>w</em></span>",
    ],
    "styled": [
        *(f"<{tag}>w</{tag}>" for tag in STYLED), "<q>w</q>", '<a href="https://a.org">w</a>', '<em lang="fr">w</em>',
        '<span dir="rtl">w</span>',
    ],
    "control": [
        '<label>w <input name="n"></label>', '<label><input type="checkbox" title="t" checked> w</label>',
        '<label><input type="radio" name="n"> w</label>', 'w <input type="date" title="t">',
        "<label>w <select><option>w</option><option>w</option></select></label>",
        '<select title="t"><option value="">…</option><option>w</option></select>',
    ],
    "lines": [f'<textarea rows="{rows}" title="t"></textarea>' for rows in (1, 4)],
    "list": [
        "<ul><li>{line}</li></ul>", "<ol start='3'><li>{line}</li><li>{line}</li></ol>",
        "<ol class='lines'><li>{line}</li><li>{line}</li></ol>", "<ul><li>{line}{list}</li><li>{line}{list}</li></ul>",
        "<ol type='a'><li>{paragraph}{list}{paragraph}</li></ol>",
        "<dl><dt>{line}</dt><dd>{line}</dd><dt>{line}</dt><dd>{list}</dd></dl>",
    ],
    "quotation": [
        "<blockquote>{paragraph}{lines}</blockquote>", "<blockquote class='find'>{line}</blockquote>",
        "<blockquote class='fact'>{paragraph}<p class='meta'>{line}</p></blockquote>",
    ],
    "note": [
        "<aside class='teacher'>{line}</aside>", "<aside class='note'>{paragraph}{list}{lines}</aside>",
        "<aside class='challenge'>{paragraph}{paragraph}</aside>",
    ],
    "figure": [f"<figure>{PICTURE}</figure>", f"<figure>{PICTURE}<figcaption>{{line}}</figcaption></figure>"],
    "items": [
        "<ul><li>{small}</li><li>{small}{small}</li></ul>", "<dl><dt>{line}</dt><dd>{small}{small}</dd></dl>",
    ],
    "table": [
        "<table>{caption}<thead><tr><th>{line}</th></tr></thead><tbody>{row}{row}</tbody></table>",
        f"<table>{{caption}}<thead>{TWO_HEADS}</thead><tbody></tbody></table>",
        f"<table><thead>{TWO_HEADS}</thead><tbody><tr><th>{{cell}}</th><td>{{cell}}</td></tr></tbody></table>",
        f"<table><thead><tr><th colspan='2'>{{line}}</th></tr>{TWO_HEADS}</thead>"
        "<tbody><tr><td rowspan='2'>{cell}</td><td>{cell}</td></tr><tr><td>{cell}</td></tr></tbody></table>",
    ],
    "caption": ["", "<caption>w w</caption>"],
    "row": ["<tr><td>{cell}</td></tr>", "<tr class='write'><td>{cell}</td></tr>", "<tr><th>{cell}</th></tr>"],
    "cell": ["{line}", "{small}{small}", ""],
    "footnote": ["w{line}", "<p>w</p>{paragraph}"],
}
# fmt: on


class Page(NamedTuple):
    """The body of a page without its edges, the edges, and whether it is to be filled in."""

    edges: str
    body: str
    fillable: bool


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Return a page: blocks and sections, then the notes whose marks are in them."""

    def grown(symbol: str, depth: int = 0) -> str:
        text = draw(st.sampled_from(GRAMMAR[symbol][: 1 if depth > 8 else None]))
        return re.sub(r"\{(\w+)\}", lambda found: grown(found[1], depth + 1), text)

    numbers = count(1)
    body = re.sub("#NOTE", lambda _: f"#n{next(numbers)}", grown("body"))
    for note in range(1, next(numbers)):
        body += f'<aside role="doc-footnote" id="n{note}">{grown("footnote", 6).replace(MARK, "")}</aside>'
    return Page(numbered(grown("edges")), numbered(body), draw(st.booleans()))


def numbered(html: str) -> str:
    numbers = count(1)
    return re.sub(r"(?<![\w<='/])w(?![\w='])", lambda _: f"word{next(numbers)}", html)
