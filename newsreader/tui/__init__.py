"""The reader on a terminal screen: a thin front over the library."""
