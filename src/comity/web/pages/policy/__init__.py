"""Settings: how verdicts are reckoned, what a change would move, and earlier versions."""
