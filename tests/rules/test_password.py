"""Passwords: what everybody tries is refused, in Dutch and around school too; what is long and odd is fine."""

import pytest

from jsp.rules.password import is_easy_to_guess, is_stolen


@pytest.mark.parametrize("password", [
    "wachtwoord2026", "Welkom01!!!!", "welkom123456", "W@chtw00rd123", "raayland2026!", "jongerenservicepunt",
    "aaaaaaaaaaaaaaaa", "qwertyuiop123", "123456789012", "zonnebloemtuin", "sannesannesanne", "sanne@demo.example",
    "mentorleerling", "schoolschool1", "password1234", "Summer2026!!",
])  # fmt: skip
def test_it_is_easy_to_guess(password: str) -> None:
    assert is_easy_to_guess(password, about=("sanne@demo.example", "sanne"))


@pytest.mark.parametrize("password", [
    "fietsbel-tuinslang-kers-wolk", "correct horse battery staple", "k7#Qv!2mZx0p", "vlinder-bus-kaars-9",
    "tafel lamp groen uil", "ëüïöáéíóú-wándeling-óm-drie",
])  # fmt: skip
def test_it_is_not(password: str) -> None:
    assert not is_easy_to_guess(password, about=("sanne@demo.example", "sanne"))


def test_what_others_know_of_you_makes_it_easy() -> None:
    assert is_easy_to_guess("broekema-2026", about=("broekema",))
    assert is_easy_to_guess("broekema-2026") is False


@pytest.mark.parametrize("password", [
    "correcthorsebatterystaple", "CorrectHorseBatteryStaple", "iloveyou1234567", "1qaz2wsx3edc4rfv",
])  # fmt: skip
def test_it_was_stolen_elsewhere(password: str) -> None:
    assert is_stolen(password)


@pytest.mark.parametrize("password", [
    "fietsbel-tuinslang-kers-wolk", "correct horse battery staple", "k7#Qv!2mZx0p", "x" * 128, "kort", "",
])  # fmt: skip
def test_it_stands_on_no_list(password: str) -> None:
    assert not is_stolen(password)


def test_the_lists_know_what_no_pattern_gives_away() -> None:
    assert not is_easy_to_guess("correcthorsebatterystaple")
