"""What searches look in: an FTS5 index of words, which article each of its documents is, and saved searches.

The index holds no text (`content = ''`): that is compressed in `article_text`, and FTS5 needs only the words.
An index without text cannot forget a document in the SQLite versions that Python comes with, so nothing in it
is ever taken back: `search_document` says which documents count. An article that changes becomes a new document
and its old one counts no more (`article_id` is NULL); when too much of the index is of that kind, it is made anew.
So whoever changes or removes an article need not know of the index: the triggers here note it.

The documents are parted into periods of time that do not overlap, a few thousand documents each; how, and why, is
told in `newsreader.store.search_index`. What is still to be indexed is in `search_pending` or, in a library that was
there before the index, before the place in the list of all articles that `search_state` names.

The body is the first column because the positions of the first cost two bytes less for each word.
"""

from __future__ import annotations

_TABLES = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5 (
        body, headline, byline, place, agency, facts, content = '', tokenize = 'ascii'
    )
    """,
    """
    CREATE TABLE search_document (
        number INTEGER PRIMARY KEY,  -- its rowid in `search_index`; given once
        article_id INTEGER,          -- NULL when it counts no more
        period_id INTEGER NOT NULL,
        sort_at INTEGER NOT NULL,    -- the article's
        words INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX search_document_by_article ON search_document (article_id) WHERE article_id IS NOT NULL",
    """
    CREATE TABLE search_period (
        id INTEGER PRIMARY KEY,
        first_at INTEGER NOT NULL,  -- `sort_at` of the oldest article that is or was in it
        last_at INTEGER NOT NULL,   -- and of the newest
        documents INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE UNIQUE INDEX search_period_in_time ON search_period (first_at)",
    """
    CREATE TABLE search_pending (
        article_id INTEGER PRIMARY KEY
    ) STRICT
    """,
    """
    CREATE TABLE search_state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        tokens_version INTEGER NOT NULL,           -- of the way in which words were read
        made_for INTEGER NOT NULL DEFAULT 0,       -- articles there were when it was last made anew
        backlog_at INTEGER NOT NULL,               -- what stands below this place in the list of all articles
        backlog_id INTEGER NOT NULL,               -- may not be indexed yet
        documents INTEGER NOT NULL DEFAULT 0,      -- that count
        words INTEGER NOT NULL DEFAULT 0,          -- in them
        dead_words INTEGER NOT NULL DEFAULT 0      -- in those that count no more
    ) STRICT
    """,
    """
    INSERT INTO search_state (id, tokens_version, backlog_at, backlog_id)
    SELECT 1, 1, CASE WHEN EXISTS (SELECT 1 FROM article) THEN 9223372036854775807 ELSE -9223372036854775808 END, 0
    """,
    """
    CREATE TABLE saved_search (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,  -- as that of a section
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        total INTEGER NOT NULL DEFAULT 0,  -- when last counted; counting stops somewhere
        unread INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
)

_TRIGGERS = (
    """
    CREATE TRIGGER article_to_index AFTER INSERT ON article BEGIN
        INSERT INTO search_pending (article_id) VALUES (new.id) ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER article_to_index_again
    AFTER UPDATE OF url, headline, byline, place, agency, summary, lang, site, image_url, has_text ON article
    WHEN (old.url, old.headline, old.byline, old.place, old.agency, old.summary, old.lang, old.site, old.image_url,
          old.has_text)
        IS NOT (new.url, new.headline, new.byline, new.place, new.agency, new.summary, new.lang, new.site,
                new.image_url, new.has_text)
    BEGIN
        INSERT INTO search_pending (article_id) VALUES (new.id) ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER text_to_index AFTER INSERT ON article_text BEGIN
        INSERT INTO search_pending (article_id) VALUES (new.article_id) ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER text_to_index_again AFTER UPDATE OF body, article_id ON article_text
    WHEN (old.article_id, old.body) IS NOT (new.article_id, new.body)
    BEGIN
        INSERT INTO search_pending (article_id) VALUES (new.article_id) ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER text_no_longer_indexed AFTER DELETE ON article_text
    WHEN EXISTS (SELECT 1 FROM article WHERE id = old.article_id)
    BEGIN
        INSERT INTO search_pending (article_id) VALUES (old.article_id) ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER document_retired AFTER UPDATE OF article_id ON search_document
    WHEN old.article_id IS NOT NULL AND new.article_id IS NULL
    BEGIN
        UPDATE search_state
        SET documents = documents - 1, words = words - old.words, dead_words = dead_words + old.words;
    END
    """,
    """
    CREATE TRIGGER document_added AFTER INSERT ON search_document BEGIN
        UPDATE search_state SET documents = documents + 1, words = words + new.words;
    END
    """,
    """
    CREATE TRIGGER article_no_longer_indexed AFTER DELETE ON article BEGIN
        DELETE FROM search_pending WHERE article_id = old.id;
        UPDATE search_document SET article_id = NULL WHERE article_id = old.id;
    END
    """,
)

STEP: tuple[str, ...] = _TABLES + _TRIGGERS
