"""A backup in which nothing is sealed says nothing of the key."""

from pathlib import Path

from sqlalchemy import URL

from tests.backups.conftest import Run, change, spelled


def test_a_key_that_opened_nothing_was_not_seen_to_fit(own: URL, target: URL, run: Run, tmp_path: Path) -> None:
    change(own, "UPDATE contact SET note_sealed = NULL, strengths_sealed = NULL")
    run("backup")
    [made] = (tmp_path / "backups").glob("*.backup")
    said = run("restore", made, "--into", spelled(target)).output
    assert "Nothing sealed is in it" in said
    assert "were opened" not in said
