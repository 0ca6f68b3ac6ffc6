"""Every measure: what it answers, as of when, and whether its file tells what it does."""
