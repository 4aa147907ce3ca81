"""``python -m docs.reference`` generates the reference pages."""

from docs.reference import PROJECT, pages

for name, text in pages().items():
    (PROJECT / name).write_text(text, encoding="utf-8", newline="\n")
