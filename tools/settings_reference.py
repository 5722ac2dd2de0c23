"""`python -m tools.settings_reference` writes docs/settings.md from jsp/settings_of_env.py."""

from pathlib import Path

from jsp.settings_of_env import GROUPS, EnvSetting

PAGE = Path(__file__).parent.parent / "docs/settings.md"
HEAD = """# Settings of an installation

Made by `python -m tools.settings_reference` from `jsp/settings_of_env.py`; change it there.

They come from the environment, and are read once, at the start: restart the app after a change. What is not safe does
not start, and says what to do about it; `flask doctor` looks at all the rest. What a JSP decides itself (names, numbers
and how long something is kept) stands in the app, under settings. Those with a 🔑 are secrets: in a file that only the
account of the app can read (0400), never on a command line.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for group in GROUPS:
        rows = "\n".join(map(_row, group.settings))
        parts.append(f"## {group.title}\n| name | meaning | default |\n| --- | --- | --- |\n{rows}\n")
    return "\n".join(parts)


def _row(each: EnvSetting) -> str:
    mark = " 🔑" if each.secret else ""
    return f"| `{each.name}`{mark} | {each.meaning} | {each.default} |"


if __name__ == "__main__":
    PAGE.write_text(page())
