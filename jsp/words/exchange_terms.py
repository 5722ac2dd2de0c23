"""The words for what a project of another program holds."""

from typing import Any

from flask_babel import ngettext

from jsp.rules.qda import Left


def left_words(left: Left, number: int) -> str:
    """How many there are of what is not taken over."""
    return str(_SAID[left](number))


_SAID: dict[Left, Any] = {
    Left.PICTURES: lambda number: ngettext("%(num)d picture", "%(num)d pictures", number),
    Left.PDFS: lambda number: ngettext("%(num)d PDF file", "%(num)d PDF files", number),
    Left.SOUND: lambda number: ngettext("%(num)d sound recording", "%(num)d sound recordings", number),
    Left.VIDEO: lambda number: ngettext("%(num)d video", "%(num)d videos", number),
    Left.CASES: lambda number: ngettext("%(num)d case", "%(num)d cases", number),
    Left.VARIABLES: lambda number: ngettext("%(num)d variable", "%(num)d variables", number),
    Left.LINKS: lambda number: ngettext("%(num)d link", "%(num)d links", number),
    Left.GRAPHS: lambda number: ngettext("%(num)d drawing", "%(num)d drawings", number),
    Left.SETS: lambda number: ngettext(
        "%(num)d set by which texts or codes were kept together",
        "%(num)d sets by which texts or codes were kept together", number,
    ),
    Left.NOTES: lambda number: ngettext(
        "%(num)d memo that belongs to no passage and no code", "%(num)d memos that belong to no passage and no code",
        number,
    ),
    Left.EMPTY: lambda number: ngettext(
        "%(num)d passage without words", "%(num)d passages without words", number
    ),
}  # fmt: skip
