"""The web app: plain Django pages over the library. Nothing of the library knows of it."""
