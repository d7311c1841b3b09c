"""Why an article belongs to a storyline, in words."""

from __future__ import annotations

from newsreader.storyline import Joint

MOST_WORDS = 4  # those that tell most


def joint_text(joint: Joint) -> str:
    """Write why: `linked · same place · Orrel, dykes`."""
    parts = ["linked"] * joint.is_linked + ["same place"] * joint.is_same_place + [", ".join(joint.words[:MOST_WORDS])]
    return " · ".join(filter(None, parts))
