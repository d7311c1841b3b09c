"""The command line: a thin front over the library. Loads no screen."""
