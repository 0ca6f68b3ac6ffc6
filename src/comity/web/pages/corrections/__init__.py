"""What people said is not so: the list with undo, and what one says of a whole client."""
