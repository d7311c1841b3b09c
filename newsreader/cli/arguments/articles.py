"""What the commands about articles take."""

from __future__ import annotations

import argparse

from newsreader.cli.arguments.command import Command
from newsreader.cli.arguments.values import address_or_id, positive, web_address, width

DEFAULT_LIMIT = 50


def _define_list(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "List articles, newest first: number, • unread, ★ starred, ◷ to be read later, ● text in the library, ◐ a"
        " teaser or ○ neither, day, headline."
    )
    parser.add_argument("--section", metavar="S", help="only this section or publication")
    parser.add_argument("--unread", action="store_true", help="only what is unread")
    parser.add_argument(
        "--limit", metavar="N", type=positive, default=DEFAULT_LIMIT, help=f"at most N articles ({DEFAULT_LIMIT})"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _define_search(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Search headlines, bylines, datelines and texts. Write the query in single quotes: words, war* for beginnings, "
        '"phrases", -without, this OR that, title: author: place: agency: site: lang: section:"uav news", '
        "after:2026-01 before:2026-02-15 after:7d, is:unread is:read is:starred is:later is:cached has:image."
    )
    parser.add_argument("query", metavar="QUERY", nargs="*", help="what to look for; after -- when it begins with -")
    parser.add_argument(
        "--limit", metavar="N", type=positive, default=DEFAULT_LIMIT, help=f"at most N articles ({DEFAULT_LIMIT})"
    )
    parser.add_argument("--json", action="store_true", help="print JSON: an array, of --save and --forget an object")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--save", metavar="NAME", help="keep the search; it is listed as a section of this name")
    what.add_argument("--forget", metavar="NAME", help="remove a saved search")
    what.add_argument("--saved", action="store_true", help="list the saved searches")
    what.add_argument("--index", action="store_true", help="index first whatever is not indexed yet")


def _define_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "article", metavar="ADDRESS-or-ID", type=address_or_id, help="any address, or a number that list prints"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    parser.add_argument("--width", metavar="N", type=width, help="set in lines of N cells")
    parser.add_argument("--refresh", action="store_true", help="fetch the page again")
    about = parser.add_mutually_exclusive_group()
    about.add_argument(
        "--diff",
        action="store_true",
        help="show word by word what changed since you read it, or since the version before",
    )
    about.add_argument("--explain", action="store_true", help="say what was chosen and dropped on the page, and why")
    parser.add_argument("--rule", metavar="FILE", help="read the page by this site rule; nothing is kept")


def _define_split(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Make a story an article of its own again, with its sections and marks, that was wrongly taken for a copy of"
        " another. The two stay apart for good."
    )
    parser.add_argument(
        "address", metavar="ADDRESS", type=web_address, help="where the copy stands, as also_at of show --json names it"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def _define_story(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "List what the library has of the developing story of an article, the oldest first, with why each belongs to"
        " it: linked, the same place, the rare words that both have."
    )
    parser.add_argument(
        "article", metavar="ADDRESS-or-ID", type=address_or_id, help="an address, or a number that list prints"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _define_edition(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "List the edition of the day: as much unread as can be read in some minutes, spread over the sections, one"
        " article of each story. It is made once and is the same for the rest of the day; what is read stays in it."
    )
    parser.add_argument(
        "--minutes", metavar="N", type=positive, help="of reading; edition_minutes of the settings by default"
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object")


COMMANDS = {
    "list": Command(
        _define_list,
        "list articles, newest first",
        ("list --unread --limit 20", 'list --section "The Stans"', "list --json --limit 500 | jq -r '.[].title'"),
    ),
    "search": Command(
        _define_search,
        "search articles, or keep a search",
        (
            "search 'drone place:kyiv after:7d'",
            "search --save Drones 'drone* OR uav'  # list --section Drones lists what it finds",
            "search --saved",
        ),
    ),
    "show": Command(
        _define_show,
        "show one article, cleaned",
        ("show 12", "show https://www.example.com/story.html --json", "show 12 --diff", "show 12 --explain"),
    ),
    "split": Command(
        _define_split,
        "part two articles that were taken for one",
        ("split https://www.example.com/other-story.html",),
    ),
    "story": Command(
        _define_story,
        "list the articles of one developing story",
        ("story 12", "story https://www.example.com/story.html", "story 12 --json | jq -r '.[].url'"),
    ),
    "edition": Command(
        _define_edition,
        "list what to read in 20 minutes, or in others",
        ("edition", "edition --minutes 45", "edition --json | jq -r '.articles[].title'"),
    ),
}
