"""What a client told us beside the day's business: plans, worries, people above, and what was asked or granted."""
