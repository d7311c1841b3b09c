"""Finding, among all texts of the library, the one that another is a copy of."""

from __future__ import annotations

from newsreader.sketch import BANDS
from newsreader.store.connection import Connection

DAYS_APART = 2  # wire copy is printed within days; what is alike later is a series or a reprint
_PER_BAND = 16  # a sentence that a whole site has below its articles must not bring them all
_VERIFIED = 4  # candidates whose texts are compared
_DAY_MICROS = 24 * 60 * 60 * 1_000_000
_NAMES = tuple(f"band_{band}" for band in range(BANDS))
_ALIKE = " UNION ALL ".join(
    f"SELECT article_id FROM (SELECT article_id FROM sketch INDEXED BY sketch_{name}"  # noqa: S608 constants
    f" WHERE {name} = :{name} AND day BETWEEN :day - :apart AND :day + :apart ORDER BY day DESC LIMIT :most)"
    for name in _NAMES
)
_CANDIDATES = (
    f"SELECT article_id FROM ({_ALIKE}) WHERE article_id <> :article"  # noqa: S608 constants
    " GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT :verified"
)


def save_sketch(db: Connection, article_id: int, sketch: tuple[int, ...] | None) -> None:
    """Keep the sketch of an article's text; none for one that cannot have copies."""
    if sketch is None:
        db.execute("DELETE FROM sketch WHERE article_id = ?", (article_id,))
        return
    db.execute(
        f"INSERT OR REPLACE INTO sketch (article_id, day, {', '.join(_NAMES)})"  # noqa: S608 constants
        f" SELECT id, sort_at / {_DAY_MICROS}, {', '.join('?' * BANDS)} FROM article WHERE id = ?",
        (*sketch, article_id),
    )


def candidates_for(db: Connection, article_id: int, sketch: tuple[int, ...]) -> list[int]:
    """Give the few articles of the same days whose sketches agree most with one's own; as quick in any library."""
    (day,) = db.execute("SELECT day FROM sketch WHERE article_id = ?", (article_id,)).fetchone()
    values = dict(zip(_NAMES, sketch, strict=True)) | {"day": day, "apart": DAYS_APART, "most": _PER_BAND}
    return [row[0] for row in db.execute(_CANDIDATES, values | {"article": article_id, "verified": _VERIFIED})]
