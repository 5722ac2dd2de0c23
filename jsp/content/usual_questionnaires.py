"""The questionnaire that comes with this app, as a file that can be read beside it."""

from functools import cache
from pathlib import Path

from jsp.rules.questionnaire import Questionnaire
from jsp.rules.questionnaire_file import read_file

FOLDER = Path(__file__).parent / "questionnaires"
USUAL = "les"


@cache
def usual_questionnaire() -> Questionnaire:
    """What most lessons are followed by."""
    return read_file((FOLDER / f"{USUAL}.toml").read_bytes())
