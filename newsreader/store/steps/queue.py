"""Links that were followed without a network, to be fetched when there is one."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    """
    CREATE TABLE queued_link (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        known_as TEXT NOT NULL UNIQUE,     -- as `address.canonical_address` writes it
        url TEXT NOT NULL,                 -- what is asked for
        text TEXT NOT NULL,                -- of the link
        led_here INTEGER,                  -- the visit whose article had it
        queued_at INTEGER NOT NULL,
        state TEXT NOT NULL,               -- a `model.trails.QueueState`
        error TEXT NOT NULL DEFAULT '',    -- why the last try failed, one sentence
        tries INTEGER NOT NULL DEFAULT 0,  -- that failed
        due_at INTEGER NOT NULL,           -- not tried before
        article_id INTEGER                 -- what came
    ) STRICT
    """,
    "CREATE INDEX queued_link_due ON queued_link (due_at) WHERE state = 'waiting'",
)
