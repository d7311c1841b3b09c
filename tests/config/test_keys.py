"""Keys of the person's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.commands import PANES, hints, keymap, keys_label, rebound
from newsreader.config.keys import read_keys
from newsreader.config.settings import examine_settings
from newsreader.errors import ConfigError
from newsreader.screen_commands import every_command
from tests.config.test_settings import load_settings, paths, write

__all__ = ["paths"]


def mistake(table: object) -> str:
    with pytest.raises(ConfigError) as caught:
        read_keys(table, "config.toml")
    return caught.value.detail


def test_every_shipped_key_may_be_written() -> None:
    shipped = {command.id: command.keys for command in every_command({})}
    assert read_keys({name: list(keys) for name, keys in shipped.items()}, "config.toml") == shipped


def test_keys_are_read_with_and_without_quotation_marks(paths: Path) -> None:
    write(paths, '[keys]\n"read.next" = "ctrl+n"\nread.previous = ["ctrl+k", "g p"]\nfind = []\nmark.star = "*"\n')
    keys = load_settings(paths, {}).keys
    assert keys == {"read.next": ("ctrl+n",), "read.previous": ("ctrl+k", "g p"), "find": (), "mark.star": ("*",)}
    commands = rebound(keys)
    for pane in PANES:
        assert keymap(pane, commands)["ctrl+n",] == "next_article(1)"
        assert ("J",) not in keymap(pane, commands)
    assert keys_label(next(command for command in commands if command.id == "read.previous")) == "^K gp"
    assert "find" in [command.id for command in hints("reader")]
    assert "find" not in [command.id for command in hints("reader", commands)]


@pytest.mark.parametrize(("wrong", "heir"), [("read.next", "read.previous"), ("settings.more", "settings.less")])
def test_the_usual_keys_of_a_command_with_a_mistake_may_be_anothers(paths: Path, wrong: str, heir: str) -> None:
    usual = next(command.keys[0] for command in every_command({}) if command.id == wrong)
    write(paths, f'[keys]\n"{wrong}" = "no such key"\n"{heir}" = "{usual}"\n')
    loaded = examine_settings(paths, {}, {})
    assert [problem.key for problem in loaded.problems] == [f'keys."{wrong}"']
    assert loaded.settings.keys == {wrong: (), heir: (usual,)}


def test_two_commands_may_change_places() -> None:
    assert read_keys({"read.next": "K", "read.previous": "J"}, "config.toml")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (3, "begun by [keys]"),
        ({"read.nxt": "j"}, "there is no command 'read.nxt', did you mean 'read.next'?"),
        ({"read": {"nxt": "j"}}, "keys.read.nxt: there is no command"),
        ({"read.next": "x y", "read": {"next": "z"}}, "read.next stands there twice"),
        ({"find": 3}, "keys.find: 3 is not allowed; allowed: a key, or a list"),
        ({"find": ["a", 3]}, "is not allowed"),
        ({"find": [str(number) for number in range(11)]}, "a list of up to 10"),
        ({"find": "pagdown"}, "there is no key 'pagdown', did you mean 'pagedown'?"),
        ({"find": "Enter"}, "did you mean 'enter'?"),
        ({"find": ""}, "there is no key ''"),
        ({"find": "g  x"}, "there is no key ''"),
        ({"find": "alt+ctrl+x"}, "in this order"),
        ({"find": "shift+g"}, "write the character that comes"),
        ({"find": "ctrl+G"}, "only with the letters a to z"),
        ({"find": "ctrl+i"}, "arrives as 'tab'"),
        ({"find": "ctrl+q"}, "quits in every screen"),
        (
            {"find": "j"},
            "keys.find: 'j' is also a key of move.down (Next line or row); give move.down other keys under",
        ),
        ({"find": "?", "help": ["?"]}, "'?' is also a key of help (Show every key); give one of the two another key"),
        ({"find": "g"}, "'g' is in the way of 'g g', a key of move.top"),
        ({"storyline.open": "n"}, "'n' is also a key of storyline.next_unread"),
        ({"list.down": "q"}, "'q' is also a key of sources.leave"),
        ({"list.end": "g x"}, "'g x': keys one after the other are for the panes; list.end takes single ones"),
        ({"search.save": "s"}, "'s' is for typing there; allowed for search.save: a key with ctrl+ or alt+"),
        ({"history.up": "left"}, "'left' is for typing there"),
        ({"find": "s t"}, "'s t' is in the way of 's', a key of mark.star"),
    ],
)
def test_a_mistake_is_told_with_what_is_allowed(table: object, words: str) -> None:
    assert words in mistake(table)


NAMES = st.sampled_from([command.id for command in every_command({})]) | st.text()


@given(st.dictionaries(NAMES, st.text() | st.lists(st.text())))
def test_any_table_is_read_or_refused_in_words(table: dict[str, object]) -> None:
    said = "keys"
    try:
        read_keys(table, "config.toml")
    except ConfigError as error:
        said = error.detail
    assert said.startswith("keys")
