"""Keys for programs, and what programs may ask: accounts, reasons, proofs and moves, to read only."""
