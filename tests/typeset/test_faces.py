"""What lies behind an article, in lines."""

from datetime import UTC, datetime

from newsreader.blocks import Image, Paragraph, Span
from newsreader.errors import NoArticleError
from newsreader.extract import Reason
from newsreader.library.results import Explanation
from newsreader.library.versions import Changes
from newsreader.model import Article, ArticleId, Reading, Version
from newsreader.typeset.changes import set_changes
from newsreader.typeset.line import Role
from newsreader.typeset.why import set_page_text, set_why
from newsreader.worddiff import diff_texts

URL = "https://a.example/x"


def version(number: int, text: str) -> Version:
    moment = datetime(2026, 2, number, 9, 30, tzinfo=UTC)
    return Version(number=number, headline="Quays", blocks=(Paragraph((Span(text),)),), fetched_at=moment)


def changes(old: str, new: str) -> Changes:
    before, after = version(1, old), version(2, new)
    return Changes(before=before, after=after, runs=diff_texts(old, new), versions=2)


def test_every_reason_and_every_kept_block_is_told() -> None:
    article = Article(
        url=URL, headline="Quays", blocks=(Paragraph((Span("Ships came in."),)), Image("https://a.example/p"))
    )
    found = Explanation(
        url=URL,
        rule="own.toml",
        reading=Reading(id=ArticleId(1), article=article),
        reasons=(
            Reason("candidate", "div.story", "Ships came", 312.44),
            Reason("dropped", "class word: promo", "Buy now " * 40),
            Reason("another step", "some rule"),
        ),
    )
    text = [line.text for line in set_why(found, 60).lines]
    assert "Read by the site rule own.toml" in text
    assert "   312.4  div.story" in text
    assert "− class word: promo" in text
    assert "Another step" in text
    assert "Kept: 2 blocks" in text
    assert text[text.index("Kept: 2 blocks") + 1 :] == ["+ paragraph, 3 words", "  Ships came in.", "+ image"]
    assert sum("Buy now" in line for line in text) == 2


def test_why_there_is_no_article_is_told_too() -> None:
    text = "\n".join(line.text for line in set_why(Explanation(url=URL, error=NoArticleError(URL)), 40).lines)
    assert "Read without a site rule" in text
    assert "▪ " in text


def test_the_lines_of_a_page_stand_one_below_the_other_at_any_width() -> None:
    document = set_page_text(("Home", "A long line " * 9), URL, 24)
    assert document.lines[3].text == "Home"
    assert max(line.width_cells for line in document.lines) <= 24


def test_what_changed_is_marked_with_and_without_colour() -> None:
    same = "\n".join(f"Paragraph {number} stays." for number in range(3))
    document = set_changes(changes(f"Nine came.\n{same}", f"Ten people came.\n{same}\nNew end!"), 60, UTC)
    text = [line.text for line in document.lines]
    assert text[1] == "1 Feb 2026, 09:30 → 2 Feb 2026, 09:30 · 2 versions kept"
    assert "[-Nine-] {+Ten people+} came." in text
    assert "… 3 unchanged" in text
    assert "{+New end!+}" in text
    roles = {run.text: run.role for line in document.lines for run in line.runs}
    assert roles["[-Nine-]"] is Role.REMOVED
    assert roles["{+New end!+}"] is Role.ADDED
