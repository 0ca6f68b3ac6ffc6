"""One client: the sentence, why, what to do, and the statement of both sides."""
