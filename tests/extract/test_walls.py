"""What stands where an article should be is told apart from one, and an article that mentions it is one."""

from __future__ import annotations

import pytest

from newsreader.errors import (
    BotWallError,
    ConsentWallError,
    ExtractError,
    NewsError,
    NoArticleError,
    PaywallError,
    ScriptedPageError,
    VideoPageError,
)
from newsreader.extract import extract_article
from newsreader.model import ArticleNote

ADDRESS = "https://post.example/harbour/ferry-comes-in"
SENTENCE = "The ferry came in at five with its lamps lit, and nobody on the quay said a word about the storm. "
TEASER = f"<p>{SENTENCE}Then the bell of the customs house</p>"
LONG_TEASER = f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 3}Then the bell of the customs house</p>"
FULL = "".join(f"<p>{part}. {SENTENCE * 4}</p>" for part in range(8))
LOCKED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The ferry comes in",'
    ' "datePublished": "2026-02-03T08:00:00Z", "isAccessibleForFree": false, "hasPart": {"@type": "WebPageElement",'
    ' "isAccessibleForFree": false, "cssSelector": ".rest"}}</script>'
)
MENU = "".join(f'<li><a href="/desk/{name}">{name}</a></li>' for name in ("World", "Harbour", "Sport", "Letters"))
FOOT = "<footer><p>Post Publishing, Quay Street 4. Imprint, contact, terms of use.</p></footer>"


def page(body: str, head: str = "", title: str = "The ferry comes in", h1: str = "The ferry comes in") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><ul>{MENU}</ul></nav>"
        f"<article><h1>{h1}</h1>{body}</article>{FOOT}</body></html>"
    )


def bare(body: str, title: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


PAYWALLS = {
    "en": ("Subscribe to continue reading", "Already a subscriber? Log in"),
    "en, members": ("This story is available only to members", "Join from 3 a month"),
    "de": ("Dieser Artikel ist exklusiv für Abonnenten", "Schon Abonnent? Hier anmelden"),
    "de, register": ("Kostenlos registrieren und weiterlesen", "Einen Monat testen"),
    "fr": ("Cet article est réservé aux abonnés", "Il vous reste 80 % de cet article à lire"),
    "es": ("Suscríbete para seguir leyendo", "Este contenido es exclusivo para suscriptores"),
    "it": ("Per continuare a leggere, abbonati", "Sei già abbonato?"),
    "pt": ("Conteúdo exclusivo para assinantes", "Assine por 1 por mês"),
    "nl": ("Dit artikel is alleen voor abonnees", "Lees verder voor 1 per week"),
}


@pytest.mark.parametrize("said", PAYWALLS.values(), ids=PAYWALLS)
def test_a_line_of_a_teaser_at_a_wall_is_no_article(said: tuple[str, str]) -> None:
    wall = f'<div class="paywall"><h3>{said[0]}</h3><p>{said[1]}</p><button>OK</button></div>'
    with pytest.raises(PaywallError):
        extract_article(page(TEASER + wall), ADDRESS)


@pytest.mark.parametrize("said", PAYWALLS.values(), ids=PAYWALLS)
def test_a_teaser_worth_reading_is_given_and_says_that_it_is_cut(said: tuple[str, str]) -> None:
    wall = f'<div class="paywall"><h3>{said[0]}</h3><p>{said[1]}</p></div>'
    article = extract_article(page(LONG_TEASER + wall), ADDRESS)
    assert article.notes == (ArticleNote.PAYWALL,)
    assert article.text.endswith("customs house")


def test_a_page_that_states_its_lock_needs_no_words() -> None:
    with pytest.raises(PaywallError):
        extract_article(page(f'{TEASER}<div id="paywall-offer"></div>', LOCKED), ADDRESS)
    with pytest.raises(PaywallError):
        extract_article(page("", LOCKED), ADDRESS)


@pytest.mark.parametrize("head", ["", LOCKED], ids=["open", "locked"])
def test_a_metered_page_with_its_text_is_an_article(head: str) -> None:
    wall = '<div class="paywall"><p>Subscribe to continue reading</p></div>'
    article = extract_article(page(FULL + wall, head), ADDRESS)
    assert article.notes == ()
    assert article.text.count("The ferry came in") == 32


def test_a_brief_on_a_site_that_sells_subscriptions_is_an_article() -> None:
    nag = "<aside><p>Subscribe now and get the paper every morning.</p><a href=/login>Already a subscriber?</a></aside>"
    badges = "".join(f"<li><a href=/{n}>Buoy {n} is lost again at sea</a> Réservé aux abonnés</li>" for n in range(5))
    article = extract_article(page(f"<p>{SENTENCE}</p><p>{SENTENCE}</p>{nag}<ul>{badges}</ul>"), ADDRESS)
    assert (article.notes, "lamps lit" in article.text) == ((), True)


CONSENT = {
    "en": (
        "We and our 812 partners store and/or access information on a device, such as cookies.",
        "You can accept all, reject all or manage your choices, and withdraw your consent at any time.",
        "With your consent we show personalised ads; some of our partners rely on legitimate interest.",
    ),
    "de": (
        "Wir und unsere 146 Partner verwenden Cookies und verarbeiten Daten auf Ihrem Gerät.",
        "Mit einem Klick auf Alle akzeptieren geben Sie Ihre Einwilligung in personalisierte Werbung.",
        "Weitere Hinweise stehen in der Datenschutzerklärung; ohne Tracking lesen Sie mit dem Pur-Abo.",
    ),
    "fr": (
        "Nous et nos 210 partenaires utilisons des cookies et des traceurs sur votre appareil.",
        "Vous pouvez tout accepter, tout refuser ou modifier votre choix à tout moment.",
        "Avec votre consentement nous montrons des publicités personnalisées.",
    ),
    "es": (
        "Nosotros y nuestros 95 socios utilizamos cookies en su dispositivo.",
        "Puede aceptar todo, rechazar todo o retirar su consentimiento cuando quiera.",
        "La publicidad personalizada se explica en la política de privacidad de esta casa.",
    ),
}


@pytest.mark.parametrize("said", CONSENT.values(), ids=CONSENT)
@pytest.mark.parametrize("name", ["consent-modal", "text"])
def test_a_question_for_consent_is_no_article(said: tuple[str, ...], name: str) -> None:
    body = f'<div class="{name}"><h1>Post</h1>' + "".join(f"<p>{line}</p>" for line in said) + "</div>"
    with pytest.raises(ConsentWallError):
        extract_article(bare(body, "Post"), ADDRESS)


@pytest.mark.parametrize("said", CONSENT.values(), ids=CONSENT)
def test_an_article_below_a_banner_is_one(said: tuple[str, ...]) -> None:
    banner = '<div class="banner">' + "".join(f"<p>{line}</p>" for line in said) + "</div>"
    article = extract_article(page(FULL).replace("<nav>", banner + "<nav>"), ADDRESS)
    assert said[0] not in article.text
    assert article.text.count("The ferry came in") == 32


def test_a_report_about_cookies_is_an_article() -> None:
    report = (
        "<p>The ministry fined the ferry line on Monday because its ticket page set cookies before anybody was asked."
        "</p><p>Judges called the button that said accept all a trap. The line has a month to change its page.</p>"
        f"<p>{SENTENCE * 2}</p>"
    )
    assert "a trap" in extract_article(page(report), ADDRESS).text


CHECKS = {
    "en": ("Just a moment...", "Checking your browser before you reach the site. This takes a few seconds."),
    "en, scripts": ("post.example", "Enable JavaScript and cookies to continue"),
    "en, blocked": ("Access denied", "Access to this page has been denied because we believe you use automation."),
    "de": ("Einen Augenblick", "Bitte bestätigen Sie, dass Sie ein Mensch sind, um die Seite zu öffnen."),
    "fr": ("Un instant", "Confirmez que vous êtes humain avant de continuer vers le site du journal."),
    "es": ("Un momento", "Verifique que usted es un ser humano. Marque la casilla: no soy un robot, por favor."),
}


@pytest.mark.parametrize(("title", "said"), CHECKS.values(), ids=CHECKS)
@pytest.mark.parametrize("tag", ["p", "noscript"])
def test_a_robot_check_is_no_article(title: str, said: str, tag: str) -> None:
    with pytest.raises(BotWallError):
        extract_article(bare(f"<div><h1>post.example</h1><{tag}>{said}</{tag}></div>", title), ADDRESS)


@pytest.mark.parametrize("said", [said for _, said in CHECKS.values()])
def test_a_robot_check_inside_the_sites_frame_is_no_article(said: str) -> None:
    frame = "".join(f"<li><a href=/d/{number}>Desk {number} of the Post, for harbours</a></li>" for number in range(80))
    with pytest.raises(BotWallError):
        extract_article(page(f"<p>{said}</p>").replace("</nav>", f"</nav><footer><ul>{frame}</ul></footer>"), ADDRESS)


def test_a_short_report_about_robot_checks_is_an_article() -> None:
    report = (
        f"<p>{SENTENCE * 3}</p><p>The line now asks its passengers to confirm that they are no machine.</p>"
        "<p>Please click on I am not a robot, it says.</p>"
    )
    assert "I am not a robot" in extract_article(page(report), ADDRESS).text


def test_a_challenge_without_words_is_no_article() -> None:
    script = "<script>window._cf_chl_opt = {cType: 'managed'};</script>"
    with pytest.raises(BotWallError):
        extract_article(bare(f'<div id="box"></div>{script}', "post.example"), ADDRESS)


SHELLS = {
    "en": "You need to enable JavaScript to run this app.",
    "de": "Bitte aktivieren Sie JavaScript, um diese Seite zu lesen.",
    "fr": "Veuillez activer JavaScript pour lire cette page.",
    "es": "Por favor active JavaScript para leer esta página.",
}


@pytest.mark.parametrize("said", SHELLS.values(), ids=SHELLS)
@pytest.mark.parametrize("tag", ["p", "noscript"])
def test_a_page_that_scripts_put_together_says_so(said: str, tag: str) -> None:
    with pytest.raises(ScriptedPageError):
        extract_article(
            bare(f'<{tag}>{said}</{tag}><div id="content"></div><script src=a.js></script>', "Post"), ADDRESS
        )


def test_an_empty_shell_says_so() -> None:
    with pytest.raises(ScriptedPageError):
        extract_article(bare('<div id="root"></div><script src="/app.js"></script>', "Post"), ADDRESS)


def test_an_article_in_a_shell_is_one() -> None:
    shell = page(FULL).replace("<body>", '<body><noscript>You need to enable JavaScript.</noscript><div id="root">')
    assert "lamps lit" in extract_article(shell, ADDRESS).text


PLAYER = '<div class="player"><video src="/ferry.mp4" controls></video></div>'
VIDEO = '<meta property="og:type" content="video.other">'


@pytest.mark.parametrize("caption", ["", f"<p>{SENTENCE}</p>"], ids=["alone", "described"])
@pytest.mark.parametrize(
    "player", [PLAYER, '<iframe src="https://www.youtube.com/embed/aBcD"></iframe>'], ids=["own", "framed"]
)
def test_a_video_is_no_article(caption: str, player: str) -> None:
    with pytest.raises(VideoPageError):
        extract_article(page(player + caption, VIDEO), ADDRESS)


def test_a_player_alone_is_no_article() -> None:
    with pytest.raises(VideoPageError):
        extract_article(page(PLAYER), ADDRESS)


def test_an_article_with_a_video_is_one() -> None:
    assert "lamps lit" in extract_article(page(PLAYER + FULL, VIDEO), ADDRESS).text
    assert "lamps lit" in extract_article(page(f"{PLAYER}<p>{SENTENCE}</p>"), ADDRESS).text


@pytest.mark.parametrize(
    "piece", ["<noscript>", "<iframe src=", "<div id=", "<div class='paywall", '<script>"wordCount": </script>']
)
def test_a_page_built_to_keep_us_busy_is_soon_done(piece: str) -> None:
    with pytest.raises(ExtractError):
        extract_article(bare(piece * 60_000, "Post", VIDEO), ADDRESS)


@pytest.mark.parametrize(
    "error", [BotWallError, ConsentWallError, PaywallError, ScriptedPageError, VideoPageError], ids=lambda e: e.__name__
)
def test_every_wall_is_one_sentence_and_what_to_do(error: type[NewsError]) -> None:
    text = error(ADDRESS).user_text
    assert issubclass(error, NoArticleError)
    assert (ADDRESS in text, "browser" in text, text.count(". ")) == (True, True, 1)
