"""The commands of the screens that stand over the panes: their keys and status bars are made from them."""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.commands import Command, rebound, with_keys

SOURCES, SEARCH, ADDING, SOURCE, TEXT, THEMES = "sources", "search", "adding", "source", "text", "themes"
STORYLINE, EDITION, FACETS, OPTIONS = "storyline", "edition", "facets", "settings"
HISTORY, QUEUE, LIST = "history", "queue", "list"
DOCUMENT, PICTURE = "document", "picture"
ONE_TYPES_IN = frozenset({SEARCH, ADDING, HISTORY})  # a letter goes into their line
_ALSO_IN = {LIST: (SOURCES, STORYLINE, EDITION, FACETS, OPTIONS, QUEUE, THEMES), TEXT: (SOURCE,)}


def _of(screen: str, group: str, *rows: tuple[str, tuple[str, ...], str, str, str]) -> tuple[Command, ...]:
    return tuple(
        Command(f"{screen}.{name}", keys, action, text, group, hint, (screen, *_ALSO_IN.get(screen, ())))
        for name, keys, action, text, hint in rows
    )


SCREENS: dict[str, tuple[Command, ...]] = {
    SOURCES: _of(
        SOURCES,
        "In the list of how sources fare",
        ("details", ("enter", "l", "right"), "details", "Details of the source", "details"),
        ("retry", ("r",), "try_again(False)", "Try it again", "try again"),
        ("retry_all", ("R",), "try_again(True)", "Try all again that fail", "all that fail"),
        ("stop", ("ctrl+x",), "stop", "Stop trying", ""),
        ("remove", ("X",), "remove", "Remove it", "remove"),
        ("undo", ("u",), "undo", "Undo the last change", "undo"),
        ("browser", ("o",), "browse", "Open its address in the web browser", "browser"),
        ("copy", ("y",), "copy", "Copy what is wrong with it", "copy"),
        ("page_down", ("space",), "page(1)", "A page down", ""),
        ("leave", ("q", "escape", "h", "left", "!"), "leave", "Back to the panes", "back"),
    ),
    SEARCH: _of(
        SEARCH,
        "In the search",
        ("open", ("enter",), "open", "Open the article found", "opens"),
        ("down", ("down",), "move(1)", "Next article found", "next"),
        ("up", ("up",), "move(-1)", "Previous article found", "previous"),
        ("page_down", ("pagedown",), "page(1)", "A page down", ""),
        ("page_up", ("pageup",), "page(-1)", "A page up", ""),
        ("earlier", ("alt+up",), "recall(1)", "An earlier search; ↑ in the empty line too", "earlier search"),
        ("later", ("alt+down",), "recall(-1)", "A later search", ""),
        ("save", ("ctrl+s",), "name", "Save the search among the sections", "saves the search"),
        ("leave", ("escape",), "back", "Back to the panes", "back"),
    ),
    ADDING: _of(
        ADDING,
        "When adding a source",
        ("look", ("enter",), "enter", "Look at the address", "looks at the address"),
        ("add", ("enter",), "enter", "Add what is chosen", "adds"),
        ("down", ("down",), "move(1)", "Next choice", "next"),
        ("up", ("up",), "move(-1)", "Previous choice", "previous"),
        ("page_down", ("pagedown",), "scroll(1)", "The preview a page down", ""),
        ("page_up", ("pageup",), "scroll(-1)", "The preview a page up", ""),
        ("leave", ("escape",), "back", "Back to the panes", "back"),
    ),
    SOURCE: _of(
        SOURCE,
        "In the details of a source",
        ("open", ("enter", "l", "right"), "close(True)", "Open the section", "opens the section"),
        ("leave", ("escape", "q", "h", "left"), "close(False)", "Back to the list", "back"),
    ),
    THEMES: _of(
        THEMES,
        "Among the themes",
        ("keep", ("enter", "l", "right"), "keep", "Keep the theme that is shown", "keep"),
        ("leave", ("escape", "q", "h", "left", "T"), "leave", "Back to the theme there was", "back"),
    ),
    STORYLINE: _of(
        STORYLINE,
        "In a storyline",
        ("open", ("enter", "l", "right"), "open", "Open the article", "opens"),
        ("next_unread", ("n", "space"), "next_unread", "Open the next unread one", "next unread"),
        ("leave", ("q", "escape", "h", "left", "S"), "leave", "Back to the panes", "back"),
    ),
    EDITION: _of(
        EDITION,
        "In the edition",
        ("read_on", ("space", "n"), "read_on", "Read on: open the first unread one", "reads on"),
        ("open", ("enter", "l", "right"), "open", "Open the article", "opens"),
        ("leave", ("q", "escape", "h", "left", "E"), "leave", "Back to the panes", "back"),
    ),
    FACETS: _of(
        FACETS,
        "Among places and agencies",
        ("choose", ("enter", "l", "right"), "choose", "Filter the list by it", "filters the list"),
        ("turn", ("tab", "shift+tab"), "turn", "Agencies for places, and back", "places or agencies"),
        ("page_down", ("space",), "page(1)", "A page down", ""),
        ("leave", ("q", "escape", "h", "left", "F"), "leave", "Back to the list as it was", "back"),
    ),
    OPTIONS: _of(
        OPTIONS,
        "Among the settings",
        ("change", ("enter", "l", "space"), "change", "Change it", "change"),
        ("more", ("right", "+"), "step(1)", "More, or the next", "more"),
        ("less", ("left", "-"), "step(-1)", "Less, or the one before", "less"),
        ("reset", ("d", "delete"), "reset", "Back to the default", "the default"),
        ("leave", ("q", "escape", "h", ","), "leave", "Back to the panes", "back"),
    ),
    HISTORY: _of(
        HISTORY,
        "In the history",
        ("open", ("enter",), "open", "Open the article", "opens"),
        ("down", ("down",), "move(1)", "The one read before it", "before it"),
        ("up", ("up",), "move(-1)", "The one read after it", "after it"),
        ("oldest", ("ctrl+end",), "go_end(True)", "The oldest", "the oldest"),
        ("newest", ("ctrl+home",), "go_end(False)", "The newest", "the newest"),
        ("page_down", ("pagedown",), "page(1)", "A page down", ""),
        ("page_up", ("pageup",), "page(-1)", "A page up", ""),
        ("leave", ("escape",), "leave", "Back to the panes", "back"),
    ),
    QUEUE: _of(
        QUEUE,
        "Among the links to fetch",
        ("open", ("enter", "l", "right"), "open", "Open the link", "opens"),
        ("remove", ("X", "delete"), "remove", "Remove it", "removes"),
        ("remove_failed", ("C",), "remove_failed", "Remove all that failed", "removes what failed"),
        ("retry", ("r",), "try_again", "Try it again", "tries again"),
        ("page_down", ("space",), "page(1)", "A page down", ""),
        ("leave", ("q", "escape", "h", "left", "W"), "leave", "Back to the panes", "back"),
    ),
    LIST: _of(
        LIST,
        "In a list over the panes",
        ("down", ("j", "down"), "move(1)", "Next row", ""),
        ("up", ("k", "up"), "move(-1)", "Previous row", ""),
        ("top", ("g", "home"), "go_end(False)", "To the beginning", ""),
        ("end", ("G", "end"), "go_end(True)", "To the end", ""),
        ("page_down", ("pagedown",), "page(1)", "A page down", ""),
        ("page_up", ("b", "pageup"), "page(-1)", "A page up", ""),
        ("half_down", ("ctrl+d",), "page(0.5)", "Half a page down", ""),
        ("half_up", ("ctrl+u",), "page(-0.5)", "Half a page up", ""),
    ),
    DOCUMENT: _of(
        DOCUMENT,
        "In a document",
        ("down", ("j", "down"), "scroll(1)", "Down", ""),
        ("up", ("k", "up"), "scroll(-1)", "Up", ""),
        ("page_down", ("space", "pagedown"), "page(1)", "A page down", "page down"),
        ("page_up", ("b", "pageup"), "page(-1)", "A page up", ""),
        ("half_down", ("ctrl+d",), "page(0.5)", "Half a page down", ""),
        ("half_up", ("ctrl+u",), "page(-0.5)", "Half a page up", ""),
        ("top", ("g", "home"), "end(False)", "To the beginning", ""),
        ("end", ("G", "end"), "end(True)", "To the end", ""),
        ("next", ("tab",), "walk(1)", "Next link", "next link"),
        ("previous", ("shift+tab",), "walk(-1)", "Previous link", ""),
        ("open", ("enter", "l", "right"), "open", "Follow the link", "follows it"),
        ("back", ("h", "left", "[", "backspace"), "back", "Back to the document before, or to the panes", ""),
        ("leave", ("q", "escape"), "leave", "Back to the panes", "back"),
    ),
    PICTURE: _of(
        PICTURE,
        "With a picture alone on the screen",
        ("browser", ("o",), "browse", "Open it in the web browser", "browser"),
        (
            "leave",
            ("q", "escape", "h", "left", "i", "enter", "space", "backspace"),
            "leave",
            "Back to the article",
            "back",
        ),
    ),
    TEXT: _of(
        TEXT,
        "In a text over the panes",
        ("down", ("j", "down"), "scroll(1)", "Down", ""),
        ("up", ("k", "up"), "scroll(-1)", "Up", ""),
        ("page_down", ("space", "pagedown", "ctrl+d"), "scroll(10)", "A page down", ""),
        ("page_up", ("b", "pageup", "ctrl+u"), "scroll(-10)", "A page up", ""),
    ),
}


def hinted(screen: str, *but: str) -> tuple[Command, ...]:
    """Give what the status bar of a screen names but for some ids, the way out last."""
    return tuple(command for command in SCREENS[screen] if command.hint and command.id not in but)


def commands_of(screen: str) -> tuple[Command, ...]:
    """Give all commands that have keys on a screen."""
    return tuple(command for command in of_all_screens() if screen in command.panes)


def of_all_screens() -> tuple[Command, ...]:
    """Give the commands of all screens."""
    return tuple(command for commands in SCREENS.values() for command in commands)


def every_command(keys: Mapping[str, tuple[str, ...]]) -> tuple[Command, ...]:
    """Give the commands of the panes and of all screens, with keys of the person's own, as for `rebound`."""
    return (*rebound(keys), *with_keys(of_all_screens(), keys))
