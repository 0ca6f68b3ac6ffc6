"""Settings: users, teams, invitations, and whose accounts are whose."""
