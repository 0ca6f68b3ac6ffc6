"""Where facts lie, what is known of them on a day, and who is who."""
