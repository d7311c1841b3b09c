"""Arranging the tree of sections: names, folders, the order, what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from newsreader.errors import NewsError
from newsreader.library.tree import Kind, Placement, TreeRow, folders_of, moved, new_folder, without_folder
from newsreader.tui.screens.listing import Listing
from newsreader.tui.widgets.section_list import SectionList

if TYPE_CHECKING:
    from newsreader.library.results import Done
    from newsreader.tui.widgets.name_bar import NameBar

FIRST = "First choose a section, publication or folder in the list of sections."


class Arranging(Listing):
    """Every change can be undone; what is folded is kept without ado."""

    def _row_to_arrange(self) -> TreeRow | None:
        row = self.sections.current if self.pane == "sections" else None
        if row is None:
            self.status.say(FIRST)
        return row

    def action_rename(self) -> None:
        """Type another name where the name stands."""
        row = self._row_to_arrange()
        if row is None:
            return
        if row.node.kind is Kind.SHELF:
            self.status.say(f"{row.name} keeps its name; sections, publications and folders take another.")
            return
        self._type_name(row.name, partial(self._rename, row))

    def _rename(self, row: TreeRow, typed: str) -> None:
        name = self._usable(typed, may_be_empty=row.node.kind is not Kind.FOLDER)
        if name is None or name == row.name:
            return
        placed = self.sections.arranged.of(row.node)._replace(name=name)
        label = f"{row.name} renamed to {name}" if name else f"{row.name} called again as it was"
        self.rearrange(label, (placed,))

    def action_new_folder(self) -> None:
        """Make a folder, with a name typed where the cursor is."""
        self.pane = "sections"
        self._type_name("", self._make_folder, placeholder="Name of the folder")

    def _make_folder(self, typed: str) -> None:
        name = self._usable(typed)
        if name is not None:
            folder = new_folder(self.sections.arranged, name)
            self.rearrange(
                f"Folder {name} made", (folder,), then=f"{self.key('tree.move')} moves sections into it, {self.undoes}"
            )

    def action_move_to_folder(self) -> None:
        """Choose the folder that what is under the cursor goes into."""
        row = self._row_to_arrange()
        if row is None:
            return
        folders = folders_of(self.sections.arranged)
        if row.node.kind in (Kind.SHELF, Kind.FOLDER):
            self.status.say("Sections and publications go into folders; Alt+↑ and Alt+↓ move this one.")
        elif not folders:
            self.status.say("There is no folder yet: + makes one.")
        else:
            from newsreader.tui.screens.folders import FolderScreen  # here, because the first screen has none

            self.app.push_screen(FolderScreen(row.name, folders), partial(self._move_into, row))

    def _move_into(self, row: TreeRow, folder: str | None) -> None:
        arranged = self.sections.arranged
        placed = arranged.of(row.node)
        if folder is None or folder == placed.folder:
            return
        names = {each.node.key: each.name for each in folders_of(arranged)}
        label = f"{row.name} moved into {names[folder]}" if folder else f"{row.name} moved out of its folder"
        self.rearrange(label, (placed._replace(folder=folder, position=None),))

    def action_move_row(self, step: int) -> None:
        """Move what is under the cursor up or down among what stands beside it."""
        row = self._row_to_arrange()
        if row is None:
            return
        sections = self.sections
        placed = moved(sections.statuses, sections.arranged, row.node, step, with_hidden=sections.shows_hidden)
        if placed:
            self.rearrange(f"{row.name} moved {'down' if step > 0 else 'up'}", placed)

    def action_hide(self) -> None:
        """Hide what is under the cursor, or show it again."""
        row = self._row_to_arrange()
        if row is None:
            return
        placed = self.sections.arranged.of(row.node)._replace(is_hidden=not row.is_hidden)
        if row.is_hidden:
            self.rearrange(f"{row.name} shown again", (placed,))
        else:
            self.rearrange(
                f"{row.name} hidden", (placed,), then=f"{self.key('tree.hidden')} shows what is hidden, {self.undoes}"
            )

    def action_show_hidden(self) -> None:
        """Show what is hidden, paler, or no longer."""
        sections = self.sections
        if not any(placed.is_hidden for placed in sections.arranged.placements.values()):
            sections.shows_hidden = False
            self.status.say(
                f"Nothing is hidden; {self.key('tree.hide')} hides what is under the cursor of the sections."
            )
            return
        sections.shows_hidden = not sections.shows_hidden
        self.status.say(
            f"Hidden ones are shown too; {self.key('tree.hide')} shows one for good." if sections.shows_hidden else ""
        )

    def remove_folder(self, row: TreeRow) -> None:
        """Remove a folder; what stood in it goes back to where it was."""
        self.rearrange(f"Folder {row.name} removed", without_folder(self.sections.arranged, row.node))

    @work(group="marks")
    async def rearrange(self, label: str, placements: Sequence[Placement], then: str | None = None) -> None:
        """Keep a change of the tree, and show it."""
        done = await self.told(self.library.arrangement.change(label, placements))
        await self.show_done(done, then)
        if done is not None and len(placements) == 1:  # a new folder, or what goes into one
            self.sections.select_node(placements[0].node)

    @work(group="folds")
    async def keep_fold(self, placed: Placement) -> None:
        """Keep what is folded for the next start."""
        await self.told(self.library.arrangement.keep(placed))

    def on_section_list_folded(self, event: SectionList.Folded) -> None:
        """Keep what is folded."""
        self.keep_fold(self.sections.arranged.of(event.node))

    def on_name_bar_closed(self, event: NameBar.Closed) -> None:
        """Take the line away. Called so by its name, as the line is loaded late."""
        event.bar.remove()
        self.focus_pane()

    def _type_name(self, name: str, take: Callable[[str], None], placeholder: str = "") -> None:
        from newsreader.tui.widgets.name_bar import NameBar  # here, because the first screen has none

        if self.query("NameBar"):
            return
        sections = self.sections
        row = sections.region.y - self.query_one("#sections-pane").content_region.y
        row += sections.top_of(sections.cursor) - sections.scroll_offset.y
        bar = NameBar(name, take, row=row, placeholder=placeholder)
        self.query_one("#sections-pane").mount(bar)
        bar.focus()

    def _usable(self, typed: str, *, may_be_empty: bool = False) -> str | None:
        from newsreader.library.arrangement import usable_name

        if may_be_empty and not typed.strip():
            return ""
        try:
            return usable_name(typed)
        except NewsError as error:
            self.status.say(error.user_text, is_error=True)
            return None

    async def show_done(self, done: Done | None, then: str | None = None) -> None:
        """Say what was done and how it is taken back, and show it."""
        raise NotImplementedError
