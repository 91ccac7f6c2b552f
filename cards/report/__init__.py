"""Facts and cards as readable descriptions and as records for scripts.

Pure functions from the model to text and dictionaries; printing is done by the command line.
"""
