"""What the columns of an unknown table are, said by hand with samples beside."""
