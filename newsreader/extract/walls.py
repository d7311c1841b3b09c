"""What stands where an article should be: paywalls, consent walls, robot checks, script shells, videos.

Asked only of pages with little text, so ordinary ones pay nothing. A page that has its full text is an article,
whatever else it says; what is refused here is a teaser, or words that are the wall's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

from newsreader.errors import BotWallError, ConsentWallError, PaywallError, ScriptedPageError, VideoPageError
from newsreader.extract.build import Piece, size_of
from newsreader.extract.document import Document
from newsreader.extract.lines import lines_of
from newsreader.extract.metadata import Metadata
from newsreader.extract.tree import Tree
from newsreader.extract.wallphrases import (
    asks_for_scripts,
    consent_phrases,
    is_paywall_line,
    is_robot_check,
    may_ask_consent,
)
from newsreader.model import ArticleNote

MAX_WALL_CHARS = 2_000  # of text taken from a page: with more it is an article
MIN_TEASER_CHARS = 500  # a longer one is worth reading, and is given with a note that it is cut
MIN_ARTICLE_CHARS = 60  # less is a caption or a message, not an article
MAX_CHECK_BYTES = 2_500  # of all visible text of a robot check or a shell, which has no menus and no footer
MAX_TITLED_BYTES = 600  # of all visible text of a page whose title alone tells that it is a check
MAX_CALL_CHARS = 400  # of a wall's own words where the page has its menus and footer round them
MIN_CALL_SHARE = 0.25  # of all visible text of a check, in lines that tell what it is
MAX_CAPTION_CHARS = 500  # what is said of a video
MAX_BOXES = 50
MAX_LINES = 400  # looked at for what a wall says
MAX_LINE_CHARS = 300  # of a line of a wall; prose that talks about walls runs on
MIN_CONSENT_PHRASES = 3
MIN_CONSENT_SHARE = 0.5  # of the text, in lines that speak of consent
MIN_WALL_SIGNS = 2
STATED_WORDS = 2  # times as many stated as shown: a teaser
_LOCKED = re.compile(rb'"isAccessibleForFree"\s{0,9}:\s{0,9}"?\s{0,9}(?:false|False|FALSE)')
_WORD_COUNT = re.compile(rb'"wordCount"\s{0,9}:\s{0,9}"?(\d{1,6})')
_WALL_NAMES = (  # each group behind what its names have in common: the whole page is searched for each
    (b"wall", (b"paywall", b"pay-wall", b"regwall", b"premium-wall")),
    (b"subscriber", (b"subscriber-only", b"subscribers-only")),
    (b"piano-", (b"piano-",)),
    (b"locked-content", (b"locked-content",)),
)
MAX_TAG_SIZE = 600  # bytes from the beginning of a tag to a class or id in it; characters of an address
MAX_NAMED = 20  # places looked at where a name of a wall stands
_CHALLENGES = (
    b"_cf_chl_opt", b"cf-challenge", b"captcha-delivery.com", b"px-captcha", b"_incapsula_resource",
    b"sucuri_cloudproxy", b"ddos-guard", b"awswafintegration", b"aws-waf-token", b"/_sec/cp_challenge",
    b"perfdrive.com", b"g-recaptcha", b"h-captcha",
)  # fmt: skip
_SHELLS = "#root, #app, #__next, #__nuxt, #___gatsby, #svelte, app-root"
_PLAYERS = re.compile(
    r"youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com|dailymotion\.com/embed|/embed/video|brightcove|jwplatform|"
    r"jwplayer|kaltura|soundcloud\.com/player|open\.spotify\.com/embed",
)
_PLAYER_BOXES = "video, audio, .video-js, .jwplayer, .jw-player, .video-player, .videoplayer, .brightcove-player"
_ENDS_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W{0,3}$")
_CONSENT_ADDRESS = re.compile(
    r"^https?://(?:consent|cmp|privacy|gdpr|cookies?)\.|/(?:consent|cookie-?wall|privacy-?gate)(?:[/?.]|$)", re.I
)


def find_wall(
    document: Document, tree: Tree, metadata: Metadata, url: str, pieces: list[Piece]
) -> tuple[tuple[ArticleNote, ...], list[Piece]]:
    """Tell a page that shows something else in an article's place, and a teaser that a paywall ends.

    Args:
        document: the page.
        tree: its body.
        metadata: what its head states.
        url: its address after redirects.
        pieces: the text that was taken for the article's.

    Returns:
        A note when the text is a teaser with something to read in it, and the pieces before the wall's own.

    Raises:
        BotWallError, ConsentWallError, PaywallError, ScriptedPageError, VideoPageError: it is one of these.
    """
    chars = size_of(pieces)
    if chars > MAX_WALL_CHARS:
        return (), pieces
    is_short = chars < MIN_ARTICLE_CHARS
    shown = [piece.text for piece in pieces if piece.text]
    page = _Page(document.parser, document.source, tree)
    if tree.body.text <= MAX_CHECK_BYTES:
        _refuse_check(page, metadata.title, url, is_short=is_short)
    elif chars <= MAX_CALL_CHARS:
        _refuse_calls(shown, url)
    if _is_consent_wall(page, url, shown, is_short=is_short):
        raise ConsentWallError(url)
    if _is_paywall(page, shown, is_short=is_short):
        teaser = _before_wall(pieces)
        if size_of(teaser) < MIN_TEASER_CHARS:
            raise PaywallError(url)
        return (ArticleNote.PAYWALL,), teaser
    if chars <= MAX_CAPTION_CHARS and _is_video(page, metadata, is_short=is_short):
        raise VideoPageError(url)
    return (), pieces


def _before_wall(pieces: list[Piece]) -> list[Piece]:
    """Leave out what a wall says, which begins with a line of its own."""
    for place, piece in enumerate(pieces):
        if len(piece.text) <= MAX_LINE_CHARS and is_paywall_line(piece.text):
            return pieces[:place]
    return pieces


@dataclass(slots=True)
class _Page:
    """What a wall is looked for in."""

    parser: LexborHTMLParser
    html: bytes
    tree: Tree
    _lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The first lines of all visible text, as far as they may be a wall's; read when first asked for."""
        if self._lines is None:
            texts = (line.text for line in islice(lines_of(self.tree.body), MAX_LINES))
            self._lines = [text for text in texts if len(text) <= MAX_LINE_CHARS]
        return self._lines


def _refuse_check(page: _Page, title: str, url: str, *, is_short: bool) -> None:
    """Refuse a page that holds hardly anything but a check for robots, or a call for scripts."""
    unseen = []
    if is_short:
        unseen = [node.text()[:MAX_CALL_CHARS] for node in page.parser.css("noscript")[:MAX_BOXES]]
        if any(map(is_robot_check, unseen)) or _names_challenge(page.html):
            raise BotWallError(url)
    if page.tree.body.text <= MAX_TITLED_BYTES and is_robot_check(title):
        raise BotWallError(url)
    _refuse_calls(page.lines, url)
    if any(map(asks_for_scripts, unseen)) or (is_short and page.parser.css_first(_SHELLS) is not None):
        raise ScriptedPageError(url)


def _refuse_calls(lines: list[str], url: str) -> None:
    """Refuse a text in which lines that call for scripts or for proof of being human are what matters."""
    needed = MIN_CALL_SHARE * sum(map(len, lines))
    for is_call, error in ((is_robot_check, BotWallError), (asks_for_scripts, ScriptedPageError)):
        calls = sum(len(line) for line in lines if is_call(line))
        if calls and calls >= needed:
            raise error(url)


def _is_consent_wall(page: _Page, url: str, shown: list[str], *, is_short: bool) -> bool:
    """Say whether the text is a question for consent, or a question for it is all that a page has."""
    texts = page.lines if is_short else shown
    if not may_ask_consent("\n".join(texts)):
        return False
    asked = [text for text in texts if consent_phrases(text)]
    if not asked or sum(map(len, asked)) < MIN_CONSENT_SHARE * sum(map(len, texts)):
        return False
    needed = 1 if _CONSENT_ADDRESS.search(url) else MIN_CONSENT_PHRASES
    return consent_phrases("\n".join(asked)) >= needed


def _is_paywall(page: _Page, shown: list[str], *, is_short: bool) -> bool:
    """Say whether the text is a teaser that stops at a wall; the costly look at the lines comes last."""
    is_locked = b'"isAccessibleForFree"' in page.html and _LOCKED.search(page.html) is not None
    if not is_short:  # else a lock is enough, and the lines are looked at whatever there is
        signs = is_locked + _has_wall(page.parser.raw_html) + (bool(shown) and _ENDS_CUT.search(shown[-1]) is not None)
        signs += _is_far_shorter_than_stated(page.html, shown)
        if not signs:
            return False
        is_locked = is_locked and signs >= MIN_WALL_SIGNS
    return is_locked or any(map(is_paywall_line, page.lines))


def _has_wall(html: bytes) -> bool:
    """Say whether an element of the page is named as a wall; scripts name walls on pages that have none."""
    names = [name for common, group in _WALL_NAMES if common in html for name in group]
    for name in names:
        place = html.find(name)
        for _ in range(MAX_NAMED):
            if place < 0:
                break
            tag = html[max(0, place - MAX_TAG_SIZE) : place].rpartition(b"<")[2]
            if b">" not in tag and (b"class=" in tag or b"id=" in tag) and not tag.startswith((b"script", b"link")):
                return True
            place = html.find(name, place + 1)
    return False


def _names_challenge(html: bytes) -> bool:
    source = html.lower()
    return any(name in source for name in _CHALLENGES)


def _is_far_shorter_than_stated(html: bytes, shown: list[str]) -> bool:
    stated = _WORD_COUNT.search(html) if b'"wordCount"' in html else None
    return stated is not None and int(stated[1]) >= STATED_WORDS * sum(len(text.split()) for text in shown)


def _is_video(page: _Page, metadata: Metadata, *, is_short: bool) -> bool:
    """Say whether a page says that it is a video, or has a player and no text."""
    is_stated = metadata.kind.lower().startswith(("video", "music"))
    if not (is_stated or is_short):
        return False
    return (is_short and is_stated) or b'"VideoObject"' in page.html or _has_player(page.parser)


def _has_player(parser: LexborHTMLParser) -> bool:
    if parser.css_first(_PLAYER_BOXES) is not None:
        return True
    frames = parser.css("iframe[src]")[:MAX_BOXES]
    return any(_PLAYERS.search((frame.attributes.get("src") or "")[:MAX_TAG_SIZE]) for frame in frames)
