"""Cleaned articles as lines of a given width, for the pager and the screen alike."""
