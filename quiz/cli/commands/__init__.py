"""One module for each command; `quiz.cli.app` lists them."""
