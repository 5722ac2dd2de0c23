"""All passages of a code with what stands around them, how often each role and site has them, and codes together."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from jsp.models.accounts import User
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.coding_rows import codes_of, codings_once, with_those_below, words_of
from jsp.models.focus_groups import FocusGroup
from jsp.models.ground import Site
from jsp.models.talk_texts import TalkText
from jsp.rules.around import Around, around
from jsp.rules.coding_figures import Placed, table, together
from jsp.rules.quoting import speakers
from jsp.rules.talk import Part, part_of

ON_A_PAGE = 50
AROUND = 240  # characters of the lines around a passage, on either side
Groups = Collection[UUID] | None  # the talks that are looked at; None for all that somebody may read
Key = tuple[UUID, int, int]  # a place in a text: coded twice it is still one


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; what is None does not matter."""

    part: Part | None = None
    site_id: int | None = None
    coder_id: int | None = None
    page: int = 1

    @property
    def is_any(self) -> bool:
        """Whether something is looked for."""
        return any(each is not None for each in (self.part, self.site_id, self.coder_id))

    def fits(self, found: "Found") -> bool:
        """Whether that passage is wanted."""
        return (
            (self.part is None or self.part in found.parts)
            and (self.site_id is None or self.site_id in {site.id for site in found.group.sites})
            and (self.coder_id is None or self.coder_id in {each.coder_id for each in found.codings})
        )


@dataclass(frozen=True)
class Found:
    """A place in a text with its codings of the code that was asked for (or of those under it)."""

    passage: Passage
    codings: list[Coding]
    text: TalkText
    whole: str

    @property
    def group(self) -> FocusGroup:
        """The talk in which it was said."""
        return self.text.group

    @cached_property
    def said_by(self) -> frozenset[str]:
        """The tags of who said it."""
        return speakers(self.whole, self.passage.span)

    @cached_property
    def parts(self) -> set[Part]:
        """As what they took part."""
        return {part for each in self.said_by if (part := part_of(each)) is not None}

    @cached_property
    def around(self) -> Around:
        """The passage with what stands around it."""
        return around(self.whole, self.passage.span, AROUND)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A page of what was found; how many there are; by role and by site; and at which sites, by whom there is any.

    `wish`: what was looked for, without what is not to choose here. `earlier`, `later`: the pages beside it, if any.
    """

    wish: Wish
    rows: list[Found]
    number: int
    by_part: list[tuple[Part, int]]
    by_site: list[tuple[Site, int]]
    sites: list[Site]
    coders: list[User]
    earlier: int | None
    later: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A code with how many passages it has: all of them, of each role, and of each site."""

    code: Code
    number: int
    of_parts: list[int]
    of_sites: list[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """The codes of a book that were given, and which roles and sites have any of their passages."""

    rows: list[Row]
    parts: list[Part]
    sites: list[Site]


def retrieve(user: User, code: Code, wish: Wish, groups: Groups = None) -> Retrieved:
    """The passages of a code and of all under it, in the talks that this person may read, the latest talk first."""
    found = _places(codings_once(user, with_those_below(code), groups))
    sites = {site.id: site for each in found for site in each.group.sites}
    coders = {each.coder.id: each.coder for place in found for each in place.codings}
    wish = replace(
        wish, site_id=wish.site_id if wish.site_id in sites else None,
        coder_id=wish.coder_id if wish.coder_id in coders else None,
    )  # fmt: skip
    fits = [each for each in found if wish.fits(each)]
    pages = max(1, -(-len(fits) // ON_A_PAGE))
    page = min(wish.page, pages)
    return Retrieved(
        wish, fits[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], len(fits),
        Counter(part for each in fits for part in each.parts).most_common(),
        Counter(site for each in fits for site in each.group.sites).most_common(),
        sorted(sites.values(), key=lambda each: each.position),
        sorted(coders.values(), key=lambda each: each.first_name.casefold()),
        page - 1 if page > 1 else None, page + 1 if page < pages else None,
    )  # fmt: skip


def count(user: User, book: Codebook, groups: Groups = None) -> Figures:
    """The same numbers for all codes of a book side by side; here a code does not count what stands under it."""
    codes = [each for each in codes_of(book) if each.archived_on is None]
    given = _by_code(codings_once(user, [each.id for each in codes], groups))
    found = {code_id: _places(rows) for code_id, rows in given.items()}
    by_part = table((code_id, place.parts) for code_id, places in found.items() for place in places)
    by_site = table((code_id, place.group.sites) for code_id, places in found.items() for place in places)
    parts = [part for part in Part if any(each[part] for each in by_part.values())]
    sites = sorted({site for each in by_site.values() for site in each}, key=lambda site: site.position)
    return Figures([
        Row(each, len(found[each.id]), [by_part[each.id][part] for part in parts],
            [by_site[each.id][site] for site in sites])
        for each in codes if each.id in found
    ], parts, sites)  # fmt: skip


def pairs(user: User, book: Codebook, groups: Groups = None) -> list[tuple[Code, Code, int]]:
    """Codes of a book of which passages overlap, with how many times, the most first."""
    codes = {each.id: each for each in codes_of(book) if each.archived_on is None}
    order = list(codes)
    counted = together(
        Placed(each.passage.text_id, each.passage.span, each.code_id)
        for each in codings_once(user, list(codes), groups)
    )  # fmt: skip
    found = []
    for pair, times in counted.items():
        one, other = sorted(pair, key=lambda id: order.index(id))  # type: ignore[arg-type]
        found.append((codes[one], codes[other], times))  # type: ignore[index]
    return sorted(found, key=lambda each: (-each[2], order.index(each[0].id), order.index(each[1].id)))


def _places(rows: Iterable[Coding]) -> list[Found]:
    by_place: dict[Key, list[Coding]] = {}
    for each in rows:
        by_place.setdefault((each.passage.text_id, each.passage.starts, each.passage.ends), []).append(each)
    texts = words_of({key[0] for key in by_place})
    whole = {id: text.words for id, text in texts.items()}
    return [Found(same[0].passage, same, texts[key[0]], whole[key[0]]) for key, same in by_place.items()]


def _by_code(rows: Iterable[Coding]) -> dict[UUID, list[Coding]]:
    found: dict[UUID, list[Coding]] = {}
    for each in rows:
        found.setdefault(each.code_id, []).append(each)
    return found
