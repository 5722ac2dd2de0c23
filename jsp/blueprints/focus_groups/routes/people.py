"""Who takes part: seats by role and number, names apart, invitations and yes or no to being quoted."""
