"""Promises as words and deeds tell them: which sentence makes one, by when, what it is about, what came of it."""
