from collections import Counter

from newsreader.commands import COMMANDS, PANES, first_key, fitted, groups, hints, key_label, keymap, keys_label
from newsreader.tui.screens import add, edition, facets, health, search, storyline
from newsreader.tui.screens.main import MainScreen


def test_every_command_has_its_own_id_and_in_each_pane_its_own_keys() -> None:
    assert max(Counter(command.id for command in COMMANDS).values()) == 1
    keys = Counter((pane, key) for command in COMMANDS for pane in command.panes for key in command.keys)
    assert max(keys.values()) == 1
    assert all(command.panes and set(command.panes) <= set(PANES) for command in COMMANDS)


def test_every_action_is_one_of_the_main_screen() -> None:
    for command in COMMANDS:
        name = command.action.split("(")[0]
        assert callable(getattr(MainScreen, f"action_{name}")), command.id


def test_the_contract_of_keys() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    plain = set("jkGlhqbnNJKmsAuf[]rRoyz/?!")
    named = {"down", "up", "g g", "enter", "right", "escape", "left", "tab", "space", "ctrl+d", "ctrl+u", "ctrl+p"}
    assert plain | named <= keys


def test_keys_are_written_as_people_read_them() -> None:
    assert key_label("ctrl+d") == "^D"
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
    assert fitted(hints(), 200).startswith("Enter open")


def test_of_the_keys_only_whole_ones_are_shown_and_the_way_out_always() -> None:
    assert fitted(hints(), 30).endswith("   ? help")
    assert len(fitted(hints(), 30)) <= 30
    for keys in (search.KEYS, add.CHOOSING, health.KEYS, storyline.KEYS, edition.KEYS, facets.KEYS):
        line = fitted(keys, 47)
        assert len(line) <= 47
        assert line.startswith(keys[0])
        assert line.endswith(keys[-1])
        assert set(line.split("   ")) <= set(keys)
