"""What a released figure says."""

from jsp.rules.released_cell import ABSENT, Cell


def test_nothing_told_is_not_fewer_than_ten() -> None:
    cells = ABSENT, Cell(None), Cell(10)
    assert [cell.is_small for cell in cells] == [False, True, False]
    assert [cell.text for cell in cells] == ["–", "<10", "10"]
