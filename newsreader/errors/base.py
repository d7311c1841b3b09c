"""What every error is."""

from __future__ import annotations

from typing import ClassVar


class NewsError(Exception):
    """An expected failure. `user_text` is for the person; `detail` and `__cause__` are for the log.

    Args:
        subject: what it is about: an address, a file, a name.
        detail: what exactly happened, in few words; shown too.
    """

    summary: ClassVar[str] = "Something went wrong"
    hint: ClassVar[str] = ""

    def __init__(self, subject: str = "", detail: str = "") -> None:
        from newsreader.address import without_password  # here, because nothing fails at most starts
        from newsreader.text import clean_line

        subject, detail = without_password(subject), without_password(detail)
        super().__init__(subject, detail)
        self.subject = clean_line(subject)
        self.detail = clean_line(detail)

    def __str__(self) -> str:
        return self.user_text

    def __reduce__(self) -> tuple[object, ...]:
        """Cross to another process with all that it says."""
        return _restored, (type(self), self.args, vars(self))

    @property
    def user_text(self) -> str:
        """One or two sentences: what, which, what to do."""
        parts = [self.summary]
        if self.subject:
            parts.append(f": {self.subject}")
        if self.detail:
            parts.append(f" ({self.detail})")
        sentence = "".join(parts).rstrip(".") + "."
        return f"{sentence} {self.hint}".rstrip()


class InternalError(NewsError):
    """Our own fault; the log has the rest."""

    summary = "newsreader itself failed"
    hint = "The log file has the details."


def _restored(kind: type[NewsError], args: tuple[object, ...], says: dict[str, object]) -> NewsError:
    error = kind.__new__(kind, *args)
    vars(error).update(says)
    return error
