"""The review log in an Anki package, which a learner or a stranger has exported."""
