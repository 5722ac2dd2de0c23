"""The keys of items: what stays keeps its key, and a key that was used is never used for something else."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from jsp.rules.naming import code_of
from jsp.rules.questionnaire import Item, Questionnaire, Words
from jsp.rules.refusal import N_, DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An item as somebody wants it. `key`: of the item that it was; `is_other`: it asks something else now."""

    key: str
    words: Words
    in_short: bool = False
    at_end: bool = False
    is_other: bool = False


def items_of(wishes: Iterable[Wish], *, now: Questionnaire, used: Collection[str]) -> tuple[Item, ...]:
    """The items that are wished, in their order; `used`: every key that ever stood in this questionnaire."""
    stays = {each.key for each in now.items}
    taken = {*used, *stays}
    found = []
    for wish in wishes:
        is_kept = wish.key in stays and not wish.is_other
        key = wish.key if is_kept else code_of(wish.words.en, taken=taken)
        stays.discard(key)
        taken.add(key)
        found.append(Item(key=key, words=wish.words, in_short=wish.in_short, at_end=wish.at_end))
    return tuple(found)


def is_half_changed(before: Words, after: Words) -> bool:
    """Whether one language says something else and the other one does not."""
    is_dutch_same = (before.nl, before.mbo_nl) == (after.nl, after.mbo_nl)
    is_english_same = (before.en, before.mbo_en) == (after.en, after.mbo_en)
    return is_dutch_same != is_english_same


def used_keys(earlier: Iterable[Questionnaire]) -> frozenset[str]:
    """Every key of these versions."""
    return frozenset(item.key for each in earlier for item in each.items)


def check_keys(new: Questionnaire, earlier: Sequence[Questionnaire]) -> None:
    """Refuse an item that was gone and comes back with other words under its old key. `earlier`: the oldest first.

    Raises DomainError. One that comes back as it was asks the same as it did.
    """
    now = {each.key for each in earlier[-1].items} if earlier else set()
    last = {item.key: item.words for each in earlier for item in each.items}
    for item in new.items:
        if item.key not in now and last.get(item.key, item.words) != item.words:
            raise DomainError(N_("The key %(key)s was used for another item before. Give this item a key of its own."),
                              key=item.key)  # fmt: skip
