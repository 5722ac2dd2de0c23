"""Files of transcripts, made as the tools make them; for tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx

Said = Sequence[tuple[str, str]]
TYPES = "[Content_Types].xml"
BODY = "word/document.xml"


def as_lines(said: Said) -> str:
    """`Name: words`, a line each."""
    return "\n".join(f"{name}: {words}" if name else words for name, words in said)


def as_vtt(said: Said) -> str:
    """With voices, as Teams does."""
    cues = (
        f"00:00:{at % 60:02}.000 --> 00:00:{at % 60:02}.900\n" + (f"<v {name}>{words}</v>" if name else words)
        for at, (name, words) in enumerate(said)
    )
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def as_srt(said: Said) -> str:
    """With names before the words, as Zoom does."""
    cues = (
        f"{at + 1}\n00:00:{at % 60:02},000 --> 00:00:{at % 60:02},900\n" + (f"{name}: {words}" if name else words)
        for at, (name, words) in enumerate(said)
    )
    return "\n\n".join(cues) + "\n"


def as_word(said: Said) -> bytes:
    """A paragraph each."""
    document, out = docx.Document(), io.BytesIO()
    for line in as_lines(said).split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same file, with these parts in it or in the place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """What is in it by that name."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)
