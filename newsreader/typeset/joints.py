"""Why an article belongs to a storyline, in words."""

from __future__ import annotations

from newsreader.storyline import Joint

MOST_WORDS = 4  # those that tell most


def joint_text(joint: Joint) -> str:
    """Write why: `linked · same place · Orrel, dykes`."""
    return " · ".join(joint_parts(joint))


def joint_parts(joint: Joint) -> tuple[str, ...]:
    """Give the reasons one by one."""
    parts = ["linked"] * joint.is_linked + ["same place"] * joint.is_same_place + [", ".join(joint.words[:MOST_WORDS])]
    return tuple(filter(None, parts))
