"""The reader line by line, for screen readers and terminals that cannot move a cursor. Loads no screen."""
