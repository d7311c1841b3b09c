"""Finding: which articles, in which order, how far back, and what is shown of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newsreader.blocks import Paragraph, Span
from newsreader.excerpt import Marked
from newsreader.model import ArticleId, Dateline
from newsreader.query import parse
from newsreader.store import search_index
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection, open_library
from newsreader.store.entries import save_entries
from newsreader.store.marks import set_read, set_starred
from newsreader.store.search import Wanted, load_hits, newest, oldest, scan
from newsreader.store.sections import sync_catalogue
from tests.store.made import NOON, NUKES, STANS, make_article, make_entry

COUNT = 60
IN_A_PERIOD = 7
TODAY = NOON + timedelta(days=COUNT)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Sixty articles of sixty days in periods of seven; one in ten has a text about a ferry."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "PERIOD_DOCUMENTS", IN_A_PERIOD)
        db = filled(tmp_path_factory.mktemp("data") / "library.db")
        yield db
        db.close()


def filled(path: Path) -> Connection:
    db = open_library(path)
    sync_catalogue(db, (STANS, NUKES), "one")
    for number in range(COUNT):
        entry = make_entry(
            number,
            published=NOON + timedelta(days=number),
            dateline=Dateline(place="Quetta" if number % 2 else "Kyiv", agency="AFP"),
        )
        save_entries(db, (STANS if number % 3 else NUKES).key, [entry], TODAY)
        if number % 10 == 0:
            text = f"The ferry of report {number} left. " * (1 + number // 10)
            save_article(db, make_article(number, blocks=(Paragraph((Span(text),)),)), None, TODAY)
    set_read(db, [ArticleId(number + 1) for number in range(0, COUNT, 4)], True, TODAY)
    set_starred(db, [ArticleId(6), ArticleId(51)], True, TODAY)
    return db


def wanted(query: str, **fields: object) -> Wanted:
    return Wanted(query=parse(query), **fields)  # type: ignore[arg-type]


def numbers(db: Connection, asked: Wanted) -> list[int]:
    return sorted(each.article_id - 1 for each in scan(db, asked, enough=1_000_000, for_s=1_000_000).found)


def all_with(rule: str) -> list[int]:
    return [n for n in range(COUNT) if eval(rule, {"n": n})]


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("report", "True"),
        ("-ferry", "n % 10"),
        ("ferry", "n % 10 == 0"),
        ("fer*", "n % 10 == 0"),
        ("ferry OR quetta", "n % 10 == 0 or n % 2"),
        ("report -ferry -place:quetta", "n % 10 and n % 2 == 0"),
        ('"report number"', "True"),
        ('"number report"', "False"),
        ("place:quetta agency:afp", "n % 2"),
        ("title:ferry", "False"),
        ("is:unread", "n % 4"),
        ("is:read ferry", "n % 4 == 0 and n % 10 == 0"),
        ("is:starred", "n in (5, 50)"),
        ("is:starred ferry", "n == 50"),
        ("-is:starred is:cached", "n % 10 == 0 and n != 50"),
        ("-is:cached", "n % 10"),
    ],
)
def test_what_is_found(library: Connection, query: str, rule: str) -> None:
    assert numbers(library, wanted(query)) == all_with(rule)


def test_sections_and_days(library: Connection) -> None:
    assert numbers(library, wanted("report", sections=((STANS.key,),))) == all_with("n % 3")
    assert numbers(library, wanted("is:unread", sections=((NUKES.key,),))) == all_with("n % 3 == 0 and n % 4")
    assert numbers(library, wanted("report", sections=((STANS.key, NUKES.key),))) == all_with("True")
    assert numbers(library, wanted("report", sections=((STANS.key,), (NUKES.key,)))) == []
    assert numbers(library, wanted("report", excluded_sections=(STANS.key,))) == all_with("n % 3 == 0")
    since, until = NOON + timedelta(days=20), NOON + timedelta(days=30)
    assert numbers(library, wanted("report", after=since, before=until)) == list(range(20, 30))
    assert numbers(library, wanted("-ferry", after=since)) == all_with("n > 20 and n % 10")
    assert numbers(library, wanted("is:unread", before=until, unread_only=True)) == all_with("n < 30 and n % 4")
    assert numbers(library, wanted("is:read", unread_only=True)) == []


@pytest.mark.parametrize("limit", [1, 5, 100])
@pytest.mark.parametrize("query", ["report", "ferry", "is:unread", "nothing"])
def test_lists_are_newest_first_and_turn_page_by_page(library: Connection, query: str, limit: int) -> None:
    asked = wanted(query)
    expected = [ArticleId(number + 1) for number in reversed(numbers(library, asked))]
    down, row = [], None
    while rows := newest(library, asked, after=row, limit=limit):
        row = rows[-1]
        down += [each.id for each in rows]
    assert down == expected
    up, row = [], None
    while rows := oldest(library, asked, before=row, limit=limit):
        row = rows[0]
        up = [each.id for each in rows] + up
    assert up == expected


def test_scans_stop_when_there_is_enough_and_go_on(library: Connection) -> None:
    asked = wanted("report")
    found, back_to = [], None
    scans = 0
    while scans == 0 or back_to is not None:
        part = scan(library, asked, before=back_to, enough=10, for_s=60)
        assert part.back_to is None or len(part.found) in range(10, 10 + IN_A_PERIOD)
        found += [each.article_id for each in part.found]
        back_to = part.back_to
        scans += 1
    assert scans > 3
    assert sorted(found) == [number + 1 for number in range(COUNT)]
    assert scan(library, wanted("ferry"), enough=1000, for_s=60).back_to is None


def test_a_scan_out_of_time_still_gets_on(library: Connection) -> None:
    back_to: datetime | None = None
    for _ in range(COUNT):
        part = scan(library, wanted("nothing"), before=back_to, enough=10, for_s=0)
        assert part.found == ()
        back_to = part.back_to
        if back_to is None:
            break
    assert back_to is None


def test_the_headline_weighs_more_and_then_how_often(db: Connection) -> None:
    bodies = {1: "One bridge and much else was built there.", 2: "A bridge, a bridge, a bridge.", 3: "Nothing else."}
    for number, words in bodies.items():
        headline = "A bridge opens" if number == 3 else "News of the day"
        save_article(db, make_article(number, headline=headline, blocks=(Paragraph((Span(words),)),)), None, NOON)
    for number in range(4, 20):
        save_article(db, make_article(number), None, NOON)
    found = scan(db, wanted("bridge"), enough=100, for_s=60).found
    assert [each.article_id for each in sorted(found, key=lambda each: -each.score)] == [3, 2, 1]


def test_a_single_letter_just_typed_is_not_ranked(library: Connection) -> None:
    letter = Wanted(query=parse("r", is_typing=True))
    assert {each.score for each in scan(library, letter, enough=1000, for_s=60).found} == {0.0}
    assert all(each.score > 0 for each in scan(library, wanted("ferry"), enough=1000, for_s=60).found)


def test_hits_show_where(library: Connection) -> None:
    hits = load_hits(library, parse("ferry"), [1, 7, 999], excerpt_chars=60)
    assert [hit.row.id for hit in hits] == [1, 7]
    assert hits[0].excerpt == Marked("The ferry of report 0 left. ", ((4, 9),))
    assert hits[0].headline == Marked("Report number 0 from the front")
    hits = load_hits(library, parse("report place:quetta"), [2], excerpt_chars=60)
    assert hits[0].headline.places == ((0, 6),)
