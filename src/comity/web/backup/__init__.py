"""Backing up a home and its database as one file, and bringing both back."""
