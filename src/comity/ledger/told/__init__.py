"""What clients told us beside verdicts: plans with day and amount, worries, people above, and exceptions each way."""
