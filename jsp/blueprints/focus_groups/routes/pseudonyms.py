"""Names and places that become others, and what still looks like one."""
