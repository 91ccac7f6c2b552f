"""The user's data on this machine: paths, settings, fact files and the editor.

Independent of questions and sessions.
"""
