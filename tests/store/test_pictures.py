from typing import Any

import pytest

from newsreader.model import ArticleId, Picture
from newsreader.store.articles import save_article
from newsreader.store.connection import Connection
from newsreader.store.identity import merge
from newsreader.store.pictures import load_picture, pictures_size, save_picture, use_picture
from tests.store.made import NOON, assert_sound, make_article

QUAY = "https://war.example/quay.jpg"


def make_picture(url: str = QUAY, **changes: Any) -> Picture:
    fields: dict[str, Any] = {
        "url": url,
        "content_type": "image/jpeg",
        "width": 640,
        "height": 427,
        "body": b"\xff\xd8\xff\x00 the quay",
        "fetched_at": NOON,
    }
    return Picture(**fields | changes)


@pytest.fixture
def two(db: Connection) -> tuple[ArticleId, ArticleId]:
    first, second = (save_article(db, make_article(number), None, NOON) for number in (1, 2))
    return first, second


def counts(db: Connection) -> list[int]:
    return [
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("picture", "picture_body", "picture_use")
    ]


def test_a_picture_comes_back_as_it_was_under_any_spelling(db: Connection, two: tuple[ArticleId, ArticleId]) -> None:
    assert save_picture(db, make_picture("HTTPS://War.Example/quay.jpg?utm_source=feed#top"), two[0])
    for spelling in (QUAY, "https://war.example:443/quay.jpg", QUAY + "?utm_medium=rss"):
        assert load_picture(db, spelling) == make_picture()
    assert load_picture(db, "https://war.example/other.jpg") is None
    assert pictures_size(db) == len(make_picture().body)


def test_a_newer_copy_takes_its_place(db: Connection, two: tuple[ArticleId, ArticleId]) -> None:
    save_picture(db, make_picture(), two[0])
    newer = make_picture(body=b"\x89PNG\r\n\x1a\n", content_type="image/png", width=0, height=0)
    save_picture(db, newer, two[1])
    assert load_picture(db, QUAY) == newer
    assert counts(db) == [1, 1, 2]


def test_it_goes_with_the_last_article_that_shows_it(db: Connection, two: tuple[ArticleId, ArticleId]) -> None:
    save_picture(db, make_picture(), two[0])
    assert use_picture(db, QUAY, two[1]) == len(make_picture().body)
    assert use_picture(db, QUAY, two[1]) == len(make_picture().body)  # again, and still one use
    db.execute("DELETE FROM article WHERE id = ?", (two[0],))
    assert load_picture(db, QUAY) == make_picture()
    db.execute("DELETE FROM article WHERE id = ?", (two[1],))
    assert counts(db) == [0, 0, 0]
    assert pictures_size(db) == 0


def test_a_picture_of_no_article_is_not_kept(db: Connection, two: tuple[ArticleId, ArticleId]) -> None:
    gone = ArticleId(max(two) + 1)
    assert not save_picture(db, make_picture(), gone)
    assert use_picture(db, QUAY, two[0]) is None
    save_picture(db, make_picture(), two[0])
    assert use_picture(db, QUAY, gone) is None
    assert counts(db) == [1, 1, 1]


def test_articles_that_become_one_keep_their_pictures(db: Connection, two: tuple[ArticleId, ArticleId]) -> None:
    kept, lost = two
    crane = "https://war.example/crane.jpg"
    save_picture(db, make_picture(), kept)
    use_picture(db, QUAY, lost)
    save_picture(db, make_picture(crane), lost)
    merge(db, kept, lost)
    assert load_picture(db, QUAY) is not None
    assert load_picture(db, crane) is not None
    assert counts(db) == [2, 2, 2]
    assert_sound(db)
    db.execute("DELETE FROM article WHERE id = ?", (kept,))
    assert counts(db) == [0, 0, 0]
