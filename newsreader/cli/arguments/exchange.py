"""What the commands take that carry the library's content in and out."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import positive, since


def _define_export(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write articles or what you follow for other programs. An earlier export is replaced, any other file only"
        " with --force."
    )
    kinds = parser.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--opml", action="store_true", help="what you follow, as OPML 2.0")
    kinds.add_argument("--json", action="store_true", help="articles with text and marks, as JSON Feed 1.1")
    kinds.add_argument("--markdown", metavar="DIR", help="articles as a folder of Markdown files")
    kinds.add_argument("--epub", metavar="FILE", help="articles whose text is here, as a book for an e-reader")
    parser.add_argument(
        "--section", metavar="S", nargs="+", action="extend", default=[], help="only these sections or publications"
    )
    parser.add_argument("--search", metavar="QUERY", default="", help="only what this search finds")
    parser.add_argument("--starred", action="store_true", help="only what is starred")
    parser.add_argument("--later", action="store_true", help="only what is to be read later")
    parser.add_argument("--unread", action="store_true", help="only what is unread")
    parser.add_argument("--since", metavar="WHEN", type=since, help="only what is newer: 2026-01-31, 12h, 7d or 4w")
    parser.add_argument("--limit", metavar="N", type=positive, help="at most N articles, the newest")
    parser.add_argument("--title", metavar="TEXT", default="", help="of the book, or of the JSON Feed")
    parser.add_argument(
        "-o", "--output", metavar="FILE", default="-", help="where --opml and --json are written (-: standard output)"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is no earlier export")


def _define_import(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Follow what another reader follows: OPML, newsboat's urls file, or newsboat's cache.db, whose articles come"
        " with their marks. Nothing is fetched; newsreader fetch does that."
    )
    parser.add_argument("source", metavar="FILE|ADDRESS|-", help="a file, a web address, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print a JSON object")


COMMANDS = {
    "export": Command(
        _define_export,
        "write articles as JSON, Markdown or a book, or what you follow as OPML",
        (
            "export --epub week.epub --since 7d",
            "export --markdown notes --starred",
            'export --json --section "The Stans" -o stans.json',
            "export --opml > subscriptions.opml",
        ),
    ),
    "import": Command(
        _define_import,
        "follow what another reader follows: OPML or newsboat's files",
        ("import subscriptions.opml", "import ~/.newsboat/cache.db", "import https://www.example.com/list.opml"),
    ),
}
