"""The visitor of the tests looks critically, also at a page of a shape that it has seen before."""

import pytest

from tests.browser import problems, shape_of

PAGE = '<!doctype html><html lang="nl"><head><title>Vandaag</title></head><body>{}</body></html>'
GOOD = '<p class="{}">{} &amp; {}</p>'


def told(body: str) -> tuple[object, ...]:
    page = PAGE.format(body)
    return problems(page, shape_of(page))


@pytest.mark.parametrize(
    "broken",
    ["<p>Sanne</div>", "<p>a & b &am; c</p>", '<p id="a" id="b">a</p>', "<ul><li>a</ul></p>", "<p <b>a</b>",
     '<p class="a>b</p>', "<table><p>a</p></table>", "<p>a &nosuch; b</p>"],
)  # fmt: skip
def test_what_is_no_html_is_found_however_often_it_comes(broken: str) -> None:
    assert told(GOOD.format("a", "b", "c")) == ()
    assert told(broken)
    assert told(broken)
    assert told(GOOD.format("d", "e", "f")) == ()


def test_words_and_values_alone_make_no_other_shape() -> None:
    assert shape_of(GOOD.format("a", "b", "c")) == shape_of(GOOD.format("d e", "ë", "&lt;"[:0]))
    assert shape_of("<p class='a'>") != shape_of("<p id='a'>")
