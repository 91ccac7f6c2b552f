"""The file somebody begins with who writes facts of their own; only text, it writes nothing."""

from cards.model.base import FactBase
from cards.model.nouns import Exercise
from cards.model.vocabulary import Contraction, Role

SCHEMA_FILE = "primemover.schema.json"
"""The name under which editors look for the schema beside a file of facts."""


def scaffold(id_: str, name: str, base: FactBase) -> str:
    """A file of facts on an exercise, with everything that can be said of it as comments.

    It is in order as it stands: nothing in it is claimed before somebody has written it.

    Args:
        id_: The id of the exercise.
        name: Its name.
        base: What is known: an exercise of ours is added to and not described again.
    """
    ours = base.exercises.get(id_)
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        f"# What sources say about the {name}. Take “# ” away in front of the lines you fill in.",
        "# `primemover facts check FILE` tells whether all is in order.",
        "",
        "sources:",
        "  my-source:                     # its id: small letters, digits and hyphens",
        "    name: my source              # completes “According to …”",
        "    title: what it is called, in full",
        "    kind: notes                  # textbook, body, study, review, article, notes",
        "    # author: who wrote it",
        '    # year: "2024"',
        "    # where: its address, or the shelf",
        "    # read: how much of it you have read",
        "",
        "source: my-source                # stands behind every claim below that names no other",
        "confidence: medium               # high takes a textbook, a study, or two sources",
        "",
        "exercises:",
        f"  {id_}:",
    ]
    lines += _described(name) if ours is None else ["    source: my-source"]
    lines += _claims(name, ours, base)
    return "\n".join(lines) + "\n"


def _described(name: str) -> list[str]:
    return [
        f"    name: {name}",
        "    # aliases: [other right names, …]",
        "    # misspellings: [what people type instead, …]",
        "    # variation: hip-thrust        # what it varies; nothing is taken over from it",
        "    phases:                        # words that complete “The muscle shortens …”",
        "      lifting: as the load rises",
        "      lowering: as the load comes down",
        "      # hold: while the position is held",
    ]


def _claims(name: str, ours: Exercise | None, base: FactBase) -> list[str]:
    phase = next(iter(ours.phases), "lifting") if ours is not None else "lifting"
    patterns = ", ".join(sorted(t.id for t in base.family("movement-pattern"))[:4])
    roles = ", ".join(Role)
    contractions = ", ".join(Contraction)
    kinds = "comparison, benefit, cue, safety"
    return [
        "    #",
        "    # What holds of the whole exercise: one thing each.",
        "    # traits:",
        f"    #   - pattern: hip-hinge         # {patterns} …",
        "    #   - type: compound             # or isolation",
        "    #   - equipment: [barbell]",
        f"    #   - {{action: [hip-extension], phase: {phase}}}",
        "    #",
        "    # What muscles do: one value a claim; `at` is the place in the source.",
        "    # involvements:",
        "    #   gluteus-maximus:",
        f"    #     - role: prime mover        # {roles}",
        "    #       of: hip-extension        # the joint action it has the role for",
        "    #       at: p. 12",
        f"    #     - {{contraction: {{{phase}: concentric}}}}   # {contractions}",
        "    #     - {purpose: keep the trunk upright}     # completes “works to …”",
        "    #     - {not: synergist}         # a role that the source denies",
        "    #",
        "    # Any other claim: a sentence of your own, with a [gap] to ask for.",
        "    # statements:",
        "    #   feet:",
        f"    #     kind: setup                # {kinds} …",
        f"    #     says: In the {name}, the feet stand [hip-width] apart.",
        "    #     accept: [hip width]",
    ]
