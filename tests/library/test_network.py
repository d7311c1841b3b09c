"""A dead network is noticed, names are left alone for a while, and this machine's own sites are not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from newsreader.errors import OfflineError, UnreachableError
from newsreader.library import Library
from newsreader.library.web import RETRY_AFTER, STILL_UP
from tests.fakes import offline
from tests.library.paper import Clock, Paper, dead, paper_library, story_page

ONE, OTHER, THIRD = "https://one.example/a", "https://other.example/a", "https://third.example/a"
LITERALS = ("http://127.0.0.1:8080/a", "http://[::1]:8080/a", "http://localhost:8080/a")


@pytest.fixture
def paper() -> Paper:
    paper = Paper()
    paper.pages = {url: dead(url) for url in (ONE, OTHER)}
    paper.pages |= {url: story_page(1) for url in (THIRD, *LITERALS)}
    return paper


async def fails_with(kind: type[Exception], library: Library, url: str) -> None:
    with pytest.raises(kind):
        await library.read_address(url)


async def find_it_dead(library: Library) -> None:
    for url in (ONE, OTHER):
        await fails_with(UnreachableError, library, url)


async def test_one_silent_site_is_only_a_suspicion(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await fails_with(UnreachableError, library, ONE)
        assert library.network.is_down
        await library.read_address(THIRD)
        assert not library.network.is_down


async def test_two_silent_sites_keep_us_from_asking_names_for_a_while(tmp_path: Path, paper: Paper) -> None:
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await find_it_dead(library)
        asked = len(paper.asked)
        clock.now += RETRY_AFTER - timedelta(seconds=1)
        await fails_with(OfflineError, library, THIRD)
        assert len(paper.asked) == asked
        clock.now += timedelta(seconds=1)
        await library.read_address(THIRD)
        assert not library.network.is_down
        assert not library.network.is_offline


@pytest.mark.parametrize("url", LITERALS)
async def test_hosts_that_need_no_name_server_are_asked_all_the_same(tmp_path: Path, paper: Paper, url: str) -> None:
    async with paper_library(tmp_path, paper) as library:
        await find_it_dead(library)
        await library.read_address(url)
        assert library.network.is_down  # their answer proves nothing


async def test_a_site_that_fails_while_others_answer_is_its_own_fault(tmp_path: Path, paper: Paper) -> None:
    clock = Clock()
    async with paper_library(tmp_path, paper, clock=clock) as library:
        await library.read_address(THIRD)
        await find_it_dead(library)
        assert not library.network.is_down
        clock.now += STILL_UP + timedelta(seconds=1)
        await fails_with(UnreachableError, library, ONE)
        assert library.network.is_down


async def test_asked_to_be_offline_nothing_is_ever_asked(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper, settings=offline()) as library:
        assert library.network.is_offline
        assert not library.network.is_down
        for url in (THIRD, *LITERALS):
            await fails_with(OfflineError, library, url)
    assert paper.asked == []


async def test_closing_the_library_lets_go_of_the_network(tmp_path: Path, paper: Paper) -> None:
    async with paper_library(tmp_path, paper) as library:
        await library.read_address(THIRD)
        assert not paper.is_closed
    assert paper.is_closed
