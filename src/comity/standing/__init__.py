"""From measures to a standing: an additive scorecard, cause, advice, and reasons for and against."""
