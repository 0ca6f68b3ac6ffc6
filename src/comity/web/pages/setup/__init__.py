"""An empty home: name of the firm, first account."""
