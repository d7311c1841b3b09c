"""What changed in an article, word by word."""

from __future__ import annotations

from datetime import tzinfo

from newsreader.library.versions import Changes
from newsreader.typeset.document import Document
from newsreader.typeset.galley import Galley
from newsreader.typeset.line import Role, Run
from newsreader.typeset.when import moment_text
from newsreader.worddiff import DiffKind, DiffRun, paragraphs_of

# Told apart without colour too; the same as `newsreader show --diff` has.
MARKS = {DiffKind.SAME: ("", ""), DiffKind.REMOVED: ("[-", "-]"), DiffKind.ADDED: ("{+", "+}")}
_ROLES = {DiffKind.SAME: Role.TEXT, DiffKind.REMOVED: Role.REMOVED, DiffKind.ADDED: Role.ADDED}


def set_changes(changes: Changes, width_cells: int, zone: tzinfo | None = None) -> Document:
    """Set every paragraph in which something changed, and say how many are left out between them."""
    galley = Galley(width_cells)
    before, after = (moment_text(version.fetched_at, zone) for version in (changes.before, changes.after))
    galley.add_text("What changed", Role.HEADLINE)
    galley.add_text(f"{before} → {after} · {changes.versions} versions kept", Role.DATELINE)
    galley.rule()
    unchanged = 0
    for paragraph in paragraphs_of(changes.runs):
        if all(run.kind is DiffKind.SAME for run in paragraph):
            unchanged += 1
            continue
        _leave_out(galley, unchanged)
        unchanged = 0
        galley.blank()
        galley.add_runs([piece for run in paragraph for piece in _marked(run)])
    _leave_out(galley, unchanged)
    return Document(tuple(galley.lines), body_end=len(galley.lines))


def _leave_out(galley: Galley, paragraphs: int) -> None:
    if paragraphs:
        galley.blank()
        galley.add_text(f"… {paragraphs} unchanged", Role.TEASER)


def _marked(run: DiffRun) -> list[Run]:
    words = run.text.rstrip()
    begin, end = MARKS[run.kind]
    marked = [Run(f"{begin}{words}{end}", _ROLES[run.kind])] if words else []
    return [*marked, Run(" ")] if len(words) < len(run.text) else marked
