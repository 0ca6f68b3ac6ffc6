"""Training what is shipped: the reader of sentences and the default policy."""
