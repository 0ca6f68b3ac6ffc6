"""Mailboxes that are read by IMAP: connect one, read what is new, and see whether it is complete."""
