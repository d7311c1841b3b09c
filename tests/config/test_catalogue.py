from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsreader.address import is_web_address
from newsreader.config.catalogue import Catalogue, load_catalogue
from newsreader.model import Section

SITES = {
    *("spacewar", "spacedaily", "terradaily", "marsdaily", "moondaily", "saturndaily", "space-travel"),
    *("spacemart", "gpsdaily", "energy-daily", "solardaily", "winddaily", "biofueldaily", "nuclearpowerdaily"),
    *("seeddaily", "sinodaily", "indodaily", "russodaily", "robodaily", "radardaily", "skynightly"),
}
GAZETTE = """
[[source]]
key = "gazette"
name = "The Gazette"
home = "https://gazette.example/"

[[source.section]]
key = "world"
name = "World"
addresses = ["/world/feed.xml", "https://elsewhere.example/world/"]
"""


def by_key(catalogue: Catalogue) -> dict[str, Section]:
    return {section.key: section for section in catalogue.sections}


def with_files(folder: Path, **texts: str) -> Catalogue:
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def section_of_gazette(lines: str) -> str:
    return f'[[source]]\nkey = "gazette"\nname = "G"\nhome = "https://g.example/"\n[[source.section]]\n{lines}\n'


def problem(folder: Path, text: str) -> str:
    catalogue = with_files(folder, mine=text)
    assert catalogue.sections == load_catalogue().sections
    (error,) = catalogue.problems
    assert str(folder / "mine.toml") in error.user_text
    return error.user_text


def test_every_site_of_the_network_is_there() -> None:
    sections = load_catalogue().sections
    assert {str(section.key).partition("/")[0] for section in sections} == SITES
    assert not load_catalogue().problems


def test_every_built_in_section_is_well_formed() -> None:
    sections = load_catalogue().sections
    assert len({section.key for section in sections}) == len(sections)
    for section in sections:
        assert section.name
        assert section.source
        assert len(section.addresses) >= 2, section.key
        assert all(is_web_address(address) for address in section.addresses)
        assert not section.is_own


def test_a_new_library_begins_with_space_war() -> None:
    starters = [section for section in load_catalogue().sections if section.is_starter]
    assert {section.source for section in starters} == {"Space War"}
    names = {section.name for section in starters}
    assert names >= {
        *("Front page", "The Stans", "Nuke Wars", "Missile Defense", "Missile News", "UAV News", "MilTech"),
        *("MilPlex", "Superpowers", "Nano Tech", "Cyber War"),
    }


def test_feeds_are_tried_before_pages() -> None:
    miltech = by_key(load_catalogue())["spacewar/miltech"]
    assert miltech.addresses[0] == "https://www.spacewar.com/Military_Technology.xml"
    assert miltech.addresses[-1].endswith(".html")


def test_a_folder_that_does_not_exist_is_no_problem(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path / "none") == load_catalogue()


def test_a_user_adds_a_source(tmp_path: Path) -> None:
    catalogue = with_files(tmp_path, mine=GAZETTE)
    assert by_key(catalogue)["gazette/world"] == Section(
        key="gazette/world",
        source="The Gazette",
        name="World",
        addresses=("https://gazette.example/world/feed.xml", "https://elsewhere.example/world/"),
    )
    assert catalogue.sections[:-1] == load_catalogue().sections


def test_a_user_adds_a_section_to_a_built_in_source(tmp_path: Path) -> None:
    text = '[[source]]\nkey = "spacewar"\n[[source.section]]\nkey = "x"\nname = "X"\naddresses = ["/x.html"]\n'
    added = by_key(with_files(tmp_path, mine=text))["spacewar/x"]
    assert (added.source, added.addresses) == ("Space War", ("https://www.spacewar.com/x.html",))


def test_a_user_changes_a_built_in_section(tmp_path: Path) -> None:
    before = load_catalogue()
    text = '[[source]]\nkey = "spacewar"\n[[source.section]]\nkey = "uav-news"\naddresses = ["/new.xml"]\n'
    after = with_files(tmp_path, mine=text)
    assert [section.key for section in after.sections] == [section.key for section in before.sections]
    changed = by_key(after)["spacewar/uav-news"]
    assert changed.addresses == ("https://www.spacewar.com/new.xml",)
    assert changed.is_starter
    assert changed.name == "UAV News"


def test_the_digest_follows_the_content(tmp_path: Path) -> None:
    before = load_catalogue(tmp_path).digest
    added = with_files(tmp_path, mine=GAZETTE).digest
    commented = with_files(tmp_path, mine=GAZETTE + "# nothing new\n").digest
    starter = with_files(tmp_path, mine=GAZETTE + "starter = true\n").digest
    assert len({before, added, starter}) == 3
    assert commented == added


def test_one_broken_file_does_not_cost_the_others(tmp_path: Path) -> None:
    catalogue = with_files(tmp_path, a_broken="[[source]\n", b_good=GAZETTE)
    assert "gazette/world" in by_key(catalogue)
    (error,) = catalogue.problems
    assert "a_broken.toml" in error.user_text
    assert "line 1" in error.user_text


def test_a_broken_file_leaves_nothing_behind(tmp_path: Path) -> None:
    text = problem(tmp_path, GAZETTE + '\n[[source.section]]\nkey = "home"\nname = "Home"\naddresses = []\n')
    assert "section 'home'" in text


def test_two_files_may_not_both_claim_a_section(tmp_path: Path) -> None:
    catalogue = with_files(tmp_path, a=GAZETTE, b=GAZETTE)
    (error,) = catalogue.problems
    assert "b.toml" in error.subject
    assert str(tmp_path / "a.toml") in error.detail


def test_two_files_may_share_a_source(tmp_path: Path) -> None:
    other = '[[source]]\nkey = "gazette"\n[[source.section]]\nkey = "sea"\nname = "Sea"\naddresses = ["/sea"]\n'
    catalogue = with_files(tmp_path, a=GAZETTE, b=other)
    assert not catalogue.problems
    assert by_key(catalogue)["gazette/sea"].addresses == ("https://gazette.example/sea",)


def test_what_editors_leave_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".mine.toml").write_text("broken", encoding="utf-8")
    (tmp_path / "mine.toml~").write_text("broken", encoding="utf-8")
    assert load_catalogue(tmp_path) == load_catalogue()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_dangling_link_and_a_folder_are_no_crash(tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.toml").mkdir()
    (error,) = load_catalogue(tmp_path).problems
    assert "folder.toml" in error.subject


def test_a_file_in_place_of_the_folder_is_a_problem(tmp_path: Path) -> None:
    place = tmp_path / "catalogues"
    place.write_text("", encoding="utf-8")
    catalogue = load_catalogue(place)
    assert catalogue.sections
    assert len(catalogue.problems) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[sources]]\nkey = "a"', "did you mean 'source'?"),
        ('source = "a"', "begun by [[source]]"),
        ("source = [1]", "begun by [[source]]"),
        ('[[source]]\nname = "A"', "source 1: key is missing"),
        ('[[source]]\nkey = "New Key"\nname = "A"', "small letters and digits"),
        ('[[source]]\nkey = 3\nname = "A"', "key is 3; allowed: a line of text"),
        ('[[source]]\nkey = "a"', "source 'a': name is missing"),
        ('[[source]]\nkey = "a"\nname = " "', "name is ' '"),
        ('[[source]]\nkey = "a"\nname = "A"\nhome = "ftp://a.example"', "home is 'ftp://a.example'"),
        ('[[source]]\nkey = "a"\nname = "A"\n[[source]]\nkey = "a"\nname = "B"', "source 2: key 'a' stands here a sec"),
        ('[[source]]\nkey = "a"\nname = "A"\nfeed = "x"', "unknown key 'feed'"),
        (section_of_gazette('key = "w"\nname = "W"\nadresses = ["/w"]'), "did you mean 'addresses'?"),
        (section_of_gazette('key = "w"\nname = "W"'), "addresses is []; allowed: a list"),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = "/w"'), "addresses is '/w'; allowed: a list"),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["g.example/w"]'), "addresses has 'g.example/w'"),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["//g.example/w"]'), "addresses has '//g.example/w'"),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["file:///etc/x"]'), "addresses has 'file:///etc/x'"),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = [1]'), "addresses has 1"),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["/w", "/w"]'), "'/w' twice"),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["/w"]\nstarter = 1'), "starter is 1; allowed: true"),
        (
            '[[source]]\nkey = "a"\nname = "A"\n[[source.section]]\nkey = "w"\nname = "W"\naddresses = ["/w"]',
            "paths from / where the source has a home",
        ),
        (
            section_of_gazette('key = "w"\nname = "W"\naddresses = ["/w"]\n[[source.section]]\nkey = "w"'),
            "section 2: key 'w' stands here a second time",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    assert said in problem(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# mine\n\nsources = 1", 3),
        ('[[source]]\nkey = "a"\nname = "A"\n\n[[source]]\nname = "B"', 5),
        ('[[source]]\nkey = "a"\nname = "A"\n[[source]]\nkey = "b"\nnmae = "B"', 6),
        ('[[source]]\nkey = "a"\nname = "A"\n[[source]]\nkey = "a"', 5),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["/w"]\nstarter = 1'), 9),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["/w"]\n[[source.section]]\nkey = "v"\nname = 3'), 11),
        (section_of_gazette('key = "w"\nname = "W"\naddresses = ["/w"]\n[[source.section]]\nkey = "v"\nname = "V"'), 9),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    assert f"(line {line}, " in problem(tmp_path, text)


def test_a_file_cannot_smuggle_escapes_into_names(tmp_path: Path) -> None:
    catalogue = with_files(tmp_path, mine=GAZETTE.replace("The Gazette", "The \\u001b[31mGazette\\u202e"))
    assert by_key(catalogue)["gazette/world"].source == "The Gazette"
