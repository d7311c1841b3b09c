from collections import Counter

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from newsreader.commands import (
    COMMANDS,
    COUNT_MARK,
    DONE_WITH,
    PANES,
    first_key,
    fitted,
    groups,
    hint_text,
    hints,
    key_label,
    keymap,
    keys_label,
    things_needed,
)
from newsreader.screen_commands import SCREENS, SOURCES, TEXT, hinted
from newsreader.tui.bindings import bindings, screen_keymap
from newsreader.tui.screens import (
    add,
    document,
    edition,
    facets,
    health,
    history,
    leaving,
    picture,
    queue,
    search,
    settings,
    source,
    storyline,
    themes,
)
from newsreader.tui.screens.main import MainScreen
from newsreader.tui.typed import counted


def test_every_command_has_its_own_id_and_in_each_pane_its_own_keys() -> None:
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    keys = Counter((pane, key) for command in COMMANDS for pane in command.panes for key in command.keys)
    assert max(keys.values()) == 1
    assert all(command.panes and set(command.panes) <= set(PANES) for command in COMMANDS)


def test_the_table_says_which_commands_a_number_repeats() -> None:
    for command in COMMANDS:
        is_counted = counted(command.action, 5) != command.action
        assert is_counted == (command.takes_count or command.action.startswith("go_end(")), command.id
        assert command.text.endswith(COUNT_MARK) == command.takes_count


def test_every_action_is_one_of_the_main_screen() -> None:
    for command in COMMANDS:
        name = command.action.split("(")[0]
        assert callable(getattr(MainScreen, f"action_{name}")), command.id


def test_a_key_leads_to_every_action_of_the_reader() -> None:
    named = {command.action.split("(")[0] for command in COMMANDS} | {"go_to"}  # a number, then G
    own = [part for part in MainScreen.__mro__ if part.__module__.startswith("newsreader.")]
    assert {name for part in own for name in vars(part) if name.startswith("action_")} == {
        f"action_{name}" for name in named
    }


def test_the_contract_of_keys() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    plain = set("jkGlhqbnNJKmsAuf[]rRoyz/?!")
    named = {"down", "up", "g g", "enter", "right", "escape", "left", "tab", "space", "ctrl+d", "ctrl+u", "ctrl+p"}
    assert plain | named <= keys


def test_keys_are_written_as_people_read_them() -> None:
    assert key_label("ctrl+d") == "^D"
    assert key_label("ctrl+left") == "Ctrl+←"
    assert key_label("g g") == "gg"
    assert key_label("alt+left") == "Alt+←"
    assert keys_label(next(command for command in COMMANDS if command.id == "pane.in")) == "Enter l →"


def test_a_sentence_names_the_key_that_the_person_has() -> None:
    assert first_key("mark.undo", {}) == "u"
    assert first_key("mark.undo", {"mark.undo": ("ctrl+u", "u")}) == "^U"
    assert first_key("pane.out", {}) == "Esc"
    assert first_key("find", {"find": ()}).startswith("“Filter the list")
    assert key_label("shift+tab") == "Shift+Tab"
    assert key_label("alt+shift+left") == "Alt+Shift+←"


def test_one_table_makes_keys_groups_and_hints() -> None:
    for pane in PANES:
        assert keymap(pane)["g", "g"] == "go_end(False)"
        assert len(keymap(pane)) == sum(len(command.keys) for command in COMMANDS if pane in command.panes)
    assert sum(len(commands) for _, commands in groups()) == len(COMMANDS)


def test_of_the_keys_only_whole_ones_are_shown_and_the_way_out_always() -> None:
    tables = (*map(hints, PANES), add.BEFORE, add.CHOOSING, *map(hinted, (name for name in SCREENS if hinted(name))))
    lines = [tuple(map(hint_text, commands)) for commands in tables]
    for keys in lines:
        line = fitted(keys, 47)
        assert len(line) <= 47
        assert line.startswith(keys[0])
        assert line.endswith(keys[-1])
        assert set(line.split("   ")) <= set(keys)


def test_what_commands_need_has_a_name_and_what_the_status_bar_names_has_a_hint() -> None:
    for command in COMMANDS:
        assert things_needed(command) <= set(DONE_WITH), command.id
    known = {command.id for command in COMMANDS}
    assert {name for ids in DONE_WITH.values() for name in ids.split()} <= known
    for pane in PANES:
        for command in hints(pane):
            assert command.hint, command.id
            assert pane in command.panes, command.id
        assert hints(pane)[-1].id == "help"


def test_every_command_of_a_screen_is_one_of_its_actions() -> None:
    screens = {
        "sources": health.HealthScreen,
        "search": search.SearchScreen,
        "adding": add.AddScreen,
        "picture": picture.PictureScreen,
        "source": source.SourceScreen,
        "document": document.DocumentScreen,
        "text": leaving.LeavingModal,
        "themes": themes.ThemeScreen,
        "storyline": storyline.StorylineScreen,
        "edition": edition.EditionScreen,
        "facets": facets.FacetsScreen,
        "settings": settings.SettingsScreen,
        "history": history.HistoryScreen,
        "queue": queue.QueueScreen,
        "list": leaving.ListScreen,
    }
    assert screens.keys() == SCREENS.keys()
    for name, screen in screens.items():
        for command in SCREENS[name]:
            assert callable(getattr(screen, f"action_{command.action.split('(')[0]}")), command.id
    down = bindings(TEXT)[0]
    assert (down.key, down.action, down.description, down.id) == ("j,down", "scroll(1)", "Down", "text.down")
    keys = [key for each in bindings(SOURCES) for key in each.key.split(",")]
    assert "exclamation_mark" in keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("key", "sent"),
    [("alt+/", "\x1b[47;3u"), ("alt+,", "\x1b[44;3u"), ("alt+G", "\x1b[103;4u"), ("+", "+"), ("é", "é")],
)
def test_keys_of_a_screen_are_named_as_they_arrive(key: str, sent: str) -> None:
    (event,) = XTermParser().feed(sent)
    assert isinstance(event, Key)
    assert screen_keymap({"list.down": (key, "pagedown"), "read.next": ("n",)}) == {
        "list.down": f"{event.key},pagedown"
    }


def test_no_key_of_a_screen_means_two_things() -> None:
    for screen in (health, history, queue, storyline, edition, facets, settings, themes):
        kinds = [
            each for each in vars(screen).values() if isinstance(each, type) and each.__module__ == screen.__name__
        ]
        (found,) = [kind.BINDINGS for kind in kinds if issubclass(kind, leaving.ListScreen)]
        keys = Counter(key for binding in found for key in binding.key.split(","))
        assert [key for key, count in keys.items() if count > 1] == [], screen.__name__
