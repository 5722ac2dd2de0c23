"""What can happen to programmes, a file for each noun."""

KIND = "programme"
ABOUT = "programmes"
"""Who changes anything of a programme takes turns: it is seldom done."""
