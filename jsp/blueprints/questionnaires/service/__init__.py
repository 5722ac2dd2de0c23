"""What can happen to questionnaires, a file for each noun."""

KIND = "questionnaire"
ABOUT = "questionnaires"
"""Who changes anything of a questionnaire, or of where it is asked, takes turns: it is seldom done."""
