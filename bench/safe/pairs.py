"""Whether two answers that look the same come in the same time: interleaved, many times, by their medians.

Three addresses are asked for in turn: the foreign one, one that nothing has, and another one that nothing has. The
last two tell how far medians differ by chance. A pair is suspect where the foreign one differs from the missing one by
more than so many standard errors of its differences, and by more than two per cent; it is then measured anew, much
longer, and told apart only where that says the same, in the same direction.
"""

import math
import random
from collections.abc import Callable
from statistics import median, stdev
from time import perf_counter
from uuid import uuid4

from flask.testing import FlaskClient

from bench.safe.house import House

REPEATS, AGAIN = 16, 160
SURE = 4.0  # standard errors
SMALL = 0.02  # of the time itself
Pair = tuple[str, str, str, tuple[str, str]]  # who, both addresses, and what it is called
Known = Callable[[FlaskClient, str], bool]
Ask = Callable[[House, FlaskClient, str, str], object]


def times(house: House, pairs: list[Pair], ask: Ask, is_known: Known) -> tuple[list[str], dict[str, object]]:
    """Those that are told apart, and what was measured; a thing that this person may see elsewhere tells nothing."""
    foreign, chance, slow, known = [], [], [], []
    for who, own, missing, name in pairs:
        client = house.visitor(who)
        ratio, sure, null = _measured(house, client, own, missing, ask, REPEATS)
        foreign.append(ratio)
        chance.append(null)
        if sure > SURE and abs(ratio - 1) > SMALL:
            longer, still, _null = _measured(house, client, own, missing, ask, AGAIN)
            if still > SURE and abs(longer - 1) > SMALL and (longer > 1) == (ratio > 1):
                told = known if is_known(client, own) else slow
                told.append(f"{' '.join(name)} {longer:.2f}")
    return slow, {
        "pairs timed": f"{len(pairs)}, each {REPEATS} times interleaved; suspect ones {AGAIN} times more",
        "slower, of things that this person may see elsewhere": "; ".join(known) or 0,
        "foreign / missing, ratio of medians": spread(foreign), "missing / missing (chance)": spread(chance),
    }  # fmt: skip


def _measured(
    house: House, client: FlaskClient, own: str, missing: str, ask: Ask, repeats: int
) -> tuple[float, float, float]:
    """Ratio of the medians, how many standard errors from none, and the same ratio of two that nothing has."""
    other = "/".join(str(uuid4()) if len(part) == 36 and part.count("-") == 4 else part for part in missing.split("/"))
    took: dict[str, list[float]] = {own: [], missing: [], other: []}
    for _turn in range(repeats):
        for where in random.sample([own, missing, other], 3):
            with house.undone():
                began = perf_counter()
                ask(house, client, where, "")
                took[where].append(perf_counter() - began)
    logs = [math.log(one / none) for one, none in zip(took[own], took[missing], strict=True)]
    error = stdev(logs) / math.sqrt(repeats) or 1.0
    return (
        median(took[own]) / median(took[missing]),
        abs(sum(logs) / repeats) / error,
        median(took[other]) / median(took[missing]),
    )


def spread(ratios: list[float]) -> str:
    """From the least to the most, with what lies between."""
    if not ratios:
        return "none"
    held = sorted(ratios)
    places = [held[0], held[len(held) // 20], median(held), held[-1 - len(held) // 20], held[-1]]
    return "least, 5 %, median, 95 %, most: " + ", ".join(f"{each:.2f}" for each in places)
