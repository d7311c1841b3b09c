"""newsreader backup: copy the library, go back to a copy, save what can be saved."""

from __future__ import annotations

import argparse
from pathlib import Path

from newsreader.cli.exits import Exit
from newsreader.cli.output import Output
from newsreader.library import utc_now
from newsreader.library.backups import back_up, restore, save_what_can_be_read
from newsreader.typeset.counts import counted


async def run(library: Path, args: argparse.Namespace, output: Output) -> Exit:
    """Do it to a library's file, which is not open."""

    def progress(done: int, total: int) -> None:
        output.progress(f"{100 * done // max(total, 1)}% of {total * 4 // 1000} MB")

    if args.salvage:
        return await _salvage(library, output, as_json=args.json)
    if args.restore:
        file = Path(args.restore)
        aside = await restore(library, file, utc_now(), progress)
        output.end_progress()
        if args.json:
            output.json({"restored": str(file), "set_aside": _path_shape(aside)})
        else:
            output.result(f"The library is that of {file} again.")
            _say_set_aside(aside, output)
        return Exit.DONE
    file = Path(args.file)
    await back_up(library, file, progress, overwrite=args.force)
    output.end_progress()
    size = file.stat().st_size
    if args.json:
        output.json({"file": str(file), "bytes": size})
    else:
        output.result(f"Backed up to {file} ({size / 1e6:.1f} MB).")
    return Exit.DONE


async def _salvage(library: Path, output: Output, *, as_json: bool) -> Exit:
    output.progress("Reading what can be read …")
    rescued = await save_what_can_be_read(library, utc_now())
    output.end_progress()
    saved = rescued.salvaged
    if as_json:
        counts = {"articles": saved.articles, "texts": saved.texts, "marks": saved.marks, "sections": saved.sections}
        output.json(counts | {"damaged": list(saved.damaged_tables), "set_aside": _path_shape(rescued.aside)})
        return Exit.DONE
    output.result(
        f"Saved {counted(saved.articles, 'article')}, {saved.texts} of them with their text,"
        f" {counted(saved.marks, 'mark')} and {counted(saved.sections, 'section')}."
    )
    if saved.damaged_tables:
        output.result(f"Something is lost of: {', '.join(saved.damaged_tables)}.")
    _say_set_aside(rescued.aside, output)
    return Exit.DONE


def _path_shape(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _say_set_aside(aside: Path | None, output: Output) -> None:
    if aside is not None:
        output.result(f"The library as it was is {aside}.")
