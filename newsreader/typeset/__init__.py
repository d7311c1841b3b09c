"""Articles as lines of a given width, for the pager and the screen alike.

Everything here is pure: a value in, lines out, no colours and no terminal. A front decides what a role
looks like.
"""
