"""What a sentence says: own words, sentences, labels, each with its place and probability."""
