"""The directory as it is searched: read once in each process, and again once something in it or in a theme changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import current_app
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.directory import Partner, PartnerKind, partner_site, partner_theme
from jsp.models.directory_rows import WHOLE
from jsp.models.ground import CrisisLine, Theme
from jsp.models.history import GroundChange
from jsp.models.reference import Reference, get_reference
from jsp.rules.crisis import signs
from jsp.rules.directory_search import Entry, Index
from jsp.rules.referral import Help
from jsp.rules.theme_words import LINE_WORDS

KEY = "jsp-directory"
KINDS = ("partners", "themes")  # in the history of what changed
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the list is narrowed by: ids of themes and sites, the kind, light or specialised."""

    themes: frozenset[int]
    sites: frozenset[int]
    kind: PartnerKind
    help: Help
    is_for_pupils: bool

    def is_near(self, site_id: int) -> bool:
        """Whether somebody of that site has something of it: it is not there for other schools alone."""
        return not self.sites or site_id in self.sites


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All that can be chosen. `stamp`: the changes that it knows of; `reference`: when it was last looked whether."""

    index: Index[int]
    facts: Mapping[int, Facts]
    stamp: Stamp
    reference: Reference

    def search(self, text: str, narrowed: "Narrowed") -> list[int]:
        """The ids of what fits, best first."""
        return self.index.search(text, lambda id: narrowed.takes(self.facts[id]))

    def search_apart(self, text: str, narrowed: "Narrowed") -> tuple[list[int], list[int]]:
        """The same, and apart from it what only looks like what was typed."""
        return self.index.search_apart(text, lambda id: narrowed.takes(self.facts[id]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What somebody wants to see of the directory: all, or only what fits; `but` is the one kind that does not."""

    theme: int | None = None
    kind: PartnerKind | None = None
    help: Help | None = None
    sites: frozenset[int] | None = None
    but: PartnerKind | None = None

    def takes(self, facts: Facts) -> bool:
        """Whether this is part of it."""
        return all((
            self.theme is None or self.theme in facts.themes,
            self.kind is None or self.kind is facts.kind,
            self.but is not facts.kind,
            self.help is None or facts.help in (self.help, Help.BOTH),
            self.sites is None or not self.sites.isdisjoint(facts.sites),
        ))  # fmt: skip


def get_directory() -> Directory:
    """As new as the reference is: whether it changed is asked whenever that was read again."""
    reference = get_reference()
    kept: Directory | None = current_app.extensions.get(KEY)
    if kept is not None and kept.reference is reference:
        return kept
    stamp = _stamp()
    kept = replace(kept, reference=reference) if kept and kept.stamp == stamp else _read(reference, stamp)
    current_app.extensions[KEY] = kept
    return kept


def forget_directory() -> None:
    """Read it again at the next question, whatever was written down of changes."""
    current_app.extensions.pop(KEY, None)


def get_rows(ids: Sequence[int]) -> list[Partner]:
    """The entries with these ids, in that order."""
    if not ids:
        return []
    query = select(Partner).where(Partner.id.in_(ids)).options(*WHOLE)
    found = {row.id: row for row in db.session.scalars(query)}
    return [found[id] for id in ids if id in found]


def for_themes(theme_ids: Sequence[int]) -> list[Partner]:
    """Who is there for these themes, those for the first one first; national lines come last."""
    return get_rows(_ids_for(theme_ids))


def ways_for(theme_ids: Sequence[int], *, site_id: int, most: int) -> list[Partner]:
    """The first of those that a pupil of that site can be shown the way to, in the same order."""
    facts = get_directory().facts
    ids = [id for id in _ids_for(theme_ids) if facts[id].is_for_pupils and facts[id].is_near(site_id)]
    return get_rows(ids[:most])


def lines_about(text: str) -> list[CrisisLine]:
    """The crisis lines that fit what was typed, best first; all of them in their order where nothing was.

    Those of what cannot wait come before any that only share a word with it.
    """
    lines = [line for line in get_reference().lines if line.archived_on is None]
    if not text:
        return lines
    by_id = {line.id: line for line in lines}
    at_once = [line.id for code in signs(text).codes for line in lines if line.code == code]
    index = Index([_line_entry(line) for line in lines])
    return [by_id[id] for id in dict.fromkeys([*at_once, *index.search(text)])]


def _ids_for(theme_ids: Sequence[int]) -> list[int]:
    directory = get_directory()
    ids = dict.fromkeys(id for theme in theme_ids for id in directory.search("", Narrowed(theme=theme)))
    return sorted(ids, key=lambda id: directory.facts[id].kind is PartnerKind.LINE)


def _stamp() -> Stamp:
    """The last change of an entry and of a theme, and how many there were: one may be numbered before the last."""
    query = (
        select(GroundChange.kind, func.max(GroundChange.id), func.count())
        .where(GroundChange.kind.in_(KINDS))
        .group_by(GroundChange.kind)
        .order_by(GroundChange.kind)
    )
    return tuple((kind, last, count) for kind, last, count in db.session.execute(query))


def _read(reference: Reference, stamp: Stamp) -> Directory:
    themes, sites = _links(partner_theme), _links(partner_site)
    codes = {theme.id: theme.code for theme in reference.themes}
    rows = db.session.execute(
        select(
            Partner.id, Partner.name, Partner.words, Partner.kind, Partner.help, Partner.is_for_pupils,
            Partner.offer_nl, Partner.offer_en, Partner.audience_nl, Partner.audience_en, Partner.contact_person,
        ).where(Partner.archived_on.is_(None))
    ).all()  # fmt: skip
    entries = [
        Entry(
            key=row.id, name=row.name, is_far=row.kind is PartnerKind.LINE, words=f"{row.words} {row.contact_person}",
            themes=[codes[id] for id in themes.get(row.id, ()) if id in codes],
            offer=f"{row.offer_nl} {row.offer_en}", audience=f"{row.audience_nl} {row.audience_en}",
        )
        for row in rows
    ]  # fmt: skip
    facts = {
        row.id: Facts(
            themes=frozenset(themes.get(row.id, ())), sites=frozenset(sites.get(row.id, ())), kind=row.kind,
            help=row.help, is_for_pupils=row.is_for_pupils,
        )
        for row in rows
    }  # fmt: skip
    names = [(each.code, _names(each)) for each in reference.themes]
    return Directory(index=Index(entries, names), facts=facts, stamp=stamp, reference=reference)


def _links(table: object) -> dict[int, list[int]]:
    """What each entry belongs to."""
    found: dict[int, list[int]] = {}
    for partner_id, other_id in db.session.execute(select(table)):  # type: ignore[call-overload]
        found.setdefault(partner_id, []).append(other_id)
    return found


def _names(theme: Theme) -> tuple[str, ...]:
    return theme.name_nl, theme.name_en, theme.pupil_word_nl, theme.pupil_word_en


def _line_entry(line: CrisisLine) -> Entry[int]:
    return Entry(
        key=line.id, name=f"{line.question_nl} {line.question_en}", offer=f"{line.about_nl} {line.about_en}",
        words=f"{LINE_WORDS.get(line.code, '')} {line.number}",
    )  # fmt: skip
