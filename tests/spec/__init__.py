"""What the most important measures say, as small tables in and out that anybody in the trade can read."""
