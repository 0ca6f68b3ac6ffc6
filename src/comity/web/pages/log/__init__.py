"""Settings: the log of who opened and changed what."""
