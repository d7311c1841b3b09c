"""What shells and the manual are told of the command line, made from the tables of arguments.

Written here and not taken from a library: shtab makes no completion for fish, and argcomplete starts the whole program
at every press of the key; here only names of sections are asked for, which the program tells at once.
"""
