"""What a newcomer reads before anything is opened."""

from __future__ import annotations

import pytest

from newsreader.commands import first_steps, key_label
from newsreader.tui.welcome import welcome
from newsreader.typeset.line import CACHED_MARK, REMOTE_MARK, TEASER_MARK, UNREAD_MARK
from newsreader.typeset.rows import LATER, NEW_MARK, STAR

ONE_SCREEN = 22  # lines of the smallest screen that has the pane it stands in, without the bars


@pytest.mark.parametrize("width", [20, 57, 72])
def test_every_mark_of_the_lists_is_explained_in_the_width_there_is(width: int) -> None:
    lines = welcome(width)
    text = "\n".join(line.text for line in lines)
    assert all(mark in text for mark in (CACHED_MARK, TEASER_MARK, REMOTE_MARK, UNREAD_MARK, STAR, LATER, NEW_MARK))
    assert max(line.width_cells for line in lines) <= max(width, 27)  # no mark is parted from its words


def test_it_is_one_screen_with_the_keys_of_the_first_steps() -> None:
    lines = welcome(57)
    assert len(lines) <= ONE_SCREEN
    begun = [line.text.split(" ")[0] for line in lines]
    assert all(key_label(command.keys[0]) in begun for command in first_steps())
