"""Short lines that are not the article's, in the languages the news is read in."""

from __future__ import annotations

import re

MAX_RULED_CHARS = 240  # a longer line is prose, whatever it begins with

# The patterns are matched against lower-case text and written in lower case: a pattern told to ignore case tries
# each of its hundred branches, this one only those that begin with the letter at hand.
RELATED_LABEL = re.compile(
    r"(?:related(?:\s+(?:content|articles?|stories|links?|news|posts?|topics?|coverage|reading|items?|reports?))?|"
    r"more\s+(?:on\s+this(?:\s+story)?|like\s+this|from\s+.{2,40}|stories|news|to\s+(?:read|explore)|coverage|on\s+.{2,40})|"
    r"(?:read|see|watch)\s+(?:also|more|next)|also\s+(?:read|see|on\s+.{2,40})|what\s+to\s+read\s+next|"
    r"you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested(?:\s+in.{0,40})?)|latest\s+posts\s+by\s.{2,50}|"
    r"(?:if\s+you\s+(?:liked?|enjoyed)|this\s+might\s+(?:also\s+)?be\s+interesting)\s.{2,60}[:：]|"
    r"recommended(?:\s+(?:for\s+you|reading|stories|articles|posts))?|further\s+reading|up\s+next|keep\s+reading|"
    r"don['’]t\s+miss|other\s+(?:stories|news|articles)|similar\s+(?:stories|articles|posts|news)|"
    r"mehr\s+(?:zum\s+thema|dazu|aus|zu)(?:\s.{2,40})?|lesen\s+sie\s+(?:auch|mehr|dazu)|das\s+könnte\s+sie\s+.{0,20}|"
    r"(?:auch|weitere|neueste|empfohlene|ähnliche|aktuelle|passende|mehr)\s+(?:interessant|artikel|meldungen|themen|beiträge|"
    r"news|nachrichten|links|tipps|\w{0,8}informationen|\w{0,8}tipps|storys|\w{0,8}storys)(?:\s.{2,40})?|zum\s+(?:thema|weiterlesen)|"
    r"auch\s+(?:auf|lesen|spannend)(?:\s.{2,30})?|schon\s+gelesen\??|siehe\s+auch|empfehlungen\s+(?:aus|für)\s.{2,30}|verwandte\s+\w+|"
    r"weiterführende\s+\w+|entdecken?\s+(?:sie\s+)?(?:jetzt|weitere).{0,30}|lesen\s+sie\s+auch\s.{2,40}|"
    r"ähnliche\s+\w+|lire\s+(?:aussi|également)|(?:à|a)\s+lire(?:\s+(?:aussi|également))?|sur\s+le\s+même\s+sujet|"
    r"articles?\s+(?:liés?|similaires?|connexes?)|voir\s+aussi|(?:lee|lea|leer)\s+(?:también|más|además)|"
    r"(?:noticias|notas|notícias)\s+relacionadas|(?:artículos|contenidos?|temas)\s+relacionad[oa]s?|otras\s+noticias|más\s+sobre\s.{2,40}|"
    r"vous\s+aimerez\s+aussi|dans\s+la\s+même\s+rubrique|pour\s+aller\s+plus\s+loin|te\s+puede\s+interesar|relacionad[oa]s?|leia\s+(?:também|mais)|"
    r"veja\s+(?:também|mais)|notícias\s+relacionadas|leggi\s+anche|articoli\s+correlati|potrebbe\s+interessarti|"
    r"lees\s+(?:ook|meer|verder)|czytaj\s+(?:też|także|również|więcej)|zobacz\s+(?:też|także|również)|"
    r"läs\s+(?:också|mer|även)|les\s+også|læs\s+også|читайте\s+также|по\s+теме|相关(?:新闻|阅读|文章|报道|链接)|延伸閱讀|"
    r"相關(?:新聞|報導|閱讀|文章)|延伸阅读|推荐阅读|推薦閱讀|関連(?:記事|ニュース|リンク|トピックス)|(?:あわせて|合わせて)読みたい|"
    r"관련\s?(?:기사|뉴스)|함께\s?(?:읽|볼|보면).{0,12}|(?:مواضيع|موضوعات|أخبار|مقالات)\s+ذات\s+صلة|[إا]قر[أا]\s+(?:أيضا?[ًا]{0,2}|المزيد)|"
    r"(?:مطالب|اخبار)\s+مرتبط|بیشتر\s+بخوانید|כתבות\s+(?:נוספות|קשורות)|קראו\s+(?:גם|עוד)|עוד\s+בנושא|אולי\s+יעניין\s+אותך|"
    r"(?:ข่าว|บทความ|เรื่อง)(?:ที่)?เกี่ยวข้อง|อ่าน(?:เพิ่มเติม|ข่าวที่เกี่ยวข้อง)|संबंधित\s+(?:ख़?बरें|खबरें|समाचार|लेख)|(?:यह|ये|इसे)\s+भी\s+पढ़ें|"
    r"διαβάστε\s+(?:επίσης|ακόμ[αη]|περισσότερα)|δείτε\s+επίσης|σχετικά\s+(?:άρθρα|νέα|θέματα)|читайте\s+також|за\s+темою|"
    r"ilgili\s+haberler|(?:bunlar\s+da\s+)?ilginizi\s+çekebilir|tin\s+liên\s+quan|bài\s+viết\s+liên\s+quan|baca\s+juga|berita\s+terkait|"
    r"čtěte\s+také|související\s+články|mohlo\s+by\s+vás\s+zajímat|lue\s+myös|cite[sș][tț]e\s+[sș]i|kapcsolódó\s+(?:cikkek|hírek))"
    r"\s*[:：…>»]*\s*",
)
_RELATED_PREFIX = re.compile(
    r"[\W_]{0,4}(?:(?:(?:related|recommended)(?:\s+(?:articles?|stor(?:y|ies)|posts?|reads?|reading|reports?|news|content|coverage|videos?))?|"
    r"more|mira|interessant|zum\s+thema|watch(?:\s+now)?|check\s+out|(?:can\s+)?also\s+(?:check|read))\s?|"
    r"(?:read\s+(?:also|more|next|now)|vea?\s+también|auch\s+lesen|siehe\s+auch|also\s+(?:see|on\b.{2,30})|see\s+also|more\s+on\b.{2,40}|"
    r"must\s+read|don['’]t\s+miss|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested)|"
    r"lesen\s+sie\s+(?:auch|mehr|dazu|hier)|mehr\s+zum\s+thema|mehr\s+dazu|"
    r"lire\s+(?:aussi|également)|(?:à|a)\s+lire(?:\s+aussi)?|lee\s+también|lea\s+también|leia\s+também|leggi\s+anche|"
    r"lees\s+ook|czytaj\s+(?:też|także|również|więcej)|zobacz\s+(?:też|także)|läs\s+också|читайте\s+также|延伸閱讀|相关阅读|"
    r"関連記事|相關新聞|延伸阅读|[إا]قر[أا]\s+أيضا?[ًا]{0,2}|קראו\s+(?:גם|עוד)|อ่านเพิ่มเติม|(?:यह|ये|इसे)\s+भी\s+पढ़ें|διαβάστε\s+(?:επίσης|ακόμ[αη])|"
    r"читайте\s+також|baca\s+juga|čtěte\s+také|lue\s+myös|cite[sș][tț]e\s+[sș]i)\s?[^:：>|»]{0,24})[:：>|»]+\s*\S",
)
_POINTING_HAND = re.compile(
    r"\s*[👉➡►▶→»🔗📖]\W*(?:learn|see|read|find|check|discover|watch|explore|mehr|lesen|lire|leer|ver)\b"
)
_SOLICITS = re.compile(
    r"(?:(?:subscribe|sign\s?up|signup|register|join)\b.{0,60}\b(?:newsletters?|emails?|inbox|updates|alerts?|channel|"
    r"podcast|free|daily|mailing\s+list|e-mail|bulletin)\b|(?:get|receive)\b.{0,80}\b(?:in|to)\s+your\s+(?:inbox|e?-?mail)|"
    r"follow\s+(?:us|him|her|me|them|@?\w+)\b.{0,40}\bon\s+(?:twitter|facebook|instagram|x|linkedin|youtube|telegram|whatsapp|"
    r"google|threads|bluesky|tiktok|flipboard)|(?:like|find)\s+us\s+on\s+\w+|follow\s+us\s*(?:[:!.]|$|\bon\b|\bat\b|\bfor\b)|"
    r"share\s+(?:this|on|via|with|the|it)\b.{0,60}|"
    r"(?:please\s+)?subscribe\s+(?:now\b|today\b|to\s+(?:our|us|my|this|get|receive|read|continue))"
    r".{0,120}|to\s+(?:view|read)\s+the\s+full\s+(?:story|article)\b|"
    r"(?:for\s+the\s+latest\b.{0,60}\b)?download\s+(?:the|our)\b|never\s+miss\b|first-time\s+subscribers\b|"
    r"bitte\s+(?:registrieren|melden)\s+sie\b|erhalten\s+sie\b.{0,60}\bnewsletter|zapraszamy\b|dowiedz\s+się\s+więcej|"
    r"click\s+here\s+(?:to|for)\b.{0,80}|support\s+(?:our|us|independent)\b.{0,80}|"
    r"download\s+(?:the|our)\b.{0,40}\bapp\b|join\s+(?:our|the)\b.{0,40}\b(?:telegram|whatsapp|facebook|discord|slack)\b|"
    r"(?:folgen|abonnieren)\s+sie\b|jetzt\s+abonnieren|newsletter\s+(?:abonnieren|anmelden)|"
    r"abonnez-vous\b|suivez(?:-|\s)nous\b|inscrivez-vous\b|suscríbete\b|síguenos\b|siga\s+(?:o|a|nosso)\b|inscreva-se\b|"
    r"iscriviti\b|seguici\b|zapisz\s+się\b|obserwuj\s+nas\b|"
    r"this\s+(?:article|story|content)\s+is\s+(?:exclusive|only\s+available|reserved)\s+(?:to|for)\b|"
    r"unlock\s+(?:this|the\s+full)\s+(?:article|story)|to\s+(?:read\s+the\s+rest\s+of|continue\s+reading)\b|"
    r"already\s+a\s+(?:subscriber|member)\b|if\s+you['’]re\s+already\s+a\s+(?:subscriber|member)\b|"
    r"pour\s+(?:lire\s+la\s+suite|accéder\s+(?:en|à|aux))\b|déjà\s+abonnée?\b|um\s+(?:weiterzulesen|den\s+(?:ganzen\s+)?artikel\s+zu\s+lesen)\b|"
    r"para\s+(?:seguir|continuar)\s+(?:leyendo|lendo)\b|"
    r"thank(?:s|\s+you)\s+for\s+(?:signing|subscribing|completing)|we\s+are\s+sorry\s+that\s+this\s+post|let\s+us\s+improve\s+this|"
    r"tell\s+us\s+how\s+we\s+can\s+improve|was\s+this\s+(?:article|page|post|information)\s+(?:helpful|useful)|"
    r"how\s+(?:useful|helpful)\s+was\s+this|war\s+dieser\s+(?:artikel|beitrag)\s+hilfreich|valora\s+(?:esta|este)\b|"
    r"this\s+slideshow\s+requires\b|pin\s+(?:this|it)\s+for\s+later|enjoy(?:ed)?\s+(?:the|this)\s+(?:post|article|story)\?|"
    r"republish\s+(?:our|this)\b|submit\s+your\s+letter\b)",
)
_SUBSCRIBE_TO_A_NAME = re.compile(r"(?:[Pp]lease\s+)?[Ss]ubscribe\s+to\s+(?:[Tt]he\s+)?[A-Z].{0,120}")
_WHOLE = re.compile(
    r"(?:(?:(?:buy|place)\s+)?advertis(?:ements?|ing|e)(?:\s+with\s+us)?|anzeige|werbung|publicit[éey]|publicidad|pubblicità|reklama|sponsored(?:\s+content)?|"
    r"(?:article|story)\s+continues\s+(?:below|after)(?:\s+(?:this\s+)?(?:the\s+)?(?:ad(?:vertisement)?|video))?|continue\s+reading(?:\s+.{0,40})?|"
    r"read\s+more|read\s+(?:the\s+)?full\s+(?:story|article)|show\s+more|load\s+more|see\s+all|view\s+all|mehr|weiterlesen|"
    r"lire\s+la\s+suite|leer\s+más|tweet|share|shares?|share\s+this(?:\s+\w+)?|pin\s+it|print|email|e-?mail|whatsapp|facebook|twitter|"
    r"linkedin|telegram|copy\s+link|comments?|\d+\s+comments?|leave\s+a\s+(?:comment|reply)|post\s+a\s+comment|"
    r"reply|like|like\s+this:?|loading\.{0,3}|teilen|drucken|kommentare?|partager|imprimer|compartir|compartilhar|condividi|"
    r"\d+\s+min(?:ute)?s?\s+read|(?:estimated\s+)?reading\s+time\b.{0,20}|(?:photo|image|picture|foto|bild|source|quelle)\s*[:：].{0,60}|"
    r"zurück\s+zur?\s+.{3,30}|externer\s+inhalt|en\s+savoir\s+plus|voir\s+plus|saber\s+más|alle\s+angaben\s+ohne\s+gewähr|kontakt|temas|"
    r"(?:(?:featured?|header|cover|lead)\s+)?(?:photos?|images?|pictures?)\s+(?:credits?|courtesy)\b.{0,80}|"
    r"quellen\s+(?:ein|aus)blenden|"
    r"(?:titelbild|beitragsbild|abbildung|image\s+illustrative|symbolbild|crédits?)\s*:?.{0,80}|"
    r"skip\s+to\s+.{2,30}|back\s+to\s+top|top|nach\s+oben|image\s+\d+\s+of\s+\d+|table\s+of\s+contents|view\s+comments|"
    r"(?:previous|next)(?:\s+(?:article|post|story))?|home|menu|search|tags?\s*[:：].{0,200}|filed\s+under\s*[:：]?.{0,200}|"
    r"topics?\s*[:：].{0,200}|categor(?:y|ies)\s*[:：].{0,120}|posted\s+in\s*[:：]?.{0,120}|schlagwörter\s*[:：].{0,200}|"
    r"(?:first\s+)?(?:published|updated|posted|last\s+(?:updated|modified))(?:\s+(?:on|at))?\s*[:：]?\s.{0,60}\d.{0,30})",
)
_PICTURE_AGENCY = re.compile(r"(?:.{0,60}(?:\s|/))?getty\s+images(?:\s*/.{0,60})?")
_LEGAL = re.compile(
    r"(?:©|\(c\)\s|copyright\s*(?:©|\(c\)|[:,]|(?:19|20)\d\d|by\b|notice\b|$)|"
    r"all\s+rights\s+(?:are\s+)?reserved\s*(?:[.!|,;©(]|$)|the\s+content\s+herein,?\s+unless|alle\s+rechte\s+vorbehalten|"
    r"tous\s+droits\s+réservés|todos\s+los\s+derechos)",
)
_COPYRIGHT_STATED = re.compile(r"copyright\s+(?:©\s*|\(c\)\s*)?(?:19|20)\d\d")
MAX_BEFORE_COPYRIGHT = 120  # characters before it in a long notice; a report that mentions it does so later
_LEGAL_ANYWHERE = re.compile(
    r"(?:all\s+rights\s+(?:are\s+)?reserved\s*(?:[.!|,;©(]|$)|copyright\s+(?:©\s*)?(?:19|20)\d\d|©\s*(?:19|20)\d\d)",
)
_CREDITS = re.compile(
    r"(?:\(?(?:additional\s+)?(?:reporting|writing|editing)\s+by\b|contributed\s+(?:reporting|to\s+this)|about\s+the\s+authors?\b|"
    r"contact\s+(?:the\s+|staff\s+)?(?:author|reporter|writer)\b|the\s+post\s.{3,160}\sappeared\s+first\s+on\b|our\s+standards\s*:|"
    r"\(?this\s+(?:story|article|post|piece|report)\s+(?:was|is)\s+(?:originally|first|funded|produced|developed|republished|supported)\b|"
    r"(?:written|reviewed|edited|fact-?checked)\s+by\s+[^.]{3,50}$|(?:e-?mail|reach)\s+(?:him|her|them|the\s+(?:author|reporter|writer))\b|"
    r"the\s+following\s+news\s+reports\s+may\s+link\b|have\s+a\s+(?:news\s+)?tip\b|send\s+(?:us\s+)?(?:tips|feedback)\b)",
)
_DISCLOSURE = re.compile(
    r"\b(?:contains?|includes?|uses?|using)\s+(?:the\s+)?affiliate\s+links?\b|\baffiliate\s+links?\b.{0,100}\b(?:commission|no\s+(?:extra|additional)\s+cost)|"
    r"\b(?:links?|purchases?|cost|buy)\b.{0,100}\bearn\s+(?:us\s+)?(?:an?\s+)?(?:\w+\s+)?commissions?\b|"
    r"\b(?:earn|receive|get)\s+(?:us\s+)?(?:an?\s+)?(?:\w+\s+)?commissions?\b.{0,100}\b(?:links?|purchases?|cost|buy)\b|"
    r"\bindependently\s+(?:selected|chosen|reviewed)\s+by\s+our\b|\baffiliate-links?\b|\bliens\s+affiliés\b|\benlaces\s+de\s+afiliad",
)
_JUNK_HEADING = re.compile(
    r"(?:(?:leave\s+a\s+)?(?:comments?|reply|replies)(?:\s*\(\d+\))?|\d+\s+(?:comments?|responses|thoughts?)\b.{0,80}|"
    r"share(?:\s+this.{0,20})?|most\s+(?:read|popular|viewed|shared|commented)|trending(?:\s+now)?|latest(?:\s+(?:news|stories|posts|articles))?|"
    r"popular(?:\s+(?:posts|articles|stories))?|recent\s+(?:posts|articles|stories|comments)|newsletters?|subscribe.{0,40}|sign\s+up.{0,40}|"
    r"follow\s+us.{0,30}|about\s+(?:the\s+)?author.{0,40}|post\s+navigation|tags?|kommentare?|teilen|meistgelesen.{0,20}|top\s+stories|"
    r"advertisement|join\s+the\s+(?:conversation|discussion)|categories|archives?|table\s+of\s+contents|contents|in\s+this\s+article|"
    r"les\s+plus\s+lus|lo\s+más\s+(?:leído|visto)|mais\s+lidas|i\s+più\s+letti|najczęściej\s+czytane|comentarios|commentaires)\s*[:：]?",
)
_READ_MORE = re.compile(
    r"[\s.…\[\](]*(?:(?:read|learn|see|view)\s+(?:more|full\s+\w+|on)|full\s+(?:story|article)|more|continue\s+reading|continued|weiterlesen|"
    r"mehr(?:\s+lesen)?|lire\s+(?:la\s+suite|plus)|leer\s+más|saiba\s+mais|leia\s+mais|leggi(?:\s+tutto)?|lees\s+(?:meer|verder)|więcej|"
    r"читать\s+далее|阅读全文|続きを読む)[\s.…\[\])>»→]*",
)


def is_related_label(text: str) -> bool:
    """Say whether a line announces other articles: "Related content"."""
    return len(text) <= 80 and RELATED_LABEL.fullmatch(text.lower()) is not None


def is_related_line(text: str) -> bool:
    """Say whether a line points to one other article: "Read more: ..."."""
    if len(text) > MAX_RULED_CHARS:
        return False
    line = text.lower()
    return (_has_pointer(line) and _RELATED_PREFIX.match(line) is not None) or _POINTING_HAND.match(line) is not None


def _has_pointer(line: str) -> bool:
    """Say whether a line has one of the signs that stand between such a label and what it points to."""
    return ":" in line or ">" in line or "|" in line or "»" in line or "：" in line


def is_junk_heading(text: str) -> bool:
    """Say whether a heading opens a part of the page that is not the article."""
    return len(text) <= 100 and _JUNK_HEADING.fullmatch(text.lower()) is not None


def junk_line(text: str) -> str:
    """Name the class of a line that is not the article's, "" when it may be."""
    if len(text) > MAX_RULED_CHARS:
        start = text[: MAX_BEFORE_COPYRIGHT + len("copyright (c) 2026")].lower()
        is_notice = _LEGAL.match(start) or _COPYRIGHT_STATED.search(start)
        return "legal notice" if is_notice else ""
    line = text.lower()
    bare = line.strip(" -–—•·|*>»")
    if _WHOLE.fullmatch(bare) or ("getty" in bare and _PICTURE_AGENCY.fullmatch(bare)):
        return "page furniture"
    if _LEGAL.match(line) or (_may_be_legal(line) and _LEGAL_ANYWHERE.search(line)):
        return "legal notice"
    if _SOLICITS.match(line) or ("subscribe" in line and _SUBSCRIBE_TO_A_NAME.match(text)):
        return "newsletter or share line"
    if _CREDITS.match(line):
        return "credits"
    if _may_disclose(line) and _DISCLOSURE.search(line):
        return "disclosure"
    return ""


def _may_be_legal(line: str) -> bool:
    return "reserved" in line or "copyright" in line or "©" in line


def _may_disclose(line: str) -> bool:
    """Say whether a line has a word that every disclosure has."""
    return "affili" in line or "commission" in line or "afili" in line or "our editors" in line


def is_read_more(text: str) -> bool:
    """Say whether a link's text only asks to go on reading."""
    return len(text) <= 40 and _READ_MORE.fullmatch(text.lower()) is not None
