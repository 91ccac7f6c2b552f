"""The command line: options, their meaning, and one module for each command.

Commands read options, call the other packages, and print; they decide nothing else.
"""
