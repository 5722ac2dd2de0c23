"""A questionnaire as one file (TOML) that JSPs give to each other, and that people can read and change by hand."""

import tomli_w

from jsp.rules.questionnaire import Questionnaire
from jsp.rules.questionnaire_data import checked, to_data
from jsp.rules.toml_file import read_toml

HEAD = """\
# Een vragenlijst na een les. Je kunt dit bestand lezen en wijzigen met een gewone teksteditor.
# faces: wat de gezichtjes zeggen, van nee naar ja
# key: waaraan een stelling herkend wordt; vraagt zij iets anders, geef haar dan een andere key
# nl, en: wat leerlingen lezen; mbo_nl, mbo_en: alleen waar het voor studenten anders is
# in_short = true: ook in de korte versie; at_end = true: alleen na de laatste les

"""


def read_file(data: bytes) -> Questionnaire:
    """The questionnaire in the file. Raises DomainError that says what is wrong, and where."""
    return read_toml(data, checked)


def write_file(questionnaire: Questionnaire) -> str:
    """The file that holds it; reading it gives the same questionnaire."""
    return HEAD + tomli_w.dumps(to_data(questionnaire))
