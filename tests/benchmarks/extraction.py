"""Quality and speed of the extractor on annotated real pages, beside its peers, in one run.

Needs the corpora and the scorer in `../shared`; without them it says so and ends well. Peers are measured where they
are installed. Usage: python tests/benchmarks/extraction.py [--limit N] [corpus ...]
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "bench" / "score_extraction.py"
CORPORA = SHARED / "corpus" / "extraction"
PEERS = ("trafilatura", "resiliparse")


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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*")
    parser.add_argument("--limit", type=int, default=0, help="pages of each corpus, 0 for all")
    options = parser.parse_args()
    if not SCORER.exists() or not CORPORA.is_dir():
        print(f"no corpora at {CORPORA}: nothing measured")
        return 0
    names = options.corpora or sorted(folder.name for folder in CORPORA.iterdir() if folder.is_dir())
    extractors = ["tests.benchmarks.extraction:ours"]
    extractors += [f"extraction_peers:{peer}" for peer in PEERS if importlib.util.find_spec(peer)]
    for name in names:
        for extractor in extractors:
            command = [sys.executable, str(SCORER), "--corpus", str(CORPORA / name), "--extractor", extractor]
            command += ["--worst", "0"]
            command += ["--limit", str(options.limit)] if options.limit else []
            command += ["--real-only"] if name == "mozilla" else []
            if subprocess.run(command, cwd=ROOT, check=False).returncode:
                return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
