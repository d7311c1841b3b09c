"""newsreader show --diff: what changed in an article, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsreader.cli.output import Colour, Output
from newsreader.cli.shapes import changes_shape
from newsreader.library.versions import Changes
from newsreader.model import ArticleId
from newsreader.typeset.changes import MARKS
from newsreader.typeset.when import moment_text
from newsreader.worddiff import DiffKind, DiffRun, paragraphs_of

_COLOURS = {DiffKind.REMOVED: Colour.RED, DiffKind.ADDED: Colour.GREEN}


def print_changes(article_id: ArticleId, changes: Changes | None, output: Output, *, as_json: bool) -> None:
    """Print the changed paragraphs, with colour on a terminal only, or all runs as a JSON object."""
    if as_json:
        output.json(changes_shape(article_id, changes))
        return
    if changes is None:
        output.notice("Only one version of this article is kept: nothing has changed since it was first read.")
        return
    before, after = (moment_text(version.fetched_at) for version in (changes.before, changes.after))
    output.result(f"Changed between {before} and {after}; {changes.versions} versions are kept.")
    output.result("")
    for line in _lines(changes.runs, output):
        output.result(line)


def _lines(runs: Iterable[DiffRun], output: Output) -> Iterator[str]:
    """Write each paragraph in which something changed; say how many are left out between them."""
    unchanged = 0
    for paragraph in paragraphs_of(runs):
        if all(run.kind is DiffKind.SAME for run in paragraph):
            unchanged += 1
            continue
        if unchanged:
            yield f"… {unchanged} unchanged"
        unchanged = 0
        yield "".join(_marked(run, output) for run in paragraph).rstrip()
    if unchanged:
        yield f"… {unchanged} unchanged"


def _marked(run: DiffRun, output: Output) -> str:
    words = run.text.rstrip()
    space = " " if len(words) < len(run.text) else ""
    before, after = MARKS[run.kind]
    looks = (_COLOURS[run.kind],) if run.kind in _COLOURS else ()
    return output.painted(f"{before}{words}{after}", *looks) + space if words else space
