"""A guide as one file (TOML) that JSPs give to each other, and that people can read and change by hand."""

import tomli_w

from jsp.rules.guide import Guide
from jsp.rules.guide_data import checked, to_data
from jsp.rules.toml_file import read_toml

HEAD = """\
# Een gespreksleidraad. Je kunt dit bestand lezen en wijzigen met een gewone teksteditor.
# nl: wat op het scherm staat; en: hetzelfde in het Engels, mag leeg blijven
# key: waaraan een vraag herkend wordt; vraagt zij iets anders, geef haar dan een andere key
# prompt: wat je zegt als het stil blijft; theme: onder welk kopje zij staat; minutes: hoe lang zij mag duren

"""


def read_file(data: bytes) -> Guide:
    """The guide in the file. Raises DomainError that says what is wrong, and where."""
    return read_toml(data, checked)


def write_file(guide: Guide) -> str:
    """The file that holds it; reading it gives the same guide."""
    return HEAD + tomli_w.dumps(to_data(guide))
