"""The steps a library file takes from one form to the next, a module each: statements that run in one transaction."""
