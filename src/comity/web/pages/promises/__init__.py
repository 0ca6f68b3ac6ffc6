"""The promises of both sides."""
