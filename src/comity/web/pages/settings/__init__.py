"""Settings: the firm, its people, the exports that were read, and the jobs."""
