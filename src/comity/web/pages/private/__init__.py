"""Private threads: making one, and the page on which its own people read it."""
