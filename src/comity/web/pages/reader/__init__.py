"""Settings: the language model that may be asked about sentences in doubt, and whether an owner allowed it."""
