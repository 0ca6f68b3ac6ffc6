"""The people of a client, and each of them."""
