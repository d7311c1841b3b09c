"""A press of its own: synthetic articles in many languages and scripts, as many as asked for, the same each time.

Words are made from the syllables of each script, and drawn as in real text: the word of rank r about 1/r as often
as the first (Zipf's law). A few real words stand among them, so that there is something to search for.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import islice, product

from newsreader.blocks import Heading, Paragraph, Span
from newsreader.model import Article, Dateline, Entry, Page, RelatedLink, Section, SectionKey, Validators

BEGIN, YEARS = datetime(2016, 1, 1, tzinfo=UTC), 10  # what is printed is spread evenly over them
SECTIONS, SECTIONS_OF_ONE = 100, 10  # in all, and of one publication
MAX_AT_ONCE = 500  # articles that a section gets in one go
WORDS = 20_000  # of each language
_DRAWN = 1 << 17  # draws that stand for a language's frequencies
_BODY_WORDS, _SPREAD, _MOST_WORDS = 5.7, 0.6, 3000  # log-normal: median 300, a tenth over 650
_PARAGRAPH_WORDS = 55
_RELATED = 5


@dataclass(frozen=True)
class Tongue:
    """What is printed in one language."""

    lang: str
    first: str  # how syllables begin; where there is no `then`, whole syllables or ideographs
    then: str
    space: str  # between words
    stop: str  # at the end of a sentence
    places: tuple[str, ...]
    agencies: tuple[str, ...]
    names: tuple[str, ...]
    words: str  # real ones


def _run(first: int, last: int, step: int = 1) -> str:
    return "".join(map(chr, range(first, last, step)))


TONGUES = (
    Tongue(
        *("en", "b c d f g h l m n p r s t v w st tr ch", "a e i o u ea ou er an in", " ", ". "),
        places=("Quetta, Pakistan", "Washington", "Kyiv, Ukraine", "Tokyo", "Nairobi, Kenya", "São Paulo, Brazil"),
        agencies=("AFP", "Reuters", "AP", "UPI", "SPX"),
        names=("Mira Osei", "John Halloran", "Staff Writers", "Ana-Lucía Peña"),
        words="the of to and in said drone missile border talks launch satellite port army minister parliament "
        "storm election climate budget reactor treaty navy orbit",
    ),
    Tongue(
        *("de", "b d f g h k l m n r s t w z sch br st", "a e i o u ä ö ü ei au en er", " ", ". "),
        places=("Berlin", "Wien", "Zürich", "Köln"),
        agencies=("dpa", "APA", "KNA"),
        names=("Jürgen Groß", "Käthe Löwe", "Bernd Vogt"),
        words="der die und in den von Rakete Übung Grenze Gespräche Minister Bundestag Wahl Sturm Haushalt",
    ),
    Tongue(
        *("fr", "b c d f g j l m n p r s t v ch qu", "a e é è i o u ou an on eau", " ", ". "),
        places=("Paris", "Genève", "Montréal", "Dakar"),
        agencies=("AFP", "Belga"),
        names=("Hélène Dufaÿ", "Rémi Côté"),
        words="de la le et les des à missile frontière défense réforme élection tempête marine budget",
    ),
    Tongue(
        *("ru", "б в г д ж з к л м н п р с т ф х ст пр", "а е и о у ы я ю ой ен", " ", ". "),
        places=("Москва", "Алматы", "Минск"),
        agencies=("ТАСС", "Интерфакс"),
        names=("Ирина Волкова", "Пётр Сомов"),
        words="и в не на что переговоры ракета граница министр спутник выборы шторм бюджет флот",
    ),
    Tongue(
        *("ar", "ب ت ج ح د ر س ش ع ف ق ك ل م ن ه", "ا ي و ة ان ات", " ", ". "),
        places=("القاهرة", "بيروت", "الرباط"),
        agencies=("واس", "وفا"),
        names=("ليلى حداد", "كريم منصور"),
        words="في من على إلى أن محادثات الحدود صاروخ وزير انتخابات عاصفة ميناء",
    ),
    Tongue(
        *("hi", "क ख ग च ज त द न प ब म य र ल व स ह", "ा ि ी ु े ो ं ान", " ", "। "),
        places=("नई दिल्ली", "मुंबई"),
        agencies=("पीटीआई", "भाषा"),
        names=("आशा वर्मा", "रवि नायर"),
        words="के में की है और सीमा वार्ता मिसाइल मंत्री चुनाव तूफान",
    ),
    Tongue(
        *("zh", _run(0x4E00, 0x9FA0, 7), "", "", "。"),
        places=("北京", "上海", "香港"),
        agencies=("新华社", "中新社"),
        names=("王小明", "李 娜"),
        words="的 在 是 会谈 首都 导弹 边境 卫星 部长 选举 台风 预算 海军",
    ),
    Tongue(
        *("ja", _run(0x3042, 0x3094) + _run(0x4E01, 0x9FA0, 17), "", "", "。"),
        places=("東京", "大阪", "那覇"),
        agencies=("共同", "時事"),
        names=("佐藤 花子", "高橋 健"),
        words="の に は を が 会談 首都 ミサイル 国境 衛星 大臣 選挙 台風 予算",
    ),
    Tongue(
        *("ko", _run(0xAC00, 0xD7A0, 29), "", " ", ". "),
        places=("서울", "부산"),
        agencies=("연합뉴스",),
        names=("김민수", "박지은"),
        words="이 그 회담 수도 미사일 국경 위성 장관 선거 태풍 예산",
    ),
)


@dataclass(frozen=True)
class Edition:
    """Articles numbered from 0, the oldest; any number may be asked for, also beyond those of the library."""

    articles: int
    seed: int = 0

    @property
    def at_once(self) -> int:
        """How many articles a section gets in one go: few enough that each section gets some."""
        return min(MAX_AT_ONCE, max(10, self.articles // SECTIONS))

    def section_number(self, number: int) -> int:
        """Say which section lists an article."""
        return number // self.at_once % SECTIONS

    def key(self, section: int) -> SectionKey:
        """Name a section."""
        return SectionKey(f"desk{section % SECTIONS // SECTIONS_OF_ONE}/{section % SECTIONS}")

    def section(self, number: int) -> Section:
        """Make a section: ten stand under one publication, of one language."""
        tongue, site = _tongue_of(number), number % SECTIONS // SECTIONS_OF_ONE
        home = f"https://www.desk{site}.example/{number}"
        name = _line(tongue, random.Random(f"{self.seed} {number}"), 2)
        return Section(
            key=self.key(number), source=f"Desk {site}", name=name, addresses=(f"{home}.xml", f"{home}.html")
        )

    def url(self, number: int) -> str:
        """Give the address of an article."""
        site = self.section_number(number) // SECTIONS_OF_ONE
        words = _words(TONGUES[0])
        slug = "_".join(words[number * step % WORDS] for step in (1, 7, 31, 101, 211))
        return f"https://www.desk{site}.example/reports/{slug}_{number}.html"

    def published(self, number: int) -> datetime:
        """Give the moment of an article."""
        return BEGIN + timedelta(days=365.25 * YEARS) * (number / self.articles)

    def entry(self, number: int) -> Entry:
        """Make what a feed lists of an article."""
        chance, tongue = self._chance(number, "entry"), _tongue_of(self.section_number(number))
        return Entry(
            url=self.url(number),
            headline=_headline(self.seed, number, tongue),
            summary=_line(tongue, chance, chance.randint(15, 45)) + tongue.stop.strip(),
            byline=(chance.choice(tongue.names),) if chance.random() < 0.7 else (),
            dateline=self._dateline(number, tongue, chance),
            published=self.published(number),
            image_url=f"https://www.desk.example/images/{number}.jpg" if chance.random() < 0.4 else "",
        )

    def article(self, number: int) -> Article:
        """Make an article with its text and related links."""
        chance, tongue = self._chance(number, "text"), _tongue_of(self.section_number(number))
        entry = self.entry(number)
        words = chance.choices(
            _drawn(tongue), k=min(_MOST_WORDS, 30 + int(chance.lognormvariate(_BODY_WORDS, _SPREAD)))
        )
        paragraphs = [words[start : start + _PARAGRAPH_WORDS] for start in range(0, len(words), _PARAGRAPH_WORDS)]
        blocks: list[Paragraph | Heading] = [Paragraph((Span(_prose(tongue, each)),)) for each in paragraphs]
        if len(blocks) > 8:
            blocks.insert(len(blocks) // 2, Heading((Span(_line(tongue, chance, 3)),)))
        earlier = [number - chance.randint(1, 300) for _ in range(_RELATED)]
        return Article(
            url=entry.url,
            headline=entry.headline,
            site=f"Desk {self.section_number(number) // SECTIONS_OF_ONE}",
            byline=entry.byline,
            dateline=entry.dateline,
            published=entry.published,
            summary=entry.summary,
            lang=tongue.lang,
            blocks=tuple(blocks),
            related=tuple(
                RelatedLink(
                    url=self.url(other),
                    title=_headline(self.seed, other, _tongue_of(self.section_number(other))),
                    group="Related",
                )
                for other in dict.fromkeys(each for each in earlier if each >= 0)
            ),
        )

    def page(self, article: Article) -> Page:
        """Make the page an article was read from, with as much round the text as pages have."""
        menu = "".join(f'<li class="menu-item"><a href="{link.url}">{link.title}</a></li>' for link in article.related)
        text = "".join(f"<p>{line}</p>" for line in article.text.splitlines())
        html = f"<html><title>{article.headline}</title><ul>{menu * 6}</ul><h1>{article.headline}</h1>{text}</html>"
        return Page(
            url=article.url,
            body=html.encode(),
            content_type="text/html",
            charset="utf-8",
            validators=Validators(),
            fetched_at=article.published or BEGIN,
        )

    def _dateline(self, number: int, tongue: Tongue, chance: random.Random) -> Dateline | None:
        place, agency = chance.choice(tongue.places), chance.choice(tongue.agencies)
        return (
            Dateline(place=place, agency=agency, date=self.published(number).date()) if chance.random() < 0.8 else None
        )

    def _chance(self, number: int, what: str) -> random.Random:
        return random.Random(f"{self.seed} {what} {number}")


def _tongue_of(section: int) -> Tongue:
    """Give a section's language: that of its publication."""
    return TONGUES[section % SECTIONS // SECTIONS_OF_ONE % len(TONGUES)]


@cache
def _words(tongue: Tongue) -> tuple[str, ...]:
    """Give a language's words, the commonest first and the short ones among them."""
    real = tongue.words.split()
    syllables = (
        list(tongue.first)
        if not tongue.then
        else [a + b for a, b in product(tongue.first.split(), tongue.then.split())]
    )
    chance = random.Random(tongue.lang)
    chance.shuffle(syllables)
    made: dict[str, None] = dict.fromkeys(real)
    longest = 2 if not tongue.then else 4
    while len(made) < WORDS:
        length = 1 + min(longest - 1, int(len(made) ** 0.25 / 4 + chance.random() * 2))
        made["".join(chance.choices(syllables, k=length))] = None
    return tuple(islice(made, WORDS))


@cache
def _drawn(tongue: Tongue) -> Sequence[str]:
    """Give words as often as they are drawn."""
    words = _words(tongue)
    total = sum(1 / (rank + 3) for rank in range(WORDS))
    room = _DRAWN - WORDS  # each at least once
    return [word for rank, word in enumerate(words) for _ in range(1 + round(room / (rank + 3) / total))]


def _prose(tongue: Tongue, words: Sequence[str]) -> str:
    """Set words as a sentence or two."""
    middle = len(words) // 2
    halves = (words[:middle], words[middle:]) if middle > 8 else (words,)
    sentences = (tongue.space.join(half) for half in halves)
    return tongue.stop.join(each[:1].upper() + each[1:] for each in sentences) + tongue.stop.strip()


def _line(tongue: Tongue, chance: random.Random, words: int) -> str:
    line = tongue.space.join(chance.choices(_drawn(tongue), k=words))
    return line[:1].upper() + line[1:]


@lru_cache(maxsize=4096)
def _headline(seed: int, number: int, tongue: Tongue) -> str:
    chance = random.Random(f"{seed} headline {number}")
    return _line(tongue, chance, chance.randint(6, 12))
