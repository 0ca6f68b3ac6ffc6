"""The two-sided ledger: facts and signals laid to accounts, as tables, as-of views and entries."""
