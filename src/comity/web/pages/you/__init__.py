"""What is one's own: password, second factor, recovery codes, sessions."""
