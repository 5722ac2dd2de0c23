"""All passages of a code with what stands around them, how often each role and site has them, and codes together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from jsp.models.accounts import User
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.coding_rows import codes_of, codings, with_those_below, words_of
from jsp.models.focus_groups import FocusGroup
from jsp.models.ground import Site
from jsp.models.talk_texts import TalkText
from jsp.rules.coding_figures import Placed, table, together
from jsp.rules.quoting import speakers
from jsp.rules.talk import Part, part_of
from jsp.rules.talk_text import paragraph_at

ON_A_PAGE = 50
AROUND = 240  # characters of the lines around a passage, on either side
Key = tuple[UUID, int, int]  # a place in a text: coded twice it is still one


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for; what is None does not matter."""

    part: Part | None = None
    site_id: int | None = None
    coder_id: int | None = None
    page: int = 1

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

    @property
    def words(self) -> str:
        """The passage itself."""
        return self.whole[self.passage.starts : self.passage.ends]

    @property
    def line(self) -> int:
        """In which line of the text it begins, from 1."""
        return paragraph_at(self.whole, self.passage.starts).at + 1

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        start = paragraph_at(self.whole, self.passage.starts).span.start
        return _cut(self.whole[start : self.passage.starts], from_end=True)

    @property
    def after(self) -> str:
        """What stands behind it on its last line."""
        end = paragraph_at(self.whole, max(self.passage.starts, self.passage.ends - 1)).span.end
        return _cut(self.whole[self.passage.ends : end], from_end=False)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A page of what was found; how many there are; by role and by site; and at which sites, by whom there is any."""

    rows: list[Found]
    number: int
    by_part: Counter[Part]
    by_site: Counter[Site]
    sites: list[Site]
    coders: list[User]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the codes of a book, how many passages each role and each site has."""

    codes: list[Code]
    parts: list[Part]
    sites: list[Site]
    by_part: dict[UUID, Counter[Part]]
    by_site: dict[UUID, Counter[Site]]
    numbers: Counter[UUID]


def retrieve(user: User, code: Code, wish: Wish) -> Retrieved:
    """The passages of a code and of all under it, in the talks that this person may read, the latest talk first."""
    found = _places(codings(user, with_those_below(code)))
    fits = [each for each in found if wish.fits(each)]
    first = (wish.page - 1) * ON_A_PAGE
    coders = {each.coder.id: each.coder for place in found for each in place.codings}
    return Retrieved(
        fits[first : first + ON_A_PAGE], len(fits), Counter(part for each in fits for part in each.parts),
        Counter(site for each in fits for site in each.group.sites),
        sorted({site for each in found for site in each.group.sites}, key=lambda site: site.position),
        sorted(coders.values(), key=lambda each: each.first_name.casefold()), len(fits) > first + ON_A_PAGE,
    )  # fmt: skip


def count(user: User, book: Codebook) -> Figures:
    """The same numbers for all codes of a book side by side; here a code does not count what stands under it."""
    codes = [each for each in codes_of(book) if each.archived_on is None]
    found = [
        (code_id, place) for code_id, rows in _by_code(codings(user, [each.id for each in codes])).items()
        for place in _places(rows)
    ]  # fmt: skip
    by_part = table((code_id, place.parts) for code_id, place in found)
    by_site = table((code_id, place.group.sites) for code_id, place in found)
    return Figures(
        codes, [part for part in Part if any(each[part] for each in by_part.values())],
        sorted({site for each in by_site.values() for site in each}, key=lambda site: site.position),
        by_part, by_site, Counter(code_id for code_id, _place in found),
    )  # fmt: skip


def pairs(user: User, book: Codebook) -> list[tuple[Code, Code, int]]:
    """Codes of a book of which passages overlap, with how many times, the most first."""
    codes = {each.id: each for each in codes_of(book) if each.archived_on is None}
    order = list(codes)
    counted = together(
        Placed(each.passage.text_id, each.passage.span, each.code_id) for each in codings(user, list(codes))
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


def _cut(text: str, *, from_end: bool) -> str:
    if len(text) <= AROUND:
        return text
    return f"… {text[-AROUND:].partition(' ')[2]}" if from_end else f"{text[:AROUND].rpartition(' ')[0]} …"
