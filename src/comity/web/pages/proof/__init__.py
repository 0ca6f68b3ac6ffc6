"""One proof: the message in its thread with the sentence marked, or the record as it was read."""
