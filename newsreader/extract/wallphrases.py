"""What pages say that stand in the way of an article, in the languages the news is read in."""

from __future__ import annotations

import re

# Sentences about the article on the page; a badge beside a teaser ("Subscribers only") is none of them.
_PAYWALL = re.compile(
    r"(?:to|and)\s+(?:continue|keep|finish)\s+reading\b(?!\s+below)|to\s+read\s+the\s+(?:full|whole|rest\s+of\s+the|entire)\s+(?:story|article)|"
    r"to\s+(?:unlock|access|view)\s+(?:this|the\s+(?:full|rest))\b.{0,20}\b(?:article|story|content)|"
    r"(?:article|story|content)\s+is\s+(?:only\s+)?(?:exclusively\s+)?(?:available\s+(?:only\s+)?(?:to|for)|for|reserved\s+for)\s+"
    r"(?:\w+\s+)?(?:subscribers|members)|(?:subscriber|member)s?[- ](?:only|exclusive)\s+(?:article|story|content)|"
    r"(?:you\s+have|you['’]ve)\s+(?:reached|read|used)\b.{0,40}\bfree\s+(?:articles?|stories)|"
    r"(?:artikel|beitrag|text|inhalt)\s+ist\s+(?:nur|exklusiv|ausschließlich)\s+für\s+"
    r"(?:\w+[- ]?)?(?:abonnent|mitglied|leser)|"
    r"(?:um|jetzt)\s+weiterzulesen\b|(?:registrieren|anmelden|einloggen|bestellen|testen|abonnieren)\s+und\s+weiterlesen\b|weiterlesen\s+mit\b|(?:jetzt|sofort)\s+weiterlesen\b.{0,40}\b(?:abo|test|monat|€)|"
    r"(?:lesen\s+sie|lies)\s+(?:diesen|den\s+(?:ganzen|vollständigen|kompletten))\s+(?:artikel|beitrag|text)\b.{0,40}\b(?:mit|abo)|"
    r"mit\s+(?:\w+[- ])?abo\s+(?:weiterlesen|lesen)|"
    r"(?:cet\s+|l['’])article\s+(?:est|vous\s+est)\s+(?:exclusivement\s+)?réservé|il\s+vous\s+reste\s+\d+\s?[.,]?\d*\s?%|"
    r"(?:pour|et)\s+(?:lire\s+la\s+suite|continuer\s+(?:à|a|la|votre)\s+l\w+)|(?:la\s+suite|l['’]intégralité)\b.{0,40}\b(?:réservée?|abonnés)|"
    r"abonnez-vous\s+pour\s+(?:lire|accéder|continuer)|"
    r"(?:artículo|contenido|noticia|texto)\s+(?:es\s+)?(?:exclusiv[oa]|solo|sólo|reservad[oa])\s+(?:para\s+)?(?:los\s+)?(?:nuestros\s+)?(?:suscriptores|socios|usuarios)|"
    r"(?:para|y)\s+(?:seguir|continuar)\s+(?:leyendo|la\s+lectura)|suscríb[ae](?:te|se)\s+para\s+(?:leer|seguir|acceder)|"
    r"(?:articolo|contenuto)\s+(?:è\s+)?riservat[oa]\s+agli\s+abbonati|per\s+(?:continuare\s+a\s+leggere|leggere\s+(?:l['’]articolo\s+completo|tutto))|"
    r"(?:conteúdo|matéria|artigo)\s+(?:é\s+)?(?:exclusiv[oa]|restrit[oa]|reservad[oa])\s+(?:para|a)\s+(?:os\s+)?assinantes|para\s+continuar\s+(?:a\s+ler|lendo|a\s+leitura)|"
    r"(?:dit\s+)?artikel\s+is\s+(?:alleen|exclusief)\s+(?:beschikbaar\s+)?voor\s+abonnees|om\s+(?:verder|dit\s+artikel)\s+te\s+lezen|"
    r"(?:artykuł|treść|dalsza\s+część)\b.{0,30}\b(?:dla|tylko\s+dla)\s+(?:prenumeratorów|subskrybentów|zalogowanych)|aby\s+(?:czytać\s+dalej|przeczytać\s+cał)|"
    r"för\s+att\s+(?:läsa\s+(?:vidare|hela)|fortsätta\s+läsa)|for\s+å\s+lese\s+(?:videre|hele|resten)|for\s+at\s+læse\s+(?:videre|hele|resten)|"
    r"(?:читать\s+(?:далее|полностью)|полный\s+текст|материал)\b.{0,40}\b(?:подписчик|подписк)|この記事は.{0,12}(?:会員|有料)|残り\s?\d+\s?文字|(?:剩余|余下).{0,12}付费",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"we\s+(?:and\s+our\s+(?:\w+\s+)?partners|use\s+cookies)|our\s+\d*\s*partners|(?:your|our)\s+(?:use\s+of\s+)?(?:cookies?|consent|privacy)\b|"
    r"(?:accept|reject|allow)\s+all\b|cookie\s+(?:settings|policy|preferences|notice)|privacy\s+(?:policy|settings|cent(?:er|re))|"
    r"personali[sz]ed\s+(?:ads|advertising|content)|store\s+and/or\s+access|(?:withdraw|give|manage)\s+(?:your\s+)?(?:consent|choices)|legitimate\s+interest|"
    r"wir\s+(?:und\s+unsere\s+(?:\w+\s+)?partner|verwenden\s+cookies|nutzen\s+cookies)|unsere\s+\d*\s*partner|ihre\s+(?:einwilligung|zustimmung|privatsphäre|auswahl)|"
    r"alle\s+(?:akzeptieren|ablehnen|cookies)|(?:zustimmen|akzeptieren)\s+und\s+weiter|datenschutz(?:erklärung|einstellungen|hinweise)?|personalisierte\s+(?:werbung|anzeigen|inhalte)|"
    r"werbung\s+und\s+tracking|ohne\s+(?:werbe)?tracking|(?:pur|contentpass)[- ]?abo|"
    r"einwilligung\s+(?:jederzeit\s+)?widerrufen|berechtigtes?\s+interesse|"
    r"nous\s+(?:et\s+nos\s+(?:\w+\s+)?partenaires|utilisons\s+des\s+cookies)|nos\s+\d*\s*partenaires|votre\s+(?:consentement|vie\s+privée|choix)|"
    r"(?:tout|continuer\s+sans)\s+(?:accepter|refuser)|(?:accepter|refuser)\s+(?:et|les\s+cookies|tout)|politique\s+(?:de\s+(?:confidentialité|cookies)|cookies)|publicités?\s+personnalisées?|traceurs|"
    r"(?:nosotros\s+y\s+)?nuestros\s+\d*\s*socios|(?:utilizamos|usamos)\s+cookies|(?:su|tu)\s+(?:consentimiento|privacidad)|(?:aceptar|rechazar)\s+(?:y\s+(?:continuar|seguir)|tod[oa]s?|cookies)|"
    r"política\s+de\s+(?:privacidad|cookies)|(?:publicidad|anuncios)\s+personalizad[oa]s?|"
    r"noi\s+e\s+i\s+nostri|(?:il\s+tuo|vostro)\s+consenso|accetta\s+(?:e\s+(?:continua|chiudi)|tutt[oi])|informativa\s+(?:sulla\s+privacy|sui\s+cookie)|pubblicità\s+personalizzata|"
    r"nós\s+e\s+(?:os\s+)?nossos|seu\s+consentimento|aceitar\s+(?:tudo|todos|e\s+continuar)|política\s+de\s+privacidade|"
    r"wij\s+en\s+onze|alles\s+(?:accepteren|weigeren)|(?:uw|jouw|je)\s+(?:toestemming|privacy)|privacybeleid|"
    r"my\s+i\s+nasi|zaufani\s+partnerzy|twoj(?:a|ą|ej)\s+(?:zgod|prywatno)\w*|(?:zaakceptuj|akceptuj)\w*\s+(?:wszystk|i\s+przejdź)\w*|polityk\w+\s+prywatności",
    re.IGNORECASE,
)
_ROBOTS = re.compile(
    r"checking\s+(?:your\s+browser|if\s+the\s+site\s+connection)|(?:verify|confirm|prove)(?:ing)?\s+(?:that\s+)?you(?:['’]re|\s+are)?\s+(?:a\s+|not\s+a\s+)?(?:human|robot|person)|"
    r"are\s+you\s+a\s+(?:robot|human)|(?:you['’]re|you\s+are|i['’]m|i\s+am)\s+not\s+a\s+robot|unusual\s+(?:traffic|activity)\s+from|automated\s+(?:requests|access|traffic|queries)|"
    r"(?:complete|solve)\s+the\s+(?:security\s+check|captcha|challenge)|press\s+(?:&|and)\s+hold|needs\s+to\s+review\s+the\s+security\s+of\s+your\s+connection|performing\s+security\s+verification|"
    r"enable\s+(?:javascript\s+and\s+cookies|cookies\s+and\s+javascript)|access\s+(?:to\s+this\s+page\s+has\s+been\s+|was\s+)denied|you\s+have\s+been\s+blocked|"
    r"pardon\s+our\s+interruption|something\s+about\s+your\s+browser|ddos\s+protection\s+by|ray\s+id:|request\s+unsuccessful|just\s+a\s+moment\s?(?:\.{3}|…)|"
    r"(?:ihr|dein|der)\s+browser\s+wird\s+(?:überprüft|geprüft)|(?:dass\s+(?:sie|du)|ich\s+bin|sie\s+sind|bist\s+du)\s+(?:ein\s+mensch|kein\s+roboter)|ungewöhnliche\w*\s+(?:datenverkehr|zugriffe|aktivität)|"
    r"(?:vérif\w+|confirme\w*|prouve\w*)\s+que\s+vous\s+(?:êtes\s+(?:humain|un\s+humain|une\s+personne)|n['’]êtes\s+pas\s+un\s+robot)|je\s+ne\s+suis\s+pas\s+un\s+robot|(?:vérification|contrôle)\s+de\s+votre\s+navigateur|trafic\s+inhabituel|"
    r"(?:verif\w+|confirm\w+|compr\w+)\s+que\s+(?:usted\s+|tú\s+)?(?:eres|es|sea|seas)\s+(?:humano|un\s+humano|una\s+persona)|no\s+(?:soy|eres|es)\s+un\s+robot|comprobando\s+(?:su|tu)\s+navegador|tráfico\s+(?:inusual|inhabitual)|"
    r"non\s+sono\s+un\s+robot|verifica\s+di\s+essere\s+umano|não\s+sou\s+(?:um\s+)?robô|ik\s+ben\s+geen\s+robot|nie\s+jestem\s+robotem|"
    r"я\s+не\s+робот|проверк\w+\s+(?:вашего\s+)?браузера|确认您是真人|私はロボットではありません",
    re.IGNORECASE,
)
_SCRIPTS = re.compile(
    r"(?:enable|activate|turn\s+on|requires?|needs?|without|support)\s+(?:\w+\s+){0,2}java\s?script|java\s?script\s+(?:is\s+|to\s+be\s+|must\s+be\s+)?(?:disabled|required|enabled|needed|turned\s+off|not\s+available|switched\s+off)|"
    r"java\s?script\s+(?:\w+\s+){0,4}(?:aktivier|einschalt|deaktiviert|benötigt|erforderlich)\w*|(?:aktivier|benötig)\w+\s+(?:\w+\s+){0,2}java\s?script|"
    r"(?:activer|activez|nécessite)\s+(?:\w+\s+)?java\s?script|java\s?script\s+(?:est\s+)?(?:désactivé|requis|nécessaire)|"
    r"(?:activ[ae]r?|habilit[ae]r?|necesita|requiere)\s+(?:\w+\s+)?java\s?script|java\s?script\s+(?:está\s+)?(?:desactivado|deshabilitado)|"
    r"(?:abilita|attiva|ative|włącz|inschakelen|zapnout)\w*\s+(?:\w+\s+)?java\s?script|java\s?script\s+(?:inschakelen|włączon)\w*|включите\s+java\s?script",
    re.IGNORECASE,
)

# Looked for first, because the patterns are long and hardly any text has one of these.
_CONSENT_STEMS = (
    "cookie",
    "consen",
    "privac",
    "privat",
    "prywatno",
    "datenschutz",
    "confidential",
    "toestemming",
    "zgod",
)
_ROBOT_STEMS = (
    "robot", "human", "humain",
    "browser", "captcha", "javascript", "cookies", "traffic", "security", "request", "blocked",
    "denied", "hold", "moment", "ddos", "ray id", "interruption", "mensch", "datenverkehr", "zugriff", "navigateur",
    "trafic", "persona", "navegador", "tráfico", "umano", "robô", "робот", "браузер", "真人", "ロボット",
)  # fmt: skip


def is_paywall_line(text: str) -> bool:
    """Say whether a line tells that the rest of the article is for subscribers."""
    return _PAYWALL.search(text) is not None


def consent_phrases(text: str) -> int:
    """Count the phrases of a text in which a page asks for consent to cookies, each once."""
    return len({match[0].casefold() for match in _CONSENT.finditer(text)})


def may_ask_consent(text: str) -> bool:
    """Say whether a text has any word without which no page asks for consent."""
    folded = text.casefold()
    return any(stem in folded for stem in _CONSENT_STEMS)


def is_robot_check(text: str) -> bool:
    """Say whether a text asks for proof that a person is reading."""
    folded = text.casefold()
    return any(stem in folded for stem in _ROBOT_STEMS) and _ROBOTS.search(text) is not None


def asks_for_scripts(text: str) -> bool:
    """Say whether a text tells that the page needs JavaScript."""
    return "script" in text.casefold() and _SCRIPTS.search(text) is not None
