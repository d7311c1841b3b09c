"""Footnotes that stand outside the chosen body, or in parts that pages use for boxes, brought back to its end."""

from __future__ import annotations

from newsreader.blocks import List
from newsreader.extract.build import Builder, Piece, joined_notes
from newsreader.extract.lists import is_notes_box
from newsreader.extract.tree import Element, Tree, elements_in

_REFERENCES = ("[1]", "[*]", "[i]", "[a]")  # how `inline` writes the first of a text's references
MAX_NOTES_SHARE = 0.5  # of the page's text: more is the page


def with_footnotes(pieces: list[Piece], tree: Tree, body: Element, base_url: str) -> list[Piece]:
    """Add the notes that the text refers to and that are not among its pieces."""
    if not _refers(pieces):
        return pieces
    builder = Builder(base_url)
    found: Element | None = None
    for element in tree.elements:
        is_inside = found is not None and element.inside(found)
        if is_inside or not element.attrs or element.text > MAX_NOTES_SHARE * tree.body.text:
            continue
        if is_notes_box(element) and (element.junk or not element.inside(body)):
            found = element
            _unmark(element)
            builder.add_block(element)
    kept = {piece.text for piece in pieces}
    notes = [piece for piece in builder.pieces if isinstance(piece.block, List) and piece.block.is_notes]
    return joined_notes(pieces + [piece for piece in notes if piece.text not in kept])


def _refers(pieces: list[Piece]) -> bool:
    marked = [piece.text for piece in pieces if "[" in piece.text]  # hardly any
    return any(mark in text for text in marked for mark in _REFERENCES)


def _unmark(element: Element) -> None:
    element.junk = ""
    for part in elements_in(element):
        part.junk = ""
