"""A file says under which name it is to be kept, and of which kind it is."""

import pytest

from jsp.downloads import as_file


@pytest.mark.parametrize(("name", "kind"), [
    ("klassen.csv", "text/csv"), ("respect-1.toml", "application/toml"), ("jsp-2026-11-23.zip", "application/zip"),
    ("jsp.v2.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
])  # fmt: skip
def test_it_is_of_the_kind_that_its_name_ends_in(name: str, kind: str) -> None:
    answer = as_file(b"\x00\xff", name)
    assert (answer.mimetype, answer.data) == (kind, b"\x00\xff")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
