"""Getting what lies elsewhere, where the user asked for it: the one part of the library that opens a connection."""
