"""The end of the first ten minutes: who is one client, favourites before any verdict, then the first sentences."""
