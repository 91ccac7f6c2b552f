"""The user's data on this machine: paths, fact files and the editor.

Independent of questions and sessions.
"""
