"""This week: few moves, ours first."""
