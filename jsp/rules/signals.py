"""When a theme comes up more than usual."""

from enum import StrEnum


class Rule(StrEnum):
    """Which rule of EARS (the Early Aberration Reporting System) spoke."""

    C1 = "c1"
    C2 = "c2"
    C3 = "c3"
