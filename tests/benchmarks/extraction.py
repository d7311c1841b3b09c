"""Quality and speed of the extractor on annotated real pages, beside its peers, in one run.

Needs the corpora and the scorer in `../shared`; without them it says so and ends well. Peers are measured where they
are installed. Quality is the scorer's own; speed is given as the ratio of pages per CPU second to the first peer's.
Usage: python tests/benchmarks/extraction.py [--limit N] [--rounds N] [corpus ...]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "bench" / "score_extraction.py"
CORPORA = SHARED / "corpus" / "extraction"
OURS = "tests.benchmarks.extraction:ours"
PEERS = ("trafilatura", "resiliparse")

Report = dict[str, Any]


def ours(html: bytes | str, url: str | None) -> dict[str, Any] | None:
    """Give what the scorer asks for; a page without an article gives nothing."""
    from newsreader.errors import ExtractError
    from newsreader.extract import extract_article

    try:
        article = extract_article(html, url or "https://example.org/")
    except ExtractError:
        return None
    return {
        "text": article.text,
        "title": article.headline,
        "author": ", ".join(article.byline),
        "date": article.published_day.isoformat() if article.published_day else None,
        "site_name": article.site,
        "lang": article.lang,
    }


def measured(corpus: Path, extractor: str, limit: int) -> Report | None:
    """Run the scorer once; None when it fails."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        command = [sys.executable, str(SCORER), "--corpus", str(corpus), "--extractor", extractor]
        command += ["--worst", "0", "--json", report.name]
        command += ["--limit", str(limit)] if limit else []
        command += ["--real-only"] if corpus.name == "mozilla" else []
        done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
        return json.loads(Path(report.name).read_text("utf-8")) if done.returncode == 0 else None


def row(corpus: str, extractor: str, reports: list[Report], reference: list[Report]) -> str:
    """Set one line of the table; the ratio is the median over the rounds, each to the reference of its round."""
    scores = reports[0]
    pairs = zip(reports, reference, strict=True)
    ratio = statistics.median(mine["pages_per_s"] / other["pages_per_s"] for mine, other in pairs)
    found = " ".join(
        f"{name} {counts['loose']:.3f}" for name, counts in scores["metadata"].items() if counts.get("annotated")
    )
    speed = statistics.median(report["pages_per_s"] for report in reports)
    return (
        f"{corpus:12} {extractor:12} {scores['f1']:.4f} {scores['precision']:.4f} {scores['recall']:.4f} "
        f"{speed:9.1f} {ratio:6.2f}  {found}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*")
    parser.add_argument("--limit", type=int, default=0, help="pages of each corpus, 0 for all")
    parser.add_argument("--rounds", type=int, default=1, help="runs of each, in turn")
    options = parser.parse_args()
    if not SCORER.exists() or not CORPORA.is_dir():
        print(f"no corpora at {CORPORA}: nothing measured")
        return 0
    names = options.corpora or sorted(folder.name for folder in CORPORA.iterdir() if folder.is_dir())
    extractors = {"ours": OURS}
    extractors |= {peer: f"extraction_peers:{peer}" for peer in PEERS if importlib.util.find_spec(peer)}
    reference = next((peer for peer in PEERS if peer in extractors), "ours")
    print(f"{'corpus':12} {'extractor':12} F1     precis. recall   pages/s  ratio  found of what is annotated, loosely")
    for name in names:
        rounds: dict[str, list[Report]] = {extractor: [] for extractor in extractors}
        for _ in range(options.rounds):
            for extractor, spec in extractors.items():
                report = measured(CORPORA / name, spec, options.limit)
                if report is None:
                    return 1
                rounds[extractor].append(report)
        for extractor, reports in rounds.items():
            print(row(name, extractor, reports, rounds[reference]), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
