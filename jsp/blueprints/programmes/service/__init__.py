"""What can happen to programmes, a file for each noun."""

from jsp.verbs.proposing import ABOUT as ABOUT

KIND = "programme"
