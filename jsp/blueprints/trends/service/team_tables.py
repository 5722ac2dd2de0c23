"""The tables of the team's page: what stands in them is drawn, read and taken out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from flask_babel import gettext

from jsp.blueprints.trends.service.team_reads import ALL, Series, Sums
from jsp.blueprints.trends.service.team_wish import Frame, Several
from jsp.models.ground import Outcome, Theme
from jsp.models.reference import get_reference
from jsp.rules import trend_table
from jsp.rules.tally import NEW, RETURN, Grain, Split
from jsp.rules.trend_table import Line, Times
from jsp.words import trend_terms
from jsp.words.trend_terms import Shown

ByPlace = Mapping[str, Times]  # by site id, and of all of them by ALL
Kind = tuple[Split, str]  # a value of a split
Figure = Callable[[trend_table.Cell | None], Shown]
UNKNOWN = "unknown"
KNOWN_OF_ALL = (Split.CHANNEL, Split.ASKED_BY, Split.OUTCOME, Split.VISIT)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a column; `is_total`: not drawn."""

    text: str
    short: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `is_before`: of a year before, `is_all`: the conversations themselves."""

    key: str
    name: str
    cells: tuple[Shown, ...]
    icon: str = ""
    is_before: bool = False
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table below its title; `key` is how the page knows it, `rest` what has no conversation and so no row."""

    key: str
    title: str
    first: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    rest: tuple[str, ...] = field(default=())

    @property
    def drawn(self) -> list[Row]:
        """A chart for each of them."""
        return [row for row in self.rows if not row.is_before]

    @property
    def has_before(self) -> bool:
        """Whether a year before stands in it."""
        return any(row.is_before for row in self.rows)

    def as_rows(self) -> list[list[str | int]]:
        """All that stands in it, for a file; whole numbers are numbers."""
        heads: list[str | int] = [self.first, *(head.text for head in self.heads)]
        return [heads, *([row.name, *(_of_file(cell) for cell in row.cells)] for row in self.rows)]


def _of_file(cell: Shown) -> str | int:
    return int(cell.value) if cell.value is not None and cell.value.isdigit() else cell.text


def over_time(frame: Frame, numbers: Series, split: Series | None, times: ByPlace) -> Table:
    """What was chosen over the stretches, with those of a year before below each."""
    figure, before = trend_terms.figures(frame.per), gettext("%(name)s, a year before", name="{}")
    lay = partial(_rows, frame, figure, before)
    rows, rest = lay(ALL, gettext("All conversations"), "", numbers.get(ALL, {}), times[ALL]), []
    for key, name, icon in _keys(frame, numbers, split):
        held = (numbers if split is None else split).get(key, {})
        if any(held.get(first) for first in (*frame.columns, *frame.before) if first is not None):
            rows += lay(key, name, icon, held, times[key if frame.several is Several.BESIDE else ALL])
        else:
            rest.append(name)
    if not any(cell.value not in (None, "0", "0.00") for row in rows if row.is_before for cell in row.cells):
        rows = [row for row in rows if not row.is_before]
    return Table("over-time", _title(frame), _first(frame), _heads(frame), tuple(rows), tuple(rest))


def _keys(frame: Frame, numbers: Series, split: Series | None) -> Iterator[tuple[str, str, str]]:
    """What has a row, in the order in which people know it: its key, its name and its icon."""
    if frame.several is Several.BESIDE:
        yield from ((str(site.id), site.name, "") for site in frame.sites)
    elif split is None:
        yield from ((str(theme.id), trend_terms.theme_name(theme), theme.icon) for theme in _themes(frame, numbers))
    else:
        for value in trend_terms.values(frame.split):
            if value in split or frame.split in KNOWN_OF_ALL:
                yield value, trend_terms.value_name(frame.split, value, frame.site), ""
        if frame.split not in KNOWN_OF_ALL:
            split[UNKNOWN] = _unknown(numbers.get(ALL, {}), split)
            yield UNKNOWN, trend_terms.left_name(frame.split), ""


def _themes(frame: Frame, numbers: Series) -> Sequence[Theme]:
    """Those that can be chosen, and archived ones that were."""
    if frame.theme:
        return [frame.theme]
    return [each for each in get_reference().themes if each.archived_on is None or str(each.id) in numbers]


def _unknown(whole: dict[date, int], split: Series) -> dict[date, int]:
    """What the values leave of all."""
    return {first: number - sum(of.get(first, 0) for of in split.values()) for first, number in whole.items()}


def _rows(
    frame: Frame, figure: Figure, named: str, key: str, name: str, icon: str, numbers: dict[date, int], times: Times
) -> list[Row]:  # fmt: skip
    now = trend_table.line(numbers, times, frame.columns)
    rows = [Row(key, name, _cells(now, figure), icon, is_all=key == ALL)]
    if frame.grain is not Grain.YEAR:
        before = trend_table.line(numbers, times, frame.before)
        rows.append(Row(key, named.replace("{}", name), _cells(before, figure), is_before=True, is_all=key == ALL))
    return rows


def _cells(line: Line, figure: Figure) -> tuple[Shown, ...]:
    return tuple(map(figure, (*line.cells, line.total)))


def _heads(frame: Frame) -> tuple[Head, ...]:
    named = [Head(*trend_terms.head(frame.grain, first)) for first in frame.columns]
    if frame.is_running:
        named[-1] = Head(gettext("%(stretch)s, until now", stretch=named[-1].text), named[-1].short)
    return (*named, Head(gettext("together"), is_total=True))


def _title(frame: Frame) -> str:
    what = gettext("Sites") if frame.several is Several.BESIDE else trend_terms.FIRSTS[frame.split]
    about = f"{what}, {frame.theme.name}" if frame.theme and frame.split is not Split.THEME else what
    return f"{about}: {trend_terms.PERS[frame.per]} {trend_terms.GRAINS[frame.grain]}"


def _first(frame: Frame) -> str:
    return gettext("Site") if frame.several is Several.BESIDE else str(trend_terms.FIRSTS[frame.split])


def visits(sums: Sums) -> Table:
    """New questions and returning ones, by theme."""
    heads = (gettext("conversations"), gettext("new questions"), gettext("came back"), gettext("part that is new"))
    return _by_theme(
        "visits", gettext("New questions and returning ones"), heads, sums, (Split.VISIT, NEW), (Split.VISIT, RETURN)
    )


def referrals(sums: Sums, referred: Outcome) -> Table:
    """What was referred and what was not, by theme: of what has several outcomes nobody knows what else came of it."""
    heads = (
        gettext("conversations"),
        gettext("referred"),
        gettext("not referred"),
        gettext("part that was referred"),
    )
    return _by_theme("referred", gettext("Referred or not"), heads, sums, (Split.OUTCOME, str(referred.id)), None)


def _by_theme(
    key: str, title: str, heads: Sequence[str], sums: Sums, one: Kind, other: Kind | None
) -> Table:  # fmt: skip
    """Conversations, those of the one kind, those of the other (or all that is left), and the part of the first."""
    added, rows = _added(sums), []
    for theme in (None, *get_reference().themes):
        id = theme.id if theme else None
        whole, part = added[id, (Split.THEME, "")], added[id, one]
        if not whole and theme is not None:
            continue
        rest, share = whole - part if other is None else added[id, other], trend_table.share(part, whole)
        shown = [Shown(text, text) for text in map(str, (whole, part, rest))]
        shown.append(Shown(trend_terms.NOTHING if share is None else f"{share}%"))
        name = trend_terms.theme_name(theme) if theme else gettext("All conversations")
        rows.append(Row(str(id) if theme else ALL, name, tuple(shown), is_all=theme is None))
    return Table(key, title, gettext("Theme"), tuple(Head(text) for text in heads), tuple(rows))


def _added(sums: Sums) -> Counter[tuple[int | None, Kind]]:
    """Of a theme wherever it stood; of all themes (None) the conversations, each once."""
    added: Counter[tuple[int | None, Kind]] = Counter()
    for (_site, split, theme_id, value), (all_, main) in sums.items():
        added[theme_id, (split, value)] += all_
        added[None, (split, value)] += main
    return added


def missing(frame: Frame, sums: Sums, rostered: dict[int, set[int]]) -> Table:
    """What was asked for while nobody of that discipline stood in the rota of the site."""
    rows = [
        row for site in frame.sites if rostered[site.id] for row in _missing_at(frame, site.id, sums, rostered[site.id])
    ]
    heads = (Head(gettext("site")), Head(gettext("who would know about it")), Head(gettext("conversations")))
    return Table(
        "missing", gettext("Asked for, but not in the rota"), gettext("What was asked for"), heads, tuple(rows)
    )


def _missing_at(frame: Frame, site_id: int, sums: Sums, there: set[int]) -> Iterator[Row]:
    held = get_reference()
    site = held.site(site_id).name
    for theme in held.themes:
        number, of = sums.get((site_id, Split.THEME, theme.id, ""), (0, 0))[0], [each.id for each in theme.disciplines]
        if number and of and not there.intersection(of):
            names = ", ".join(trend_terms.discipline_name(id) for id in of)
            yield Row(
                f"theme-{theme.id}-{site_id}", trend_terms.theme_name(theme), _missed(site, names, number), theme.icon
            )
    for one in held.disciplines:
        number = sum(
            main
            for (at, split, _t, value), (_a, main) in sums.items()
            if (at, split, value) == (site_id, Split.DISCIPLINE, str(one.id))
        )
        if number and one.id not in there:
            name = gettext("asked for by name: %(discipline)s", discipline=one.name)
            yield Row(f"discipline-{one.id}-{site_id}", name, _missed(site, one.name, number))


def _missed(site: str, who: str, number: int) -> tuple[Shown, ...]:
    return Shown(site), Shown(who), Shown(str(number), str(number))
