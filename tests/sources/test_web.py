"""A web page has the paragraphs that its reader sees, and nothing of what is around the text."""

from __future__ import annotations

import codecs

import pytest

from tests.sources.support import paragraphs, read


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Trees <b>give</b>\n<i>sha</i>de<p>Yards", ["Trees give shade", "Yards"]),
        ("<div>Trees<p>give</p>shade</div>end", ["Trees", "give", "shade", "end"]),
        ("<p>Trees<br>give<br/>shade", ["Trees give shade"]),
        ("<table><tr><th>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
        ("<dl><dt>Trees<dd>give</dl><figure><img alt='no'><figcaption>shade</figure>", ["Trees", "give", "shade"]),
        ("<head><title>no</title><style>no</style></head><body><script>no</script>Trees", ["Trees"]),
        ("<nav><ul><li>no</ul></nav>Trees <template><p>no</template>give <noscript>no</noscript>", ["Trees give"]),
        ("Trees<form><button>no</button><select><option>no</select><textarea>no</textarea> give", ["Trees", "give"]),
        ("Trees <span hidden>no</span>give <b style='color: red; DISPLAY :none'>no</b>shade", ["Trees give shade"]),
        ("Trees<nav>no<p>no</nav>give", ["Trees", "give"]),
        ("<i>Trees</i> <b hidden>no</b>give", ["Trees give"]),
        ("<p style='display: block'>Trees <!-- no -->give<svg><title>no</title></svg>", ["Trees give"]),
        ("no<article>Trees</article>no", ["Trees"]),
        ("no<main>Trees<article>give</article></main>no", ["give"]),
        ("no<main>Trees<article>a</article><article>b</article></main>", ["Trees", "a", "b"]),
        ("<main>a</main><main>b</main>", ["a", "b"]),
        ("<article> </article><p>Trees", ["Trees"]),
        ("<article>Trees</article><article hidden>no</article>no", ["Trees"]),
        ("Trees &amp; &lt;shade&gt;&nbsp;&ndash; &#x201C;yes&#8221;&shy;", ["Trees & <shade> – “yes”\xad"]),
        ("&#0;Trees&#xFFFE;give", ["\ufffdTrees give"]),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><script src='x'/><title/><p>Trees</p></html>", ["Trees"]),
        ("<div>" * 1000 + "Trees", ["Trees"]),
    ],
)
def test_web_page(page: str, expected: list[str]) -> None:
    assert paragraphs(page, "a.html") == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(b"<meta charset='iso-8859-1'>\x93Trees\x94", "“Trees”", id="Latin-1 means Windows-1252"),
        pytest.param(
            b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>\xb1", "ą", id="old meta element"
        ),
        pytest.param(b"<?xml version='1.0' encoding='koi8-r'?><p>\xc1", "а", id="XML declaration"),
        pytest.param(b"<meta charset=iso-8859-9>\x93\xfe\x94", "“ş”", id="Latin-5 means Windows-1254"),
        pytest.param(b"<meta charset=utf-8>\xe9t\xe9", "été", id="declared wrongly"),
        pytest.param(b"<meta charset=utf-16><p>\xc3\xa9", "é", id="impossible"),
        pytest.param(b"<meta charset=rot13>Trees \xc3\xa9", "Trees é", id="no encoding"),
        pytest.param(b"<meta charset=none-such>Trees \xc3\xa9", "Trees é", id="unknown"),
        pytest.param(codecs.BOM_UTF8 + b"<meta charset=cp1252>\xc3\xa9", "é", id="a mark is believed first"),
    ],
)
def test_encoding_of_a_web_page(raw: bytes, expected: str) -> None:
    assert read(raw, "a.html").paragraphs == (expected,)
