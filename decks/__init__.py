"""Selecting cards and writing them to files.

Start at `deck`. `formats` has one module or package per file format.
"""
