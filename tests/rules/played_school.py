"""A school that an attacker can play with: who came, what was set right since, and what the page shows."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jsp.rules.disclosure import WEIGHTS, Released, release

LONG, WAIT = 100, 15  # days of a period, and after it
THEMES = range(1, 7)


@dataclass(frozen=True, slots=True)
class Question:
    """What was written down, on which day, and for which day (which can be changed later on)."""

    theme: int
    registered: int
    on: int
    is_return: bool = False
    is_triaged: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """How figures are made. Ours has none of these."""

    without_noise: bool = False
    live: bool = False  # counted anew at each look, also while the period runs
    same_noise: bool = False  # the noise of a cell is drawn once and used again
    made_anew: bool = False  # a release is made again when a conversation of the period changes
    returns: bool = False
    untriaged: bool = False
    by_editable_day: bool = False
    alike_too: bool = False  # themes are told apart, also where nearly all is of one
    parts: bool = False  # any stretch of days can be asked for


class Silent:
    """A source that draws no noise."""

    def randrange(self, _stop: int, /) -> int:
        return sum(weight for z, weight in WEIGHTS.items() if z < 0)


@dataclass
class School:
    """What the attacker can reach: read the page, wait, send reports, and see to it that days are set right."""

    way: Way
    chance: random.Random
    today: int = 0
    questions: list[Question] = field(default_factory=list)
    made: dict[int, Released] = field(default_factory=dict)

    def came(self, theme: int, times: int = 1, **more: bool) -> None:
        """So often somebody asked about it today."""
        self.questions += [Question(theme, self.today, self.today, **more)] * times

    def wait_for_figures(self, period: int = 0) -> Released:
        """Until those of that period are there."""
        self.today = max(self.today, (period + 1) * LONG + WAIT)
        return self.page()[period]

    def page(self) -> Mapping[int, Released]:
        """All that is shown today."""
        ours = {each for each in range(self.today // LONG + 1) if (each + 1) * LONG + WAIT <= self.today}
        if self.way.live:
            return {each: self._figures(each * LONG, (each + 1) * LONG) for each in range(self.today // LONG + 1)}
        for period in ours - self.made.keys():
            self.made[period] = self._figures(period * LONG, (period + 1) * LONG)
        return self.made

    def ask(self, first: int, last: int) -> Released | None:
        """About a stretch of days of one's own choice."""
        return self._figures(first, last) if self.way.parts else None

    def set_right(self, at: int, **changed: int) -> None:
        """A conversation is corrected."""
        self.questions[at] = replace(self.questions[at], **changed)
        if self.way.made_anew:
            self.made.clear()

    def _figures(self, first: int, last: int) -> Released:
        counts = dict.fromkeys(THEMES, 0)
        for each in self.questions:
            day = each.on if self.way.by_editable_day else each.registered
            if first <= day < last and (self.way.returns or not each.is_return):
                counts[each.theme] += each.is_triaged or self.way.untriaged
        beside = {-1: 10_000, -2: 10_000} if self.way.alike_too else {}
        found = release(counts | beside, self._source(first))
        return replace(found, shown={theme: found.shown[theme] for theme in counts if theme in found.shown})

    def _source(self, cell: int) -> random.Random | Silent:
        if self.way.without_noise:
            return Silent()
        return random.Random(cell) if self.way.same_noise else self.chance
