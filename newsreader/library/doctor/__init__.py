"""Is everything as it should be? Each check is a small function that looks at one thing and says what it found.

None of them changes anything or asks the network. How sources fare is `library.health`.
"""
