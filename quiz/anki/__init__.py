"""What a learner has answered in Anki, and what Anki has of ours."""
