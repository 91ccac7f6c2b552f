"""Facts and cards described for people and as records for scripts.

Pure functions from the model to text and dictionaries; printing is done by the command line.
"""
