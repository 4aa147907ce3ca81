"""The style sheet of a letterhead: what is taken of its XML, and its styles by their names."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from debatekit.ooxml import MC, NAMESPACES, W14, A, Element, O, W, value
from debatekit.word.styles import DEFAULT_STYLES
from debatekit.word.theme import BUILT_IN, POINTS, twips

PREFIXES = ("w", "r", "wp", "a", "pic", "mc", "v", "o", "w10", "w14", "wp14", "wps", "wpg", "wpc")  # those kept
UNWRAPPED = tuple(W + tag for tag in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent"))
"""Elements that are replaced by their content: accepted revisions, and content controls, whose ids could be ours."""
DROPPED = re.compile(
    re.escape(W) + r"(del|delText|delInstrText|moveFrom|cellIns|cellDel|cellMerge|\w+(Change|Start|End)|proofErr|rsid|"
    r"commentReference|annotationRef|lastRenderedPageBreak|footnoteReference|endnoteReference|control|sdtPr|sdtEndPr|"
    rf"smartTagPr|customXmlPr|sectPr|ffData|fldData|lvlPicBulletId)|{re.escape(A)}extLst"
)
"""Revisions, bookmarks, comments and whatever else belongs to the file that it is in."""
DROPPED_ATTRIBUTES = re.compile(
    rf"{re.escape(W)}(rsid\w*|anchor)|{re.escape(W14)}(para|text)Id|{re.escape(O)}(href|althref|gfxdata|relid)|src|href|althref"
)
"""Ids of revisions, links to a place in the text, and in old drawings (VML) addresses of files, and Word's cache."""

CHILDREN = {
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply pPr rPr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
}
"""Children in the order of the schema (ECMA-376 part 1, 17.7.4.17, 17.3.1.26, 17.3.2.28)."""

BUILT_IN_NAMES = {name.casefold(): name for name in (*BUILT_IN, *DEFAULT_STYLES)}
"""Word's own names as we write them; programs differ in their case."""
LINKS = [W + tag for tag in ("basedOn", "next", "link")]
REFERENCES = [*LINKS, *(W + tag for tag in ("pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink"))]


def sanitize(root: Element, prefixes: Iterable[str] = PREFIXES) -> None:
    """Remove what belongs to the file that a tree comes from, and all namespaces but those with `prefixes`."""
    kept = {NAMESPACES[prefix] for prefix in prefixes} | {"http://www.w3.org/XML/1998/namespace"}
    tags = {str(element.tag) for element in root.iter()}
    unwanted = [tag for tag in tags if etree.QName(tag).namespace not in kept or DROPPED.fullmatch(tag)]
    etree.strip_elements(root, *unwanted)
    names = {str(name) for element in root.iter() for name in element.attrib}
    unwanted = [
        it for it in names if etree.QName(it).namespace not in {None, *kept} or DROPPED_ATTRIBUTES.fullmatch(it)
    ]
    etree.strip_attributes(root, *unwanted)
    for alternatives in root.iter(f"{MC}AlternateContent"):  # ECMA-376 part 3, 7.5
        for choice in alternatives.findall(f"{MC}Choice"):
            if not set(PREFIXES) >= set(choice.get("Requires", "?").split()):
                alternatives.remove(choice)
        if alternatives.find(f"{MC}Choice") is None:
            for element in (alternatives, *alternatives):
                element.tag = UNWRAPPED[0]
    etree.strip_tags(root, *UNWRAPPED)
    for element in root.iter(f"{W}lvlJc"):  # LibreOffice writes the sides of strict files (17.18.44)
        element.set(f"{W}val", {"start": "left", "end": "right"}.get(value(element), value(element)))


def remove(element: Element) -> None:
    """Remove an element from its parent."""
    element.getparent().remove(element)  # type: ignore[union-attr]


def new_root(tag: str, children: Iterable[Element] = ()) -> Element:
    """Return a root in ``w:`` around `children` that declares every prefix of our parts."""
    nsmap = {prefix: NAMESPACES[prefix] for prefix in PREFIXES}
    root = etree.Element(W + tag, {f"{MC}Ignorable": "w14 wp14"}, nsmap)
    root.extend([*children])
    return root


def to_twips(text: str) -> int:
    """Return a length, with or without unit, in twentieths of a point (17.18.81), 0 if it is none."""
    match = re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,6})?)(mm|cm|in|pt)?", text.strip())
    return twips(float(match[1]) * POINTS.get(match[2], 1 / 20)) if match else 0


class StyleSheet:
    """The styles of a document, by name and by id; Word's own names are the same in every language."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.defaults = root.find(f"{W}docDefaults")  # of all text (17.7.5.1)
        styles = root.findall(f"{W}style")
        self.by_name = {style_name(style): style for style in styles}
        self.by_id = {style_id(style): style for style in styles}

    def chain(self, style: Element) -> Iterator[Element]:
        """Yield a style, the one that it is based on, and so on."""
        for _ in range(50):  # styles of a damaged file may be based on each other
            yield style
            parent = self.by_id.get(value(style, "basedOn"))
            if parent is None:
                break
            style = parent

    def properties(self, style: Element, path: str) -> Iterator[Element]:
        """Yield a property ("pPr/ind") of a style, of the one that it is based on, and so on, and of all text."""
        steps = "/".join(W + step for step in path.split("/"))
        for found in self.chain(style):
            yield from found.iterfind(steps)
        if self.defaults is not None:
            yield from self.defaults.iterfind(f"{W}{path[:3]}Default/{steps}")

    def inherited(self, style: Element, path: str, attribute: str) -> str:
        """Return an attribute of a property of a style or its nearest ancestor that has it, or ""."""
        return next((text for found in self.properties(style, path) if (text := value(found, "", attribute))), "")

    def indent(self, style: Element) -> int:
        """Return the left indent of a style in twips (17.3.1.12)."""
        return to_twips(self.inherited(style, "pPr/ind", "left") or self.inherited(style, "pPr/ind", "start"))

    def add(self, style: Element, name: str, stem: str) -> str:
        """Add a style under a new name, and return its id, which begins with `stem`."""
        identifier = next(key for number in count() if (key := f"{stem}{number}") not in self.by_id)
        style.attrib.pop(f"{W}default", "")
        style.set(f"{W}styleId", identifier)
        style.set(f"{W}customStyle", "1")
        set_name(style, name)
        self.root.append(style)
        self.by_id[identifier] = self.by_name[name] = style
        return identifier

    def drop_unknown(self, root: Element) -> None:
        """Remove references to styles that do not exist."""
        for element in list(root.iter(*REFERENCES)):
            if value(element) not in self.by_id:
                remove(element)


def style_id(style: Element) -> str:
    """Return the id of a style, which other styles and paragraphs call it by."""
    return style.get(f"{W}styleId", "")


def style_name(style: Element) -> str:
    """Return the name of a style, as we write it if it is one of Word's."""
    name = value(style, "name")
    return BUILT_IN_NAMES.get(name.casefold(), name)


def set_name(style: Element, name: str) -> None:
    """Give a style another name."""
    style.find(f"{W}name").set(f"{W}val", name)  # type: ignore[union-attr]


def style_type(style: Element) -> str:
    """Return the type of a style: "paragraph", "character", "table" or "numbering" (17.18.83)."""
    return style.get(f"{W}type", "paragraph")


def read_styles(root: Element) -> StyleSheet:
    """Return the styles of a styles part; of several with one name the first is kept."""
    sanitize(root, ("w",))  # effects of later versions of Word could hide text
    for direction in [*root.iter(f"{W}rtl", f"{W}cs")]:  # it is that of runs: the Open XML SDK knows none of a style
        remove(direction)
    styles: dict[str, Element] = {}
    for style in root.iterfind(f"{W}style"):
        if style_name(style) and style_id(style):
            styles.setdefault(style_name(style), style)
    head = [found for tag in ("docDefaults", "latentStyles") if (found := root.find(W + tag)) is not None]
    sheet = StyleSheet(new_root("styles", [*head, *styles.values()]))
    sheet.drop_unknown(sheet.root)
    return sheet


def set_property(style: Element, tag: str, new: Element) -> None:
    """Set a property in the "pPr" or "rPr" of a style, in the order of the schema."""
    properties = style.find(W + tag)
    if properties is None:
        properties = style.makeelement(W + tag)
        _insert(style, "style", properties)
    _insert(properties, tag, new)


def _insert(parent: Element, tag: str, new: Element) -> None:
    """Add a child in the order of the schema, in place of one that is there."""
    order = [W + child for child in CHILDREN[tag].split()]
    children = [new, *(child for child in parent if child.tag != new.tag)]
    parent[:] = sorted(children, key=lambda child: order.index(child.tag) if child.tag in order else len(order))
