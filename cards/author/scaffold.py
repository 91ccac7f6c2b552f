"""The scaffold of a file of user facts, as text."""

from cards.model.base import FactBase
from cards.model.nouns import Exercise
from cards.model.vocabulary import Contraction, Role

SCHEMA_FILE = "primemover.schema.json"
"""The name of the schema file, which is in the same folder as the facts."""


def scaffold(id_: str, name: str, base: FactBase) -> str:
    """The text of a fact file for an exercise, with all possible claims as comments.

    The file is valid and makes no claims until its author uncomments them.

    Args:
        id_: The id of the exercise.
        name: The name of the exercise.
        base: The existing facts; an existing exercise is extended and not described again.
    """
    existing = base.exercises.get(id_)
    lines = [
        f"# yaml-language-server: $schema={SCHEMA_FILE}",
        f"# Facts about the {name}. Remove “# ” from the lines that you fill in.",
        "# To check this file: primemover facts check FILE",
        "",
        "sources:",
        "  my-source:                     # its id: lower-case letters, digits and hyphens",
        "    name: my source              # completes “According to …”",
        "    title: its full title",
        "    kind: notes                  # textbook, body, study, review, article, notes",
        "    # author: its author",
        '    # year: "2024"',
        "    # where: its address or location",
        "    # read: the parts you have read",
        "",
        "source: my-source                # the default for all claims in this file",
        "confidence: medium               # high needs a textbook, a study, or two sources",
        "",
        "exercises:",
        f"  {id_}:",
    ]
    lines += _described(name) if existing is None else ["    source: my-source"]
    lines += _claims(name, existing, base)
    lines += _FINDING
    return "\n".join(lines) + "\n"


def _described(name: str) -> list[str]:
    return [
        f"    name: {name}",
        "    # aliases: [other correct names, …]",
        "    # misspellings: [common misspellings, …]",
        "    # variation: hip-thrust        # the exercise it varies; nothing is inherited",
        "    phases:                        # each completes “The muscle shortens …”",
        "      lifting: as the load rises",
        "      lowering: as the load comes down",
        "      # hold: while the position is held",
    ]


def _claims(name: str, existing: Exercise | None, base: FactBase) -> list[str]:
    phase = next(iter(existing.phases), "lifting") if existing is not None else "lifting"
    patterns = ", ".join(sorted(t.id for t in base.family("movement-pattern"))[:4])
    roles = ", ".join(Role)
    contractions = ", ".join(Contraction)
    kinds = "comparison, benefit, cue, safety"
    return [
        "    #",
        "    # Properties of the exercise, one per line.",
        "    # traits:",
        f"    #   - pattern: hip-hinge         # {patterns} …",
        "    #   - type: compound             # or isolation",
        "    #   - equipment: [barbell]",
        f"    #   - {{action: [hip-extension], phase: {phase}}}",
        "    #",
        "    # Claims about muscles, one value each; `at` is the place in the source.",
        "    # involvements:",
        "    #   gluteus-maximus:",
        f"    #     - role: prime mover        # {roles}",
        "    #       of: hip-extension        # a role in a joint action; omitted: in the exercise",
        "    #       at: p. 12",
        f"    #     - {{contraction: {{{phase}: concentric}}}}   # {contractions}",
        "    #     - {purpose: keep the trunk upright}     # completes “works to …”",
        "    #     - {not: synergist}         # a role that the source explicitly denies",
        "    #",
        "    # Any other claim: a sentence with a [gap] for the answer.",
        "    # statements:",
        "    #   feet:",
        f"    #     kind: setup                # {kinds} …",
        f"    #     says: In the {name}, the feet stand [hip-width] apart.",
        "    #     accept: [hip width]",
    ]


_FINDING = (
    "#",
    "# A finding of an assessment, and the muscles that a body lists for it.",
    "# compensations:",
    "#   my-finding:",
    "#     name: heels rise",
    "#     aliases: [up on the toes]",
    "#     assessment: overhead-squat-assessment",
    "#     seen: a client's heels rise",
    "#     checkpoint: feet and ankles",
    "#     lists:",
    "#       - body: nasm               # or author: who teaches it",
    "#         edition: its edition",
    "#         whole: true              # if you read the whole row",
    "#         overactive: [soleus]",
    "#         underactive: [tibialis-anterior]",
)
