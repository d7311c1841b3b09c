"""newsreader help: the documents, set for the terminal."""

from __future__ import annotations

import argparse
import difflib
import shutil

from newsreader.cli.arguments import COMMANDS, make_parser
from newsreader.cli.exits import Exit
from newsreader.cli.output import Colour, Output
from newsreader.cli.pager import page
from newsreader.cli.painting import painted_lines
from newsreader.config.paths import Paths
from newsreader.documents import TOPICS
from newsreader.documents.reading import read
from newsreader.typeset.manual import set_manual

MOST_CELLS = 100  # tables are wider than prose should be
_NAME_CELLS = max(map(len, TOPICS)) + 2


async def run(paths: Paths, args: argparse.Namespace, output: Output) -> Exit:
    """Show a document in the pager, or what a command takes; without a word, what there is to read."""
    topic = args.topic.lower()
    if not topic:
        _list(output)
    elif topic in TOPICS:
        width = args.width or min(MOST_CELLS, shutil.get_terminal_size().columns)
        page(painted_lines(set_manual(*read(topic), width).lines, output), output)
    elif topic in COMMANDS:
        output.result(make_parser(topic)[1][topic].format_help().rstrip())
    else:
        near = difflib.get_close_matches(topic, (*TOPICS, *COMMANDS), n=1)
        output.notice(
            f"There is no document on {args.topic!r}{f'; did you mean {near[0]}?' if near else '.'}"
            " newsreader help lists them all."
        )
        return Exit.USAGE
    return Exit.DONE


def _list(output: Output) -> None:
    for topic, about in TOPICS.items():
        output.result(f"{output.painted(topic, Colour.BOLD)}{' ' * (_NAME_CELLS - len(topic))}{about}")
    output.result("\nnewsreader help TOPIC shows one, newsreader help COMMAND what a command takes.")
