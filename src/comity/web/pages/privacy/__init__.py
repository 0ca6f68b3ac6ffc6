"""Settings: mail that must not be read, how long to keep, one person's data."""
