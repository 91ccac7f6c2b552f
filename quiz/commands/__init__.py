"""The commands, one module each; they read options, call other modules, and print."""
