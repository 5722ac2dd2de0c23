"""The pages of a questionnaire that runs, which only a teacher who began one sees, and those on the phone."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Opener
from tests.e2e.places import Place
from tests.e2e.test_every_page import Watched, invalid
from tests.e2e.test_phones import start

FILLED = """() => {
    const form = document.querySelector("form[data-fill]");
    form.elements.at.value = 8;
    form.removeAttribute("data-fill");
    form.submit();
}"""


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_the_pages_of_one_that_runs(opened: Opener, live: str, tmp_path: Path) -> None:
    board, id, code, _secret = start(live, opened, "mehmet", "PW42")
    board.close()
    teacher, pupil = (Watched(opened(by=by, reduced_motion="reduce"), "nl") for by in ("mehmet", None))
    problems: list[str] = []
    for at, page in enumerate(("board", "paper", "sheet", "close", "again")):
        problems += look(teacher, Place("mehmet", f"/evaluations/{id}/{page}"), tmp_path / f"{at}.html")
    for at, place in enumerate((
        Place(None, "/les"), Place(None, "/les?code=12", status=422), Place(None, f"/les/{code}"),
        Place(None, f"/les/{code}", FILLED), Place(None, "/les/klaar/gilde"), Place(None, "/les/123456", status=404),
    )):  # fmt: skip
        problems += look(pupil, place, tmp_path / f"p{at}.html")
    problems += [f"{Path(path).name}: {problem}" for path, problem in invalid(tmp_path)]
    assert not problems, "\n".join(["", *problems])


def look(watched: Watched, place: Place, file: Path) -> list[str]:
    return [f"{place}: {problem}" for problem in watched.look(place, file)]
