"""Links to anything but web pages and mail addresses never get into a document, wherever they are written."""

import socket
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tests.commandline import run
from tests.hostile.support import write_handout
from tests.samples import SMALLEST
from tests.workspace.support import printed

ADDRESSES = [
    "javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "java\tscript:alert(1)",
    "java\u200bscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "ms-word:ofe|u|https://a.example/a.docm",
    "//a.example/a",
    "\\\\server\\share\\a.exe",
    "../secret.txt",
    "http:/a.example",
    "mailto",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, a workspace with templates of its own."""
    monkeypatch.chdir(tmp_path)
    Path("debatekit.yaml").touch()
    Path("templates").mkdir()
    return tmp_path


def targets(folder: Path) -> list[str]:
    """Return where all that is bound to documents from outside leads to."""
    found = []
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.endswith(".rels"):
                    links = etree.fromstring(package.read(name))
                    found += [str(link.get("Target")) for link in links if link.get("TargetMode") == "External"]
    return found


def in_yaml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace("\t", "\\t") + '"'


def test_link_in_a_motion_is_text(folder: Path) -> None:
    links = " ".join(f"[here]({address})" for address in ADDRESSES)
    Path("trees.yaml").write_text(f"{SMALLEST}background: {in_yaml(links)}\n", encoding="utf-8")
    result = run("build", "trees.yaml")
    assert result.exit_code == 0, result.output
    assert targets(folder) == []
    (brief,) = folder.rglob("pro-brief.docx")
    assert printed(brief).count("[here](") == len(ADDRESSES)


@pytest.mark.slow
def test_address_of_a_source_is_a_link_only_if_it_is_safe(folder: Path) -> None:
    for address in ADDRESSES:
        motion = SMALLEST + f"sources: {{book: {{title: On shade, url: {in_yaml(address)}}}}}\n"
        Path("trees.yaml").write_text(motion, encoding="utf-8")
        result = run("build", "trees.yaml")
        assert isinstance(result.exception, SystemExit | None)
        assert targets(folder) == []


def test_links_in_a_template_are_reported(folder: Path) -> None:
    Path("trees.yaml").write_text(SMALLEST, encoding="utf-8")
    links = "\n".join(f'<p><a href="{address}">here</a></p>' for address in ADDRESSES)
    write_handout("links", links)
    result = run("build", "trees.yaml", "--only", "links")
    assert result.exit_code == 1
    for line in range(8, 8 + len(ADDRESSES)):
        assert f'templates/links.html:{line}:1: href="' in result.output
    assert not Path("output").exists()


def test_a_page_of_the_web_is_read_without_what_it_links_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "file:///etc/passwd"
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("something is fetched"))
    page = (
        f'<html><head><title>On shade</title><base href="{address}"><link rel="canonical" href="{address}">'
        f'<meta property="og:url" content="{address}"><meta http-equiv="refresh" content="0; url={address}"></head>'
        '<body><script src="https://a.example/x.js">alert(1)</script><img src="https://a.example/x.png">'
        f'<p>Trees give <a href="{address}">shade</a> in every yard, and shade is cool.</p><iframe src="{address}">'
        "</iframe></body></html>"
    )
    Path("page.html").write_text(page, encoding="utf-8")
    assert run("new", "Yards need trees", "--from", "page.html", "--as", "trees.yaml").exit_code == 0
    written = Path("trees.yaml").read_text(encoding="utf-8")
    assert address not in written
    assert "alert(1)" not in written
