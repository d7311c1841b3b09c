"""The commands of the screens that stand over the panes: their keys and status bars are made from them."""

from __future__ import annotations

from typing import Any

from newsreader.commands import Command

SOURCES, SEARCH, ADDING, SOURCE, TEXT = "sources", "search", "adding", "source", "text"
THEMES, DOCUMENT, PICTURE = "themes", "document", "picture"


def _of(screen: str, group: str, *rows: tuple[str, tuple[str, ...], str, str, str]) -> tuple[Command, ...]:
    return tuple(
        Command(f"{screen}.{name}", keys, action, text, group, hint, (screen,))
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
        ("down", ("j", "down"), "move(1)", "Show the next theme", "next"),
        ("up", ("k", "up"), "move(-1)", "Show the theme before", "before"),
        ("page_down", ("pagedown", "ctrl+d"), "move(10)", "Ten themes on", ""),
        ("page_up", ("pageup", "ctrl+u"), "move(-10)", "Ten themes back", ""),
        ("leave", ("escape", "q", "h", "left", "T"), "leave", "Back to the theme there was", "back"),
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
_NAMES = {"!": "exclamation_mark", "?": "question_mark", ".": "full_stop", "/": "slash", "[": "left_square_bracket"}


def hinted(screen: str, *but: str) -> tuple[Command, ...]:
    """Give what the status bar of a screen names but for some ids, the way out last."""
    return tuple(command for command in SCREENS[screen] if command.hint and command.id not in but)


def bindings(*screens: str) -> list[Any]:
    """Give the keys of screens as Textual wants them: names, action, help."""
    return [
        (",".join(_NAMES.get(key, key) for key in command.keys), command.action, command.help)
        for screen in screens
        for command in SCREENS[screen]
    ]
