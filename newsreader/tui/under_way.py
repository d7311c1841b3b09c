"""Whether something goes on in the background."""

from __future__ import annotations

from textual.dom import DOMNode


def is_under_way(node: DOMNode, *groups: str) -> bool:
    """Say whether work of one of these groups has not ended yet.

    Args:
        node: of the app whose workers they are.
        groups: as the work was begun under them.
    """
    return any(worker.group in groups and not worker.is_finished for worker in node.workers)
