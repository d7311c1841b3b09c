from newsreader.typeset.spark import sparkline


def test_bars_are_as_high_as_their_share_and_nothing_is_a_blank() -> None:
    assert sparkline(range(9), 8) == " ▁▂▃▄▅▆▇█"
    assert sparkline((0, 1, 50, 100), 100) == " ▁▄█"
    assert sparkline((0, 0), 0) == "  "
    assert sparkline((3, 200), 100) == "▁█"
