"""When the desks are open, who sits there, and what if not."""

ABOUT = "hours"  # who plans takes turns: see jsp.sending
