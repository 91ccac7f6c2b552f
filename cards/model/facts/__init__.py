"""The types of fact, one module for each type or small family of one shape.

A module holds all that the program needs to know of its type: the class, how it is read, what it
puts into templates, its record for scripts and its description for people. To add a type: a module
here, its line in `FACT_TYPES` of `table`, and templates that ask about it.
"""
