"""Files that the person wrote: settings, catalogues, site rules."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.errors.base import NewsError


class ConfigError(NewsError):
    """A setting, a catalogue or a site rule.

    Args:
        subject: the file, variable or option.
        detail: the line and place, what is wrong and what is allowed.
        key: the place in a TOML file, as TOML writes it; not shown.
    """

    summary = "The configuration is not right"

    def __init__(self, subject: str = "", detail: str = "", key: str = "") -> None:
        super().__init__(subject, detail)
        self.key = key


class SettingsError(ConfigError):
    """The settings, with everything that is wrong in them.

    Args:
        problems: one or more.
    """

    def __init__(self, problems: Sequence[ConfigError]) -> None:
        super().__init__(problems[0].subject, problems[0].detail, problems[0].key)
        self.problems = tuple(problems)

    @property
    def user_text(self) -> str:
        """A sentence for each, on a line of its own."""
        return "\n".join(problem.user_text for problem in self.problems)
