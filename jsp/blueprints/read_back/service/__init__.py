"""What a link may show and change: of one talk, for who sat in one seat of it."""
