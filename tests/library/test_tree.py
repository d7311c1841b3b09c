"""The tree of what can be read, as it is by itself and as it is arranged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsreader.library.shelves import Shelf
from newsreader.library.tree import (
    Arranged,
    Kind,
    Node,
    Placement,
    folders_of,
    moved,
    new_folder,
    node_of,
    tree_of,
    without_folder,
)
from newsreader.model import Section, SectionKey, SectionStatus
from newsreader.store.arrangement import ShelfCounts

NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)
WAR, SEA = Node(Kind.SOURCE, "War Daily"), Node(Kind.SOURCE, "Sea News")
FOLDER = Node(Kind.FOLDER, "1")


def status(key: str, source: str, unread: int = 0, **fields: object) -> SectionStatus:
    section = Section(key=SectionKey(key), source=source, name=key.partition("/")[2].title(), addresses=())
    return SectionStatus(section=section, unread=unread, total=unread, is_followed=True, **fields)  # type: ignore[arg-type]


STATUSES = (
    status("war/stans", "War Daily", 4, arrived_at=NOON),
    status("war/nukes", "War Daily", 3, newest_at=NOON, error="dead"),
    status("sea/ports", "Sea News", 2, arrived_at=NOON - timedelta(days=1)),
)
STANS, NUKES, PORTS = (node_of(each.section.key) for each in STATUSES)


def arranged(*placements: Placement) -> Arranged:
    return Arranged({each.node: each for each in placements})


def lines(given: Arranged | None = None, **how: bool) -> list[str]:
    rows = tree_of(STATUSES, given or Arranged(), **how)
    return ["  " * row.depth + row.name + (f" {row.count}" if row.count else "") for row in rows][len(Shelf) :]


def test_by_itself_it_is_shelves_then_publications() -> None:
    shelves = [row.name for row in tree_of(STATUSES, Arranged())][: len(Shelf)]
    assert shelves == ["All articles", "Today", "Unread", "Starred", "Read later", "Recently read"]
    assert lines() == ["War Daily", "  Stans 4", "  Nukes 3", "Sea News", "  Ports 2"]


def test_shelves_show_their_counts() -> None:
    counts = Arranged(counts=ShelfCounts(unread=2000, starred=3, later=1, today=1000))
    assert [row.count for row in tree_of((), counts)] == ["", "1,000+", "2000", "3", "1", ""]


def test_a_folded_row_says_what_is_in_it_but_for_what_is_hidden() -> None:
    fold = Placement(WAR, is_folded=True)
    assert lines(arranged(fold))[0] == "War Daily 7"
    row = tree_of(STATUSES, arranged(fold))[len(Shelf)]
    assert (row.has_error, row.arrived_at, row.newest_at) == (True, NOON, NOON)
    assert lines(arranged(fold, Placement(NUKES, is_hidden=True)))[0] == "War Daily 4"


def test_folders_hold_sections_and_publications() -> None:
    folder = Placement(FOLDER, name="Mine")
    inside = arranged(folder, Placement(NUKES, folder="1"), Placement(SEA, folder="1"))
    assert lines(inside) == ["Mine", "  Nukes 3", "  Sea News", "    Ports 2", "War Daily", "  Stans 4"]
    everything = arranged(folder, Placement(NUKES, folder="1"), Placement(STANS, folder="1"))
    assert lines(everything) == ["Mine", "  Stans 4", "  Nukes 3", "Sea News", "  Ports 2"]  # an empty one is gone
    folded = arranged(folder._replace(is_folded=True), Placement(NUKES, folder="1"), Placement(SEA, folder="1"))
    assert lines(folded) == ["Mine 5", "War Daily", "  Stans 4"]


def test_a_folder_that_goes_leaves_what_stood_in_it_where_it_was() -> None:
    given = arranged(Placement(FOLDER, name="Mine"), Placement(NUKES, folder="1", position=0, name="Bombs"))
    after = {each.node: each for each in without_folder(given, FOLDER)}
    assert after == {FOLDER: Placement(FOLDER), NUKES: Placement(NUKES, name="Bombs")}


def test_in_a_folder_that_is_not_there_is_nowhere_else_than_before() -> None:
    assert lines(arranged(Placement(NUKES, folder="9"))) == lines()


def test_names_and_new_folders() -> None:
    given = arranged(
        Placement(WAR, name="The War"), Placement(FOLDER, name="b"), Placement(Node(Kind.FOLDER, "7"), name="A")
    )
    assert lines(given)[:3] == ["A", "b", "The War"]
    assert [each.name for each in folders_of(given)] == ["A", "b"]
    assert new_folder(given, "New").node.key == "8"


def test_hidden_ones_are_shown_when_asked() -> None:
    hidden = arranged(Placement(WAR, is_hidden=True))
    assert lines(hidden) == ["Sea News", "  Ports 2"]
    assert lines(hidden, with_hidden=True) == lines()


def test_what_moves_stays_among_its_own() -> None:
    up = moved(STATUSES, Arranged(), NUKES, -1, with_hidden=False)
    assert lines(arranged(*up))[:3] == ["War Daily", "  Nukes 3", "  Stans 4"]
    assert moved(STATUSES, arranged(*up), NUKES, -1, with_hidden=False) == ()
    sea_up = moved(STATUSES, Arranged(), SEA, -1, with_hidden=False)
    assert lines(arranged(*sea_up))[0] == "Sea News"
    over_hidden = arranged(Placement(node_of(Shelf.RECENT), is_hidden=True))
    placed = {**over_hidden.placements, **{p.node: p for p in moved(STATUSES, over_hidden, WAR, -1, with_hidden=False)}}
    shown = [row.node for row in tree_of(STATUSES, Arranged(placed)) if row.parent is None]
    assert shown.index(WAR) == shown.index(node_of(Shelf.LATER)) - 1


NODES = [row.node for row in tree_of(STATUSES, arranged(Placement(FOLDER, name="Mine")), is_whole=True)]
steps = st.tuples(st.sampled_from(NODES), st.sampled_from((-1, 1)))


@given(st.lists(steps, max_size=12), steps)
def test_a_step_back_is_the_opposite_of_a_step(history: list[tuple[Node, int]], last: tuple[Node, int]) -> None:
    given = arranged(Placement(FOLDER, name="Mine"))
    for node, step in history:
        given = stepped(given, node, step)
    whole = tree_of(STATUSES, given, is_whole=True)
    assert sorted(row.node for row in whole) == sorted(NODES)  # nothing is lost, nothing is there twice
    node, step = last
    there = stepped(given, node, step)
    if there != given:
        back = tree_of(STATUSES, stepped(there, node, -step), is_whole=True)
        assert [row.node for row in back] == [row.node for row in whole]


def stepped(given: Arranged, node: Node, step: int) -> Arranged:
    changes = {each.node: each for each in moved(STATUSES, given, node, step, with_hidden=False)}
    return given._replace(placements={**given.placements, **changes})
