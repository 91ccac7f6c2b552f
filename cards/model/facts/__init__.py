"""The types of fact, one module for each type or small family of one shape.

A module has everything that the program needs to know about its type: the class, its reader, its
slots for templates, its record for scripts and its description. To add a type,
write a module here, add its line to `FACT_TYPES` in `table`, and write templates that ask about it.
"""
