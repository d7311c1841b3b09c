-- The tables of released version 1, as its program made them. Never changed: files out there look so.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE typed_host (
    host_port TEXT PRIMARY KEY  -- of an address a person typed: "127.0.0.1:8080"
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_own INTEGER NOT NULL DEFAULT 0,
    is_starter INTEGER NOT NULL DEFAULT 0,
    is_followed INTEGER NOT NULL DEFAULT 0,
    fetched_at INTEGER,               -- the last refresh that worked
    error TEXT NOT NULL DEFAULT '',   -- why the last one failed
    total INTEGER NOT NULL DEFAULT 0, -- the three counts are kept by triggers
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO section (id, key, source, name, position) VALUES (0, '', '', '', 0);

CREATE TABLE section_address (
    section_id INTEGER NOT NULL REFERENCES section (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    position INTEGER NOT NULL,  -- tried in this order
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    tried_at INTEGER,
    worked_at INTEGER,
    error TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (section_id, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: marks outlive articles
    url TEXT NOT NULL,
    canonical_url TEXT NOT NULL DEFAULT '',
    headline TEXT NOT NULL,
    byline TEXT NOT NULL DEFAULT '[]',     -- JSON array of names
    place TEXT NOT NULL DEFAULT '',
    agency TEXT NOT NULL DEFAULT '',
    dateline_day TEXT NOT NULL DEFAULT '',
    published INTEGER,
    updated INTEGER,
    summary TEXT NOT NULL DEFAULT '',
    lang TEXT NOT NULL DEFAULT '',
    site TEXT NOT NULL DEFAULT '',
    section_label TEXT NOT NULL DEFAULT '',
    image_url TEXT NOT NULL DEFAULT '',
    first_seen_at INTEGER NOT NULL,
    sort_at INTEGER NOT NULL,              -- settled when first seen, so that no list ever jumps
    has_text INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE article_address (
    url TEXT PRIMARY KEY,  -- as `address.canonical_address` writes it
    article_id INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX article_address_by_article ON article_address (article_id);

CREATE TABLE article_text (
    article_id INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    body BLOB NOT NULL,  -- zstd of JSON: blocks, tags, lead image
    fetched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE related (
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,  -- of the group it stands under
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    place TEXT NOT NULL,
    agency TEXT NOT NULL,
    dateline_day TEXT NOT NULL,
    teaser TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,  -- as `address.canonical_address` writes `final_url`
    final_url TEXT NOT NULL,   -- after redirects, as the server was asked
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    body BLOB NOT NULL,        -- zstd
    content_type TEXT NOT NULL,
    charset TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    fetched_at INTEGER NOT NULL
) STRICT;

CREATE INDEX page_by_article ON page (article_id);

CREATE TABLE mark (
    article_id INTEGER PRIMARY KEY,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_starred INTEGER NOT NULL DEFAULT 0,
    read_at INTEGER,     -- when last marked read; kept when unread again
    starred_at INTEGER,  -- likewise
    anchor TEXT NOT NULL DEFAULT ''  -- where in the text the reader was
) STRICT;

CREATE TABLE listing (
    section_id INTEGER NOT NULL REFERENCES section (id) ON DELETE CASCADE,
    sort_at INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    is_read INTEGER NOT NULL,
    is_starred INTEGER NOT NULL,
    PRIMARY KEY (section_id, sort_at, article_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX listing_by_article ON listing (article_id, section_id);

CREATE INDEX unread_listing ON listing (section_id, sort_at, article_id) WHERE is_read = 0;

CREATE INDEX starred_listing ON listing (section_id, sort_at, article_id) WHERE is_starred = 1;

CREATE TRIGGER article_is_in_the_library AFTER INSERT ON article BEGIN
    INSERT INTO listing (section_id, sort_at, article_id, is_read, is_starred)
    SELECT 0, new.sort_at, new.id, coalesce(mark.is_read, 0), coalesce(mark.is_starred, 0)
    FROM (SELECT 1) LEFT JOIN mark ON mark.article_id = new.id;
END;

CREATE TRIGGER mark_made AFTER INSERT ON mark BEGIN
    UPDATE listing SET is_read = new.is_read, is_starred = new.is_starred WHERE article_id = new.article_id;
END;

CREATE TRIGGER mark_read AFTER UPDATE OF is_read ON mark WHEN old.is_read <> new.is_read BEGIN
    UPDATE listing SET is_read = new.is_read WHERE article_id = new.article_id;
END;

CREATE TRIGGER mark_starred AFTER UPDATE OF is_starred ON mark WHEN old.is_starred <> new.is_starred BEGIN
    UPDATE listing SET is_starred = new.is_starred WHERE article_id = new.article_id;
END;

CREATE TRIGGER mark_removed AFTER DELETE ON mark BEGIN
    UPDATE listing SET is_read = 0, is_starred = 0 WHERE article_id = old.article_id;
END;

CREATE TRIGGER listing_added AFTER INSERT ON listing BEGIN
    UPDATE section
    SET total = total + 1, unread = unread + 1 - new.is_read, starred = starred + new.is_starred
    WHERE id = new.section_id;
END;

CREATE TRIGGER listing_marked AFTER UPDATE OF is_read, is_starred ON listing BEGIN
    UPDATE section
    SET unread = unread + old.is_read - new.is_read, starred = starred + new.is_starred - old.is_starred
    WHERE id = new.section_id;
END;

CREATE TRIGGER listing_removed AFTER DELETE ON listing BEGIN
    UPDATE section
    SET total = total - 1, unread = unread - 1 + old.is_read, starred = starred - old.is_starred
    WHERE id = old.section_id;
END;

PRAGMA application_id = 0x4E575352;
PRAGMA user_version = 1;
