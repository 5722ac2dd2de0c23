"""What somebody makes up who does not know the key."""


def forged(token: str) -> str:
    """The token with another signature; the very last sign holds spare bits, changing that may change nothing."""
    return token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:]
