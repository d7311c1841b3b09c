"""newsreader show --explain: why an article came out as it did."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from newsreader.cli.output import Output
from newsreader.library.results import Explanation
from newsreader.typeset.why import STEPS


def print_explanation(found: Explanation, output: Output, *, as_json: bool) -> None:
    """Print the reasons, as text or as a JSON object."""
    if as_json:
        output.json(_shape(found))
        return
    output.result(found.url)
    output.result(f"Read by the site rule {found.rule}" if found.rule else "Read without a site rule")
    for line in _lines(found):
        output.result(line)


def _shape(found: Explanation) -> dict[str, Any]:
    article = found.reading.article if found.reading else None
    return {
        "url": found.url,
        "rule": found.rule or None,
        "title": article.headline if article else None,
        "notes": list(article.notes) if article else [],
        "error": found.error.user_text if found.error else None,
        "reasons": [
            {"step": reason.step, "rule": reason.rule, "excerpt": reason.excerpt, "score": reason.score}
            for reason in found.reasons
        ],
    }


def _lines(found: Explanation) -> list[str]:
    """Write the reasons in the order of the decisions, those of one step under one heading."""
    lines: list[str] = []
    for step, reasons in groupby(found.reasons, key=lambda reason: reason.step):
        lines += ["", STEPS.get(step, step.capitalize())]
        for reason in reasons:
            score = f"{reason.score:>9.1f}  " if reason.score is not None else "  "
            lines.append(f"{score}{reason.rule}")
            if reason.excerpt:
                lines.append(f"{'':{len(score) + 2}}{reason.excerpt}")
    return lines
