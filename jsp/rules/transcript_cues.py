"""Who said what in subtitles, as meeting tools write them: WebVTT and SubRip. The times go."""

import html
import re
from collections.abc import Iterable, Iterator

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk_text import one_line
from jsp.rules.transcript_lines import Turn, said_by, speakers

ARROW = "-->"
IS_WEBVTT = re.compile(r"WEBVTT(?:[ \t\n]|$)")
_IS_SUBRIP = re.compile(r"\d+[ \t]*\n[ \t]*\d+:\d{1,2}:\d{1,2}[,.]\d{1,3}[ \t]*-->")
# Bounded, and never over another "<": what is begun very often and never ended takes no minutes.
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80}+)?[ \t]{1,4}+([^<>\n]{0,80}+)>")
_MARKS = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>\n]{0,400}+)?>"
    r"|<(?:\d{1,4}:)?\d{1,4}:\d{1,4}\.\d{1,6}>|\{\\an?\d\}"
)
MOST_OF_A_LINE = 2_000  # characters of one speaker after another on one line
MOST_OF_NOBODY = 300
BROKEN = N_("Part of this file cannot be read: %(read)d of %(all)d pieces. Ask for it again, or paste the words.")


def is_cues(text: str) -> bool:
    """Whether it is written as subtitles."""
    return IS_WEBVTT.match(text) is not None or _IS_SUBRIP.match(text) is not None


def read_cues(text: str) -> list[Turn]:
    """What was said, cues of one speaker after another as one line. Raises DomainError for what cannot be read."""
    is_webvtt = IS_WEBVTT.match(text) is not None
    try:
        captions = webvtt.from_buffer(text.split("\n"), format="vtt" if is_webvtt else "srt").captions
    except (MalformedFileError, MalformedCaptionError, ValueError, LookupError) as error:
        raise DomainError(BROKEN, field="file", read=0, all=text.count(ARROW)) from error
    told = sum(ARROW in line for line in text.split("\n"))
    if len(captions) < told:
        raise DomainError(BROKEN, field="file", read=len(captions), all=told)
    return joined(_turns([caption.raw_text for caption in captions], unescape=is_webvtt))


def joined(turns: Iterable[Turn]) -> list[Turn]:
    """Turns of one speaker after another as one; of nobody only until a sentence ends."""
    found = list[Turn]()
    for turn in turns:
        if found and found[-1].speaker == turn.speaker and not _is_full(found[-1]):
            found[-1] = Turn(turn.speaker, f"{found[-1].words} {turn.words}")
        else:
            found.append(turn)
    return found


def _is_full(turn: Turn) -> bool:
    if turn.speaker:
        return len(turn.words) > MOST_OF_A_LINE
    return len(turn.words) > MOST_OF_NOBODY or turn.words.endswith((".", "?", "!", "…"))


def _turns(cues: list[str], *, unescape: bool) -> list[Turn]:
    pieces = [piece for cue in cues for piece in _pieces(cue, unescape)]
    names = speakers(said_by(words)[0] for voice, words in pieces if not voice)
    turns = list[Turn]()
    for voice, words in pieces:
        name, rest = said_by(words)
        if voice:
            turns.append(Turn(voice, words))
        elif name in names:
            turns += [Turn(name, rest)] if rest else []
        else:
            turns.append(Turn("", words))
    return turns


def _pieces(cue: str, unescape: bool) -> Iterator[tuple[str, str]]:
    """The lines of a cue, each with its voice; a line without a speaker goes with the one above it."""
    before, *voiced = _VOICE.split(cue)
    for voice, words in [("", before), *zip(voiced[::2], voiced[1::2], strict=True)]:
        plain = _MARKS.sub("", words)
        plain = html.unescape(plain) if unescape else plain
        for line in _lines(plain) if not voice else [one_line(plain)]:
            if line:
                yield one_line(html.unescape(voice)), line


def _lines(words: str) -> list[str]:
    """A line of its own for each speaker; the rest of what was said behind the line that it belongs to."""
    lines = list[list[str]]()
    for line in map(one_line, words.split("\n")):
        if lines and not (said_by(line)[0] or line.startswith("- ")):
            lines[-1].append(line)
        else:
            lines.append([line])
    return [" ".join(each) for each in lines]
