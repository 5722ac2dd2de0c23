"""The poster of a school is one sheet of A4, in both languages."""

import re

import pytest

from tests.e2e.conftest import Opener


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_the_poster_is_one_sheet_with_where_else_to_go(opened: Opener, live: str) -> None:
    page = opened()
    for language in ("nl", "en"):
        page.context.add_cookies([{"name": "language", "value": language, "url": live}])
        for school in ("raayland", "gilde"):
            page.goto(f"/{school}/poster")
            assert "/wie-helpt" in page.inner_text(".jsp-poster")
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1, (language, school)
