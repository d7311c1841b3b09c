"""What leaves the library: model in, documents out. Pure writers that know no store, network or screen.

The counterpart of `newsreader.extract`. Each writer makes any text safe for its own format; what a reader of
that format finds again is the same text, without the characters that no document may hold.
"""
