"""Every command of the reader in one table: keys, palette, help and README are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

PANES = ("sections", "articles", "reader")
LISTS, READER = PANES[:2], PANES[2:]
SECTIONS, ARTICLES = PANES[:1], PANES[1:2]


COUNT_MARK = "×"


class Command(NamedTuple):
    """Something the person can ask the reader to do."""

    id: str
    keys: tuple[str, ...]  # Textual key names; "g g" is one key after the other
    action: str  # of the main screen
    help: str
    group: str
    hint: str = ""  # two or three words for the status bar, "" for none there
    panes: tuple[str, ...] = PANES  # where its keys mean it; the same key may mean another command elsewhere

    @property
    def takes_count(self) -> bool:
        """Whether a number before its key repeats it."""
        return self.action.endswith("(1)") or self.action.endswith("(-1)")

    @property
    def text(self) -> str:
        """What it does, for a list of keys: marked where a number before its key repeats it."""
        return f"{self.help} {COUNT_MARK}" if self.takes_count else self.help


COMMANDS = (
    Command("move.down", ("j", "down"), "move(1)", "Next line or row", "Move"),
    Command("move.up", ("k", "up"), "move(-1)", "Previous line or row", "Move"),
    Command("move.top", ("g g", "home"), "go_end(False)", "To the beginning", "Move"),
    Command("move.end", ("G", "end"), "go_end(True)", "To the end", "Move"),
    Command("move.half_down", ("ctrl+d",), "half_page(1)", "Half a page down", "Move"),
    Command("move.half_up", ("ctrl+u",), "half_page(-1)", "Half a page up", "Move"),
    Command("move.page_down", ("pagedown",), "page(1)", "A page down", "Move"),
    Command("move.page_up", ("b", "pageup"), "page(-1)", "A page up", "Move"),
    Command("pane.in", ("enter", "l", "right"), "go_in", "In: open the section, article or link", "Panes", "open"),
    Command("pane.out", ("h", "left", "escape"), "go_out", "Out: back to the list, then the sections", "Panes"),
    Command("pane.out_or_quit", ("q",), "out_or_quit", "Out; at the sections, quit", "Panes", "out"),
    Command("pane.next", ("tab",), "next_pane(1)", "Next pane", "Panes", panes=LISTS),
    Command("pane.previous", ("shift+tab",), "next_pane(-1)", "Previous pane", "Panes", panes=LISTS),
    Command("pane.hide", ("ctrl+w",), "hide_lists", "Hide the sections, or show them", "Panes"),
    Command("pane.narrower", ("ctrl+left",), "resize(-1)", "Border to the left; the mouse drags it too", "Panes"),
    Command("pane.wider", ("ctrl+right",), "resize(1)", "Border to the right", "Panes"),
    Command("pane.zoom", ("z",), "zoom", "The reader alone, and back", "Panes"),
    Command("read.walk", ("space",), "walk", "A page down; at the end on to the next unread", "Read", "read on"),
    Command("read.back", ("backspace",), "step_back", "Undo that step, and its read mark", "Read"),
    Command("read.next_unread", ("n",), "next_unread(1)", "Next unread article", "Read", "next unread"),
    Command("read.previous_unread", ("N",), "next_unread(-1)", "Previous unread article", "Read"),
    Command("read.next", ("J",), "next_article(1)", "Next article", "Read"),
    Command("read.previous", ("K",), "next_article(-1)", "Previous article", "Read"),
    Command("read.outline", ("t",), "outline", "The subheads of the article, to go to one", "Read", panes=("reader",)),
    Command("read.next_subhead", ("}",), "subhead(1)", "Next subhead", "Read", panes=("reader",)),
    Command("read.previous_subhead", ("{",), "subhead(-1)", "Previous subhead", "Read", panes=("reader",)),
    Command(
        "read.faces",
        ("x",),
        "next_face",
        "Why the text came out so, the whole page, and back",
        "Read",
        panes=READER,
    ),
    Command("read.changes", ("D",), "changes", "What changed since you read it, and back", "Read", panes=READER),
    Command("read.pictures", ("i",), "pictures", "Show pictures, or no longer, until you quit", "Read", panes=READER),
    Command("read.narrower", ("<",), "measure(-1)", "Set the text narrower", "Read"),
    Command("read.wider", (">",), "measure(1)", "Set the text wider", "Read"),
    Command("read.edition", ("E",), "edition", "Your edition: what to read in 20 minutes, and then it ends", "Read"),
    Command("read.story", ("S",), "storyline", "The story that the article belongs to, as a ladder", "Read"),
    Command("link.hints", ("f",), "link_hints", "Follow a link: type its letters, or / and its text", "Links", "links"),
    Command("link.next", ("tab",), "walk_links(1)", "Next link; Enter opens it, Esc ends", "Links", panes=READER),
    Command("link.previous", ("shift+tab",), "walk_links(-1)", "Previous link", "Links", panes=READER),
    Command("link.back", ("[", "alt+left"), "trail(-1)", "Back along the trail", "Links"),
    Command("link.forward", ("]", "alt+right"), "trail(1)", "Forward along the trail", "Links"),
    Command("link.related", ("p",), "related", "Where the article leads: there, and away again", "Links"),
    Command("link.history", ("H",), "history", "History: all you read, and how you got there", "Links"),
    Command("link.later", ("w",), "queue_link", "Let the chosen link be fetched later, or not", "Links", panes=READER),
    Command("link.queue", ("W",), "queue", "The links that wait for a network", "Links"),
    Command(
        "link.browser", ("o",), "browse", "Open the chosen link, or the article, in the web browser", "Links", "browser"
    ),
    Command("link.play", ("v",), "play", "Play or open the file of a podcast", "Links"),
    Command("link.copy", ("y",), "copy_address", "Copy the address of the chosen link, or of the article", "Links"),
    Command("mark.read", ("m",), "toggle_read", "Mark read or unread", "Marks", "read/unread"),
    Command("mark.star", ("s",), "toggle_star", "Star, or take the star off", "Marks", "star"),
    Command("mark.later", ("L",), "toggle_later", "Read later, or no longer", "Marks"),
    Command("mark.all_read", ("A",), "all_read", "Mark the whole list read", "Marks"),
    Command("mark.above", ("(",), "read_beside(True)", "Mark all above the cursor read", "Marks", panes=ARTICLES),
    Command("mark.below", (")",), "read_beside(False)", "Mark all below the cursor read", "Marks", panes=ARTICLES),
    Command("list.sort", ("O",), "sort", "Sort and group this list otherwise; kept for it", "Lists", panes=LISTS),
    Command("list.select", ("V",), "select(1)", "Choose this article too, for m, s and L", "Lists", panes=ARTICLES),
    Command("list.select_all", ("ctrl+a",), "select_all", "Choose all of the list", "Lists", panes=ARTICLES),
    Command("mark.undo", ("u",), "undo(1)", "Undo the last change, as often as you like", "Marks"),
    Command("mark.redo", ("U",), "redo(1)", "Do again what was undone", "Marks"),
    Command("list.rows", ("=",), "toggle_rows", "Articles in one line each, or in two", "Lists"),
    Command(
        "tree.rename", ("c",), "rename", "Call it otherwise: a section, publication or folder", "Tree", panes=SECTIONS
    ),
    Command("tree.up", ("alt+up",), "move_row(-1)", "Move it up", "Tree", panes=SECTIONS),
    Command("tree.down", ("alt+down",), "move_row(1)", "Move it down", "Tree", panes=SECTIONS),
    Command("tree.hide", ("-",), "hide", "Hide it, or show it again", "Tree", panes=SECTIONS),
    Command("tree.hidden", ("g h",), "show_hidden", "Show what is hidden, or no longer", "Tree", panes=SECTIONS),
    Command("tree.folder", ("+",), "new_folder", "Make a folder", "Tree", panes=SECTIONS),
    Command("tree.move", ("M",), "move_to_folder", "Move it into a folder, or out of one", "Tree", panes=SECTIONS),
    Command(
        "refresh.section",
        ("r",),
        "refresh_section",
        "Refresh this section, or fetch this article again",
        "Fetch",
        "refresh",
    ),
    Command("refresh.all", ("R",), "refresh_all", "Refresh every section you follow", "Fetch"),
    Command("refresh.show", (".",), "show_new", "Bring new articles that wait into the list", "Fetch"),
    Command("refresh.stop", ("ctrl+x",), "stop", "Stop what is being fetched", "Fetch"),
    Command("section.add", ("a",), "add_source", "Add a site, a feed, a channel: any address", "Sources", "add"),
    Command("section.remove", ("X",), "remove_section", "Remove this section or publication", "Sources"),
    Command("health", ("!",), "health", "How the sources fare: what fails, why, what to do", "Sources"),
    Command("find", ("/",), "find", "Filter the list, or find in the article", "Find", "find"),
    Command("facets", ("F",), "facets", "Count the list by place and agency; Enter filters it", "Find"),
    Command("search", ("ctrl+f",), "search", "Search the whole library, full texts too", "Find", "search"),
    Command("help", ("?", "f1"), "help", "Show every key", "Program", "help"),
    Command("settings", (",",), "settings", "Settings: what there is to set, changed here and in the file", "Program"),
    Command("menu", ("g m",), "menu", "What can be done here; a right click too", "Program"),
    Command("themes", ("T",), "themes", "Themes, shown as you choose", "Program"),
    Command("palette", ("ctrl+p", ":"), "palette", "Every command by name", "Program", "commands"),
    Command("suspend", ("ctrl+z",), "suspend", "Back to the shell for a while; fg returns", "Program"),
    Command("quit", ("ctrl+q", "ctrl+c"), "quit", "Quit", "Program"),
)

# What commands are done with, and which: one such thing must be there. A menu of a thing offers these, in this order.
DONE_WITH = {
    "shelf": "pane.in refresh.section",
    "section": "pane.in refresh.section tree.rename tree.move tree.hide tree.up tree.down section.remove",
    "publication": "pane.in tree.rename tree.move tree.hide tree.up tree.down section.remove",
    "article": "pane.in mark.read mark.star mark.later link.browser link.copy link.play read.story refresh.section",
    "link": "pane.in link.browser link.copy link.later",
    "reading": "link.hints link.next link.previous link.back link.forward",
    "list": "mark.all_read",
    "new": "refresh.show",
    "work": "refresh.stop",
}

# What the status bar names in each pane: what a newcomer needs there, the way to the help last.
HINTS = {
    "sections": "pane.in read.walk refresh.section section.add search palette pane.out_or_quit help",
    "articles": "pane.in mark.read mark.star read.next_unread find refresh.section search pane.out_or_quit help",
    "reader": "read.walk link.hints read.next_unread mark.star find link.browser pane.out_or_quit help",
}
_WELCOME = (
    "pane.in pane.out_or_quit read.walk link.hints mark.star mark.later read.edition read.story search section.add "
    "refresh.all themes help"
)

HINT_GAP = "   "
_KEY_LABELS = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "backspace": "Backspace",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "f1": "F1",
}


def rebound(keys: Mapping[str, tuple[str, ...]]) -> tuple[Command, ...]:
    """Give the table with keys of the person's own.

    Args:
        keys: by the command's id; those of the others stay.
    """
    return with_keys(COMMANDS, keys)


def with_keys(commands: Sequence[Command], keys: Mapping[str, tuple[str, ...]]) -> tuple[Command, ...]:
    """Give commands with keys of the person's own, as for `rebound`."""
    return tuple(command._replace(keys=keys.get(command.id, command.keys)) for command in commands)


def first_key(command_id: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """Write the first key of a command, or Esc where it has that, for a sentence that names it.

    Args:
        command_id: of the command.
        keys: of the person's own, as for `rebound`.

    Returns:
        What the command does, by which the palette finds it, where it is left no key.
    """
    (command,) = with_keys([each for each in COMMANDS if each.id == command_id], keys)
    if not command.keys:
        return f"“{command.help}”"
    return key_label("escape" if "escape" in command.keys else command.keys[0])


def keymap(pane: str, commands: Sequence[Command] = COMMANDS) -> dict[tuple[str, ...], str]:
    """Give the action of every key and key sequence of a pane: `{("j",): "move(1)", ("g", "g"): "go_end(False)"}`."""
    return {
        tuple(key.split(" ")): command.action for command in commands if pane in command.panes for key in command.keys
    }


def key_label(key: str) -> str:
    """Write a key as people read it: `gg`, `^D`, `Alt+←`."""
    if key in _KEY_LABELS:
        return _KEY_LABELS[key]
    if key.startswith("ctrl+"):
        name = key.removeprefix("ctrl+")
        return f"^{name.upper()}" if len(name) == 1 else f"Ctrl+{key_label(name)}"
    for modifier in ("alt+", "shift+"):
        if key.startswith(modifier):
            return f"{modifier.capitalize()}{key_label(key.removeprefix(modifier))}"
    return key.replace(" ", "")


def keys_label(command: Command) -> str:
    """Write all keys of a command."""
    return " ".join(key_label(key) for key in command.keys)


def groups(commands: Sequence[Command] = COMMANDS) -> Iterator[tuple[str, tuple[Command, ...]]]:
    """Give the commands by group, in the table's order."""
    for name in dict.fromkeys(command.group for command in commands):
        yield name, tuple(command for command in commands if command.group == name)


def things_needed(command: Command) -> frozenset[str]:
    """Give the things of which one must be there for a command; none when it can always be done."""
    return frozenset(thing for thing, ids in DONE_WITH.items() if command.id in ids.split())


def named(ids: str, commands: Sequence[Command] = COMMANDS) -> tuple[Command, ...]:
    """Give commands by their ids, in that order, but for those that have no key."""
    by_id = {command.id: command for command in commands if command.keys}
    return tuple(by_id[name] for name in ids.split() if name in by_id)


def hints(pane: str, commands: Sequence[Command] = COMMANDS) -> tuple[Command, ...]:
    """Give the commands that the status bar names in a pane."""
    return named(HINTS[pane], commands)


def first_steps(commands: Sequence[Command] = COMMANDS) -> tuple[Command, ...]:
    """Give the few commands a newcomer needs."""
    return named(_WELCOME, commands)


def hint_text(command: Command) -> str:
    """Write a command for the status bar: its first key and two or three words."""
    return f"{key_label(command.keys[0])} {command.hint}"


def fitted(shown: Sequence[str], width_cells: int) -> str:
    """Set keys with what they do in one line: whole ones, the last of them, the way out, always there."""
    kept = list(shown)
    while len(kept) > 1 and cell_len(HINT_GAP.join(kept)) > width_cells:
        del kept[-2]
    return HINT_GAP.join(kept)
