"""How each address of a section fares: failures in a row, and what it listed when it last worked."""

from __future__ import annotations

STEP: tuple[str, ...] = (
    "ALTER TABLE section_address ADD COLUMN failures INTEGER NOT NULL DEFAULT 0",  # in a row
    "ALTER TABLE section_address ADD COLUMN failing_since INTEGER",  # the first of them; NULL while it works
    "ALTER TABLE section_address ADD COLUMN first_reason TEXT NOT NULL DEFAULT ''",  # why it failed then
    "ALTER TABLE section_address ADD COLUMN reason TEXT NOT NULL DEFAULT ''",  # why it fails now, without the address
    "ALTER TABLE section_address ADD COLUMN trouble TEXT NOT NULL DEFAULT ''",  # a `library.health.Trouble`
    "ALTER TABLE section_address ADD COLUMN listed INTEGER NOT NULL DEFAULT 0",  # articles, when it last listed any
    "ALTER TABLE section_address ADD COLUMN listed_as TEXT NOT NULL DEFAULT ''",  # a `model.ListingKind`
    "ALTER TABLE section_address ADD COLUMN changed_at INTEGER",  # when it last gave another document
    "ALTER TABLE section_address ADD COLUMN newest_at INTEGER",  # the latest publication it dated, none of the future
    "UPDATE section_address SET failures = 1, failing_since = tried_at WHERE error <> ''",
    # What is known of the past: the newest article, of whichever of its addresses.
    "UPDATE section_address SET newest_at = (SELECT max(sort_at) FROM listing"
    " WHERE listing.section_id = section_address.section_id) WHERE worked_at IS NOT NULL",
)
