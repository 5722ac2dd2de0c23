"""A programme as one file (TOML) that JSPs give to each other, and that people can read and change by hand."""

import tomli_w

from jsp.rules.programme import Programme
from jsp.rules.programme_data import checked, to_data
from jsp.rules.refusal import N_, DomainError
from jsp.rules.toml_file import MOST_BYTES, read_toml

HEAD = """\
# Een lessenreeks voor een Jongeren Service Punt. Je kunt dit bestand lezen en wijzigen met een gewone teksteditor.
# kind: lesson (les), repetition (herhaalles), meeting (bijeenkomst), film
# methods: verbal (verbaal), mental (mentaal), physical (fysiek)
# form: role_play (rollenspel), physical_exercise (fysieke oefening), video, theatre (theater),
#       behaviour_practice (oefenen met gedrag), discussion (gesprek), writing (schrijven), other (anders)
# teacher en jsp: lead (leidt), support (ondersteunt), observe (observeert)
# is_core = true: dit is de rode draad, die krijgt elke klas

"""


def read_file(data: bytes) -> Programme:
    """The programme in the file. Raises DomainError that says what is wrong, and where."""
    return read_toml(data, checked)


def write_file(programme: Programme) -> str:
    """The file that holds it; reading it gives the same programme."""
    return HEAD + tomli_w.dumps(to_data(programme), multiline_strings=True)


def check_size(programme: Programme) -> None:
    """Refuse what would not fit in a file that can be read again. Raises DomainError."""
    if len(write_file(programme).encode()) > MOST_BYTES:
        raise DomainError(N_("This programme is too large. As a file it may be %(most)d kB."), most=MOST_BYTES // 1024)
