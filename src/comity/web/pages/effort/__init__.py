"""Hours and margin, exceptions each way, and contracts of a client."""
