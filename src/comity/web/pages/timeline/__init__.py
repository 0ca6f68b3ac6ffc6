"""Everything that happened with a client, on one line of time."""
