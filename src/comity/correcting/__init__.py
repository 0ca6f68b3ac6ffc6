"""Saying that something is not so: corrections in the words of the vocabulary, and what each would change."""
