"""What each part of an article looks like."""

from __future__ import annotations

from newsreader.typeset.line import Role

COMPONENTS = frozenset(f"article--{role.value}" for role in Role) | {
    "article--link",
    "article--link-remote",
    "article--hint",
    "article--chosen",
    "article--match",
    "article--match-here",
    "article--inline-code",
}
# Here and not in the app's sheet: read with the first article, the first screen does not wait for them.
STYLES = """
ArticleView {
    scrollbar-gutter: stable;
}

ArticleView > .article--label {
    color: $accent;
}

ArticleView > .article--headline {
    text-style: bold;
}

ArticleView > .article--byline, ArticleView > .article--dateline {
    color: $foreground 65%;
}

ArticleView > .article--subhead {
    color: $primary;
    text-style: bold;
}

ArticleView > .article--minor-subhead {
    color: $primary;
}

ArticleView > .article--quote {
    color: $foreground 85%;
    text-style: italic;
}

ArticleView > .article--marker {
    color: $accent;
}

ArticleView > .article--code {
    color: $foreground 90%;
}

ArticleView > .article--code-keyword {
    color: $primary;
}

ArticleView > .article--code-name {
    text-style: bold;
}

ArticleView > .article--code-string {
    color: $success;
}

ArticleView > .article--code-number {
    color: $warning;
}

ArticleView > .article--code-comment {
    color: $foreground 60%;
    text-style: italic;
}

ArticleView > .article--added {
    color: $success;
    text-style: underline;
}

ArticleView > .article--removed {
    color: $error;
    text-style: strike;
}

ArticleView > .article--end {
    color: $foreground 65%;
}

ArticleView > .article--table-head {
    text-style: bold;
}

ArticleView > .article--caption, ArticleView > .article--teaser {
    color: $foreground 65%;
}

ArticleView > .article--caption {
    text-style: italic;
}

ArticleView > .article--picture {
    background: $surface;
    color: $foreground 65%;
}

ArticleView > .article--rule {
    color: $foreground 25%;
}

ArticleView > .article--panel {
    color: $accent;
    text-style: bold;
}

ArticleView > .article--group {
    color: $foreground 65%;
    text-style: bold;
}

ArticleView > .article--note {
    color: $warning;
}

ArticleView > .article--link {
    color: $primary;
    text-style: underline;
}

ArticleView > .article--link-remote {
    color: $primary 80%;
}

ArticleView > .article--hint {
    background: $accent;
    color: $background;
    text-style: bold;
}

ArticleView > .article--chosen {
    text-style: reverse bold;
}

ArticleView > .article--match {
    background: $warning 40%;
    color: $foreground;
}

ArticleView > .article--match-here {
    background: $warning;
    color: $background;
    text-style: bold underline;
}

ArticleView > .article--inline-code {
    color: $success;
}
"""
