"""What a page shows of scores: drawings with the figures below, never a ranking."""

import re

from tests.browser import Browser
from tests.waves.conftest import BASELINE, HEAD, bring_in

SAID = (
    "means of groups of five people or more", "never a class or a teacher", "this is no ranking",
    "not the safety monitor that the law asks of a school",
)  # fmt: skip


def test_units_stand_by_the_alphabet_in_drawing_and_table(nora: Browser) -> None:
    rows = "\n".join(f"{unit};flexibiliteit;{mean};0,5;12" for unit, mean in (("vo", 2), ("Po", 5), ("so", 3)))
    id = bring_in(nora, f"{HEAD}\n{rows}\n", "isjo-teachers")
    page = nora.get(f"/waves/{id}")
    drawn, table = page.words.split("The same in figures")
    assert drawn.index("po 5.00 n 12") < drawn.index("so 3.00 n 12") < drawn.index("vo 2.00 n 12")
    assert table.index("po 5.00") < table.index("so 3.00") < table.index("vo 2.00")
    assert all(each in table for each in SAID)
    assert re.findall(r'<circle class="is-mean" cx="([\d.]+%)"', page.text) == ["96%", "50%", "27%"]


def test_the_largest_gap_comes_first_in_words_and_figures(nora: Browser) -> None:
    id = bring_in(nora, (BASELINE / "competences-teachers.csv").read_bytes(), "competences-teachers")
    page = nora.get(f"/waves/{id}")
    assert "Samenwerken met ouders 1.10 large gap (importance 4.50, realised 3.40)" in page.words
    assert "Een veilige sfeer maken 0.50 some gap" in page.words
    assert page.words.index("Samenwerken met ouders") < page.words.index("Een veilige sfeer maken")
    assert "Large gap: a difference of 1.00 or more. Some gap: 0.50 or more." in page.words
    assert "about their own competences stays with that teacher" in page.words


def test_years_stand_side_by_side_where_the_scale_is_the_same(nora: Browser, bart: Browser) -> None:
    old = bring_in(nora, f"{HEAD}\npo;taakmotivatie;3,84;0,61;511\nvo;taakmotivatie;3;;40\n", year="2018")
    assert "The years side by side" not in nora.get(f"/waves/{old}").words
    bring_in(nora, f"{HEAD}\npo;taakmotivatie;3,8;;498\n", year="2020")
    bring_in(nora, f"{HEAD}\npo;taakmotivatie;3,9;;498\npo;cognitief zelfvertrouwen;3;;498\n", year="2019")
    page = nora.get("/waves/years/cool-pupils")
    assert "po 2018-2019 3.84 , 2019-2020 3.90 , 2020-2021 3.80" in page.words
    assert "Each year has its own shape: 2020-2021 2019-2020 2018-2019" in page.words
    drawn = page.text.partition('<svg class="jsp-scale"')[2]
    assert [
        drawn.count(shape) >= 2 for shape in ('<circle class="is-mean"', '<circle class="is-wish"', 'd="M-6-6h12')
    ] == [True] * 3
    assert "Task motivation vo 3.00 (sd –, n 40) –" in page.words
    assert "Cognitive confidence" not in page.words
    assert bart.get("/waves/years/cool-pupils").status == 404
    assert nora.get("/waves/years/isjo-teachers").status == nora.get("/waves/years/wish").status == 404
