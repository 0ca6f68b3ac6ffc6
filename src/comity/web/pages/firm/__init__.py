"""Settings: the firm, its services, its values and its hard lines."""
