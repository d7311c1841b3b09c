"""Earlier searches, the newest first, and going through them from what is being typed."""

from __future__ import annotations

from newsreader.text import clean_line

HABIT = "searches"  # under which the library keeps them, one in a line
MAX_SEARCHES = 30
MAX_CHARACTERS = 1000  # of all together; longer habits are not kept


def searches_in(habit: str) -> tuple[str, ...]:
    """Give the searches that were kept."""
    return tuple(line for line in habit.split("\n") if line)[:MAX_SEARCHES]


def habit_of(searches: tuple[str, ...], newest: str) -> str:
    """Write searches with one more, which stands at the beginning now, to be kept; the oldest give way."""
    newest = clean_line(newest)
    kept = [each for each in dict.fromkeys((newest, *searches)) if each][:MAX_SEARCHES]
    while len("\n".join(kept)) > MAX_CHARACTERS:
        del kept[-1]
    return "\n".join(kept)


class Recall:
    """Steps back to earlier searches, and on to what was being typed."""

    def __init__(self, searches: tuple[str, ...] = ()) -> None:
        self.searches = searches
        self._draft = self._given = ""
        self._at = -1  # -1 for the draft

    @property
    def is_earlier(self) -> bool:
        """Whether an earlier search stands in the line."""
        return self._at >= 0

    def typed(self, text: str) -> None:
        """Take what stands in the line for a draft again, unless it is what was put there."""
        if text != self._given:
            self._at = -1

    def step(self, text: str, back: int) -> str | None:
        """Give the search so many steps back from that in the line, None past either end."""
        if self._at < 0:
            self._draft = text
        steps = [each for each in self.searches if each != self._draft.strip()]
        at = self._at + back
        if not -1 <= at < len(steps):
            return None
        self._at = at
        self._given = steps[at] if at >= 0 else self._draft
        return self._given
