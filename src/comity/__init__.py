"""Comity: which clients are partners, which only take, whose move it is, and the proof for every word."""
