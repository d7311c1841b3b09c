"""Whether the person's own programs can be started, and how they ended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import fields

from newsreader.config.settings import Settings
from newsreader.library.doctor.finding import Finding, broken, found, warning
from newsreader.store.hooks import HookFailure


def check_hooks(settings: Settings) -> Iterator[Finding]:
    """Look whether each hook's program is there."""
    for each in fields(settings.hooks):
        command = getattr(settings.hooks, each.name)
        if not command:
            continue
        if shutil.which(command[0]) is None:
            advice = f"Correct hooks.{each.name} in config.toml: a program on the PATH, or its whole path."
            yield broken("hooks", "a hook's program is not there", advice, subject=command[0])
        else:
            yield found("hooks", f"the program of the hook {each.name} is there", command[0])


def check_hook_failures(settings: Settings, failures: Sequence[HookFailure]) -> Iterator[Finding]:
    """Look how the hooks that are still set ended when they ran last."""
    for failure in failures:
        if getattr(settings.hooks, failure.event, ()):
            times = "once" if failure.failures == 1 else f"{failure.failures} times"
            what = f"the hook {failure.event} has failed {times}"
            advice = f"Try the program by hand; the setting is hooks.{failure.event} in config.toml."
            yield warning("hooks", what, advice, why=failure.why)
