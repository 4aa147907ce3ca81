"""PDFs of a few lines, written by hand (ISO 32000-1)."""

from collections.abc import Iterable
from typing import NamedTuple


class Text(NamedTuple):
    """A piece of text, where it begins in points from the left and from below, and the size of its font."""

    text: str
    x: float
    y: float
    size: float = 10


def column(text: str, x: float = 60, y: float = 700, gap: float = 12) -> list[Text]:
    """Return the lines of a text, one below the other; a line that begins with > is indented."""
    lines = enumerate(text.strip().split("\n"))
    return [Text(line.lstrip(">"), x + 15 * line.startswith(">"), y - gap * number) for number, line in lines if line]


def pdf(*pages: Iterable[Text]) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        drawn = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n"
            % (size, x, y, text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)"))
            for text, x, y, size in page
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        resources = b"<</Font<</F1 3 0 R>>>>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>" % (resources, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + table + end
