"""Debatekeeper's XML files, with which a phone times a debate: a format → XML, and XML → a format.

They are valid against the schema 2.2 of https://github.com/czlee/debatekeeper-formats. The type of a speech that is
written here is named by its phase, ``constructive.opening``, so that it can be read again. The sides of other files are
guessed from the names of their speeches.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, get_args
from xml.sax.saxutils import escape, quoteattr

import yaml
from lxml import etree

from debatekit.errors import DebatekitError
from debatekit.files import MAX_TEXT, read_bytes
from debatekit.lesson.formats import SIDES, TIMED, Format, Kind, Phase, Texts, format_from
from debatekit.lesson.timetable import Slot, signals_of, time_text, usual_slots
from debatekit.yamlfile import parse

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
NOT_XML: Final = "this is not a file of Debatekeeper"
PERIODS: Final = {"open": "pois-allowed", "close": "warning", "warning": "warning", "end": "overtime"}
KINDS: Final = {
    "reply": r"reply|réplique", "rebuttal": r"rebuttal|refuta", "closing": r"clos|conclu|final|schluss",
    "summary": r"summary", "preparation": r"\bprep", "questions": r"cross|question|examin",
    "open": r"free|exchange|aussprache|discussion",
}  # fmt: skip
AGAINST: Final = re.compile(r"against|negative|opposition|contra|kontra|contre|\bcon\b")
FOR: Final = re.compile(r"\bfor\b|affirmative|proposition|government|minister|\bpro\b|\bpour\b|favou?r")
AROUND: Final = (
    {"kind": "briefing", "minutes": 2},
    {"kind": "verdict", "minutes": 3},
    {"kind": "debrief", "minutes": 5},
)
JOBS: Final = ({"job": "timekeeper", "count": 1, "teacher": True}, {"job": "judge", "count": 3}, {"job": "observer"})


def to_xml(form: Format, words: Any, language: str) -> str:
    """Return a timer for the phases of a format, with names in `language`, whose words are `words`."""
    texts = Texts(words)
    title, types, speeches = texts.of("titles", form.title), dict[str, list[str]](), []
    about = texts.of("about", form.about) or title
    for slot in usual_slots(form):
        ref = f"{slot.phase.kind}.{slot.phase.id}".replace("_", "-")
        made = [
            f'    <speech-type ref="{{}}" length="{time_text(slot.length * 30)}" first-period="normal">',
            *_bells(form, slot),
        ]
        alike = (known for known, lines in types.items() if lines == made and f"{known}.".startswith(f"{ref}."))
        same = next(alike, ref if ref not in types else f"{ref}.{len(types)}")
        types[same] = made
        who = texts.who(slot.phase) if slot.phase.side != "all" else ""
        name = ": ".join(filter(None, (texts.name_of(slot.phase), who)))
        speeches.append(f'    <speech type="{same}"><name xml:lang={quoteattr(language)}>{_text(name)}</name></speech>')
    before = form.preparation.before
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<debate-format schema-version="2.2">',
        f"  <name xml:lang={quoteattr(language)}>{_text(title)}</name>",
        "  <version>1</version>",
        f"  <languages><language>{escape(language)}</language></languages>",
        f"  <info xml:lang={quoteattr(language)}><description>{_text(about)}</description></info>",
        *([f'  <prep-time length="{time_text(round(before * 60))}"/>'] if before else []),
        "  <speech-types>",
        *(line.format(ref) for ref, made in types.items() for line in (*made, "    </speech-type>")),
        "  </speech-types>",
        "  <speeches>",
        *speeches,
        "  </speeches>",
        "</debate-format>",
    ]
    return "\n".join(lines) + "\n"


def _bells(form: Format, slot: Slot) -> Iterator[str]:
    length = slot.length * 30
    signals = signals_of(form, slot.phase, length) if slot.phase.kind in TIMED else {length: (1, "end")}
    for second, (times, means) in sorted(signals.items()):
        if means in PERIODS:
            at = "finish" if second == length else time_text(second)
            yield f'      <bell time="{at}" number="{times}" next-period="{PERIODS[means]}"/>'


def _text(text: str) -> str:
    return escape(text if len(text) > 1 else f"{text}.")  # the schema asks for two characters


def from_xml(path: Path, words: Any, language: str) -> tuple[str, list[str]]:
    """Return a file of Debatekeeper as the text of a format's file, and notes on what was changed or added.

    Names are in `language`, whose words are `words`, where the file has them in it. Raises `DebatekitError`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(read_bytes(path, MAX_TEXT), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DebatekitError.for_file(path, f"{NOT_XML}: it is not well-formed XML") from None
    if root.tag != "debate-format" or root.getroottree().docinfo.internalDTD is not None:
        raise DebatekitError.for_file(path, NOT_XML, "It should start with '<debate-format'.")
    text, notes = _Reader(path, root, Texts(words), language).read()
    try:
        format_from(parse(text, path.as_posix(), "format"))
    except DebatekitError as error:
        raise DebatekitError.for_file(path, f"this cannot be a format: {error.problems[0].message}") from None
    return text, notes


class _Reader:
    """Reads the elements of one file."""

    def __init__(self, path: Path, root: etree._Element, texts: Texts, language: str) -> None:
        self.path, self.root, self.texts, self.language = path, root, texts, language
        self.notes: list[str] = []
        self.keys = {str(texts.formats["phases"][key]): key for key in reversed(list(texts.formats["phases"]))}
        self.types = {str(found.get("ref")): found for found in root.iterfind("speech-types/speech-type")}

    def read(self) -> tuple[str, list[str]]:
        phases = [self.phase(speech) for speech in self.root.iterfind("speeches/speech")]
        if not phases:
            raise DebatekitError.for_file(self.path, f"{NOT_XML}: there are no speeches in it")
        numbers = [n for phase in phases for n in (*phase.get("speaker", ()), phase.get("answers", 0))]
        sides = [phase.get("side") for phase in phases if phase["kind"] == "constructive"]
        speakers = max([*numbers, sides.count("for"), *(1 for phase in phases if "side" in phase)], default=0)
        if not any(phase["kind"] == "debrief" for phase in phases):
            phases = [AROUND[0], *phases, *AROUND[1:]]
            self.notes.append("welcome, decision and debrief were added")
        least, preparation = max(2 * speakers, 2), self.root.find("prep-time")
        kinds = {phase["kind"]: phase.get("key", phase["kind"]) for phase in phases}
        data = {
            "title": self.named(self.root),
            "about": self.named(self.root, "info/description"),
            "sources": [f"Debatekeeper: {self.path.name}"],
            "speakers": speakers or None,
            "pupils": {"least": least, "most": max(2 * least, 12)},
            "preparation": None if preparation is None else {"before": self.minutes(preparation)},
            "phases": phases,
            **self.signals(phases),
            "jobs": JOBS,
            "scoring": {"by": "decision"},
            "cut": [{"phase": kinds[kind], "least": 2} for kind in ("debrief", "verdict") if kind in kinds],
            "more": [{"phase": kinds["debrief"], "most": 15}],
        }
        given = {key: value for key, value in data.items() if value is not None}
        return "".join(_lines(given)), list(dict.fromkeys(self.notes))

    def named(self, element: etree._Element, path: str = "name") -> str:
        """Return the text of a child in the language, or else the first."""
        texts: dict[str | None, str] = {}
        for found in element.findall(path):
            parent = found.getparent()
            tag = found.get(LANG) or (None if parent is None else parent.get(LANG))
            texts.setdefault(tag, " ".join("".join(map(str, found.itertext())).split()))
        return texts.get(self.language, next(iter(texts.values()), "")) or self.path.stem

    def minutes(self, element: etree._Element) -> float:
        seconds = _seconds(element.get("length", "0"))
        halves = max(round(seconds / 30), 1)
        if halves * 30 != seconds:
            self.notes.append(f"{time_text(seconds)} was rounded to {time_text(halves * 30)}")
        return halves // 2 if halves % 2 == 0 else halves / 2

    def phase(self, speech: etree._Element) -> dict[str, Any]:
        ref = str(speech.get("type"))
        if ref not in self.types:
            raise DebatekitError.for_file(self.path, f"{NOT_XML}: there is no type of speech '{ref}'")
        full = self.named(speech)
        kind, _, key = ref.replace("-", "_").partition(".")
        if key and kind in get_args(Kind):
            name, _, who = full.partition(": ")
            made = {"key": key.partition(".")[0], "kind": kind, "name": self.keys.get(name, name), **self.side_in(who)}
            if name == self.texts.name_of(Phase.model_validate({**made, "name": None, "minutes": 1})):
                del made["name"]
        else:
            kind, key = _kind_of(f"{ref} {full}"), re.sub(r"[^a-z0-9]+", "_", ref.lower()).strip("_")
            made = {"key": key if key[:1].isalpha() else f"speech_{key}", "kind": kind, "name": full, **_side_in(full)}
        return made | {"minutes": self.minutes(self.types[ref])}

    def side_in(self, who: str) -> dict[str, Any]:
        """Return the side and the speakers in a name that was written here."""
        sides = {str(self.texts.formats["sides"][side]): side for side in (*SIDES, "both")}
        if who in sides:
            return {"side": sides[who]}
        names = "|".join(map(re.escape, sides))
        found = [
            (sides[side], [*map(int, numbers.split("/"))])
            for side, numbers in re.findall(rf"({names})\s+(\d\d?(?:/\d\d?)*)", who)
        ]
        match found:
            case [(side, numbers)]:
                return {"side": side, "speaker": numbers}
            case [(_, numbers), (_, same)] if "," in who and numbers == same:
                return {"side": "both", "speaker": numbers}
            case [(side, numbers), (_, asked)]:
                return {"side": side, "speaker": numbers, "answers": asked[0]}
        return {}

    def signals(self, phases: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Return the interruptions and the warning, as the first types that have them say."""
        found: dict[str, Any] = {}
        keys: list[str] = []
        for speech, phase in zip(
            self.root.iterfind("speeches/speech"), (it for it in phases if it not in AROUND), strict=True
        ):
            kind = self.types[str(speech.get("type"))]
            length, open_at = _seconds(kind.get("length", "0")), -1
            for bell in kind.iterfind("bell"):
                period, time = bell.get("next-period"), bell.get("time", "")
                at = length if time == "finish" else _seconds(time)
                if open_at >= 0:
                    found.setdefault("interruptions", {"in": keys, "after": open_at, "before_end": length - at})
                    keys += [phase["key"]] if phase["key"] not in keys else []
                open_at = at if period == "pois-allowed" else -1
                if period == "warning" and at < length:
                    found.setdefault("signals", {"warning": length - at})
        return {"signals": {"warning": 0}} | found


def _lines(data: dict[str, Any]) -> Iterator[str]:
    """Yield YAML as people type it: a list has an item in each line."""
    for key, value in data.items():
        if isinstance(value, list | tuple) and isinstance(value[0], dict):
            yield f"{key}:\n"
            yield from (f"  - {_yaml(item)}" for item in value)
        else:
            yield f"{key}: {_yaml(value)}" if isinstance(value, list | dict) else _yaml({key: value}, flow=False)


def _yaml(value: object, *, flow: bool = True) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, default_flow_style=flow, width=2**31)


def _seconds(time: str) -> int:
    """Return a time such as ``3:30``; without a colon, it is in seconds."""
    minutes, _, seconds = time.strip().rpartition(":")
    try:
        return min(60 * int(minutes or 0) + int(seconds), 36_000)
    except ValueError:
        return 0


def _kind_of(text: str) -> str:
    found = (kind for kind, pattern in KINDS.items() if re.search(pattern, text.lower()))
    return next(found, "constructive")


def _side_in(name: str) -> dict[str, Any]:
    """Return the side and the speaker that the name of a speech in another file seems to mean."""
    text = name.lower()
    side = "against" if AGAINST.search(text) else "for" if FOR.search(text) else ""
    number = re.search(r"\d", text)
    return {"side": side} | ({"speaker": [int(number[0])]} if number and number[0] != "0" else {}) if side else {}
