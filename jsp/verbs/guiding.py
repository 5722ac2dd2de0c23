"""The guides that a talk can be led with; those that come with this app come in when they are needed."""

from jsp.content.usual_guides import USUAL, usual_guide
from jsp.models.audit import Action
from jsp.models.guides import Guide, GuideVersion
from jsp.rules.guide_data import checked, to_data
from jsp.rules.guide_diff import compare
from jsp.rules.guide_file import read_file, write_file
from jsp.rules.refusal import N_, NotFoundError
from jsp.verbs import library
from jsp.verbs.library import Kind

GUIDES = Kind(
    word="guide", about="guides", action=Action.GUIDE_CHANGED,
    model=Guide, version=GuideVersion, usual=USUAL, usual_content=usual_guide,
    to_data=to_data, checked=checked, read_file=read_file, write_file=write_file,
    compare=compare, check=lambda _content, _earlier: None, name_of=lambda content: content.name.nl,
    reserved=frozenset({"files"}),
    twice=N_("There is a guide with the code %(code)s already. Look at how it stands now."),
    same_name=N_("There is a guide with this name already."),
)  # fmt: skip


def choices() -> list[GuideVersion]:
    """The newest version of each guide that is not archived, our own ones after those that come with the app."""
    return library.newest_versions(GUIDES, is_archived=False)


def version_to_use(code: str) -> GuideVersion:
    """The newest version of a guide that is not archived, in the database; flushes. Raises NotFoundError."""
    if code in USUAL:
        ensure_usual(code)
    found = library.get_version(GUIDES, code)
    if found.guide.archived_on is not None:
        raise NotFoundError(code)
    return found


def ensure_usual(code: str) -> None:
    """Let one of USUAL come in, which it does when it is needed for the first time; flushes."""
    library.ensure_usual(GUIDES, code)


def usual_version(code: str) -> GuideVersion:
    """The first one of a usual guide, as it will come in."""
    return library.usual_version(GUIDES, code)
