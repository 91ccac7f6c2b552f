"""The exchange with Anki: the learner's answers there, and our notes."""
