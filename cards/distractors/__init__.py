"""Wrong options: each rule finds candidates and proves that they are wrong.

Rules are in the table of `rules`; what counts as a proof is in `proofs`. Which distractors a
question shows is drawn later, in `quiz.session`.
"""
