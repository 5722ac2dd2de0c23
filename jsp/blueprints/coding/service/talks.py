"""In which talks one looks: one of them, those about a programme, or only what was approved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from jsp.models.accounts import User
from jsp.models.coding_rows import count_copies
from jsp.models.focus_group_rows import list_groups
from jsp.models.focus_groups import FocusGroup
from jsp.models.programme_versions import newest_versions
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk import TalkState


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked; what is None does not matter."""

    talk: UUID | None = None
    programme: int | None = None
    is_approved: bool = False

    def fits(self, group: FocusGroup) -> bool:
        """Whether that talk is looked at."""
        return (
            self.talk in (None, group.id)
            and self.programme in (None, group.programme_id)
            and (not self.is_approved or group.state is TalkState.APPROVED)
        )

    @property
    def is_any(self) -> bool:
        """Whether something was chosen."""
        return self != Choice()

    @property
    def asked(self) -> dict[str, UUID | int | str | None]:
        """The same as it stands in an address."""
        state = TalkState.APPROVED.value if self.is_approved else None
        return {"talk": self.talk, "programme": self.programme, "state": state}


@dataclass(frozen=True, slots=True)
class Talks:
    """The choice with what there is to choose from; `programmes`: their names by key.

    `copies`: how many texts came a second time with a project, and do not count beside the first.
    """

    choice: Choice
    groups: list[FocusGroup]
    programmes: dict[int, str]
    copies: int = 0

    @property
    def ids(self) -> list[UUID] | None:
        """The keys of the talks that are looked at; None for all that this person may read."""
        return [each.id for each in self.groups if self.choice.fits(each)] if self.choice.is_any else None


def look_in(user: User, choice: Choice) -> Talks:
    """Of the talks that this person may read. Raises NotFoundError for another one, and for a programme of none."""
    groups = list_groups(user)
    programmes = _named({each.programme_id for each in groups if each.programme_id is not None})
    for chosen, known in ((choice.talk, {each.id for each in groups}), (choice.programme, programmes)):
        if chosen is not None and chosen not in known:
            raise NotFoundError(chosen)
    talks = Talks(choice, groups, programmes)
    return replace(talks, copies=count_copies(user, talks.ids))


def _named(ids: Iterable[int]) -> dict[int, str]:
    wanted = set(ids)
    versions = [each for gone in (False, True) for each in newest_versions(is_archived=gone)] if wanted else []
    return {each.programme_id: each.content.name for each in versions if each.programme_id in wanted}
