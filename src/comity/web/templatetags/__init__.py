"""Words and marks that templates use; there in every template without `load`."""
