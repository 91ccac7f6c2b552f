"""The types of fact, one module for each type or small family of one shape.

A module has everything that the program needs to know about its type: the class, its reader, its
slots for templates, its record for scripts and its description. To add a type: a module here, its
line in `FACT_TYPES` of `table`, and templates that ask about it.
"""
