"""Choices of cards, and the files they are written to.

Start at `deck`; `formats` holds one module or package for each file format.
"""
