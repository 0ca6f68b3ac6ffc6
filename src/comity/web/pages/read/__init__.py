"""Taking exports in: drop them, watch them being read, see what became of every file."""
