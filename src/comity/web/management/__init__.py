"""What Django's own command line offers beside its own: the processes of the app."""
