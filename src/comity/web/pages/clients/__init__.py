"""All clients: a list with filters and search."""
