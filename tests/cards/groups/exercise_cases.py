"""Facts on exercises that prove no group: the rule, the reason and the file."""

from tests.cards.groups.bases import ACTION, HEAD, exercises, finding

OTHER_ACTION = "joint-action: {kind: action, says: It is hip extension., value: hip-extension}"
COMPOUND = "type: {kind: mechanic, says: It is a compound exercise., value: compound}"
ISOLATION = "type: {kind: mechanic, says: It is an isolation exercise., value: isolation}"

FLEXION = ACTION.replace("extension", "flexion")
SQUAT = f"{COMPOUND}\n{ACTION}\nhip-{OTHER_ACTION}"
LIFTED, UNLIFTED = (text.replace("value:", "phase: lifting, value:") for text in (ACTION, FLEXION))

ON_EXERCISES: tuple[tuple[str, str, str], ...] = (
    (
        "exercises-for-the-opposite-action",
        "one of the others is stated to have the opposite action as well",
        exercises(
            desk=f"--\n{ISOLATION}\n{ACTION}",
            sofa=f"--\n{ISOLATION}\n{FLEXION}",
            wall=f"--\n{ISOLATION}\n{FLEXION}",
            tile=f"--\n{ISOLATION}\n{FLEXION}\nother-{ACTION}",
        ),
    ),
    (
        "exercises-for-the-opposite-action",
        "the exercise with the opposite action is a compound exercise",
        exercises(
            desk=f"--\n{COMPOUND}\n{ACTION}",
            sofa=f"--\n{ISOLATION}\n{FLEXION}",
            wall=f"--\n{ISOLATION}\n{FLEXION}",
            tile=f"--\n{ISOLATION}\n{FLEXION}",
            roof=f"--\n{ISOLATION}\n{FLEXION}",
        ),
    ),
    (
        "directions-in-two-exercises",
        "how the repetitions begin is not stated",
        exercises(
            desk=f"--\n{LIFTED}",
            sofa=f"--\n{UNLIFTED}",
        ),
    ),
    (
        "directions-in-two-exercises",
        "one of them has the opposite action in the same phase",
        exercises(
            desk=f"--\n{LIFTED}\nother-{UNLIFTED}",
            sofa=f"--\n{UNLIFTED}",
        ).replace("    phases:", "    begins: lifting\n    phases:"),
    ),
    (
        "directions-in-two-exercises",
        "no exercise has the opposite action in this part of its repetition",
        exercises(
            desk=f"--\n{LIFTED}",
            sofa=f"--\n{LIFTED}",
        ).replace("    phases:", "    begins: lifting\n    phases:"),
    ),
    (
        "controllers",
        "how the repetition begins is not stated",
        exercises(
            desk="quadriceps: [{role: prime mover, of: knee-extension},"
            " {phase: lifting, contraction: concentric}]"
        ),
    ),
    (
        "controllers",
        "the muscle is not stated to perform the joint action",
        exercises(
            desk="soleus: [{role: prime mover, of: knee-extension},"
            " {phase: lifting, contraction: concentric}]"
        ).replace("    phases:", "    begins: lifting\n    phases:"),
    ),
    (
        "roles-in-two-exercises",
        "the muscle has one role in all exercises",
        exercises(desk="soleus: [{role: antagonist}]", sofa="soleus: [{role: antagonist}]"),
    ),
    (
        "roles-in-two-exercises",
        "each exercise leaves the role in the other one open",
        exercises(
            desk="soleus: [{role: antagonist, open: [prime mover]}]",
            sofa="soleus: [{role: prime mover, open: [antagonist]}]",
        ),
    ),
    (
        "statements-with-a-mistake",
        "another role is left open",
        exercises(desk=f"soleus: [{{role: antagonist, open: [stabiliser]}}]\n--\n{ACTION}"),
    ),
    (
        "statements-with-a-mistake",
        "nothing is stated to move",
        exercises(desk="soleus: [{role: antagonist}]"),
    ),
    (
        "exercises-for-a-missing-pattern",
        "too few patterns are stated",
        exercises(
            desk="--\na: {kind: pattern, says: It is a squat., value: squat-pattern}",
            sofa="--\na: {kind: pattern, says: It is a hinge., value: hip-hinge}",
            wall="--\na: {kind: pattern, says: It is a hinge., value: hip-hinge}",
        ),
    ),
    (
        "exercises-for-a-missing-plane",
        "too few exercises are in other planes",
        exercises(
            desk="--\na: {kind: plane, says: It is frontal., value: frontal-plane}",
            sofa="--\na: {kind: plane, says: It is sagittal., value: sagittal-plane}",
            wall="--\na: {kind: plane, says: It is transverse., value: transverse-plane}",
        ),
    ),
    (
        "roles-and-reasons",
        "the antagonist might also be a prime mover",
        exercises(
            desk="quadriceps: [{role: prime mover}]\n"
            f"hamstrings: [{{role: antagonist, open: [prime mover]}}]\n--\n{OTHER_ACTION}"
        ),
    ),
    (
        "roles-and-reasons",
        "the exercise has no antagonist",
        exercises(desk=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}"),
    ),
    (
        "exercises-for-a-finding",
        "no exercise is stated to leave the muscle out",
        exercises(
            desk="gluteus-maximus: [{role: prime mover}]",
            sofa="soleus: [{role: prime mover}]",
            wall="soleus: [{role: prime mover}]",
        )
        + finding("{body: nasm, overactive: [soleus], underactive: [gluteus-maximus]}"),
    ),
    (
        "steps-for-a-finding",
        "the body teaches no phases of corrective exercise",
        HEAD + finding("{body: acsm, overactive: [soleus], underactive: [tibialis-anterior]}"),
    ),
    (
        "plans-for-a-finding",
        "one list has a single muscle, so that no plan exchanges it",
        HEAD + finding("{body: nasm, overactive: [soleus], underactive: [tibialis-anterior]}"),
    ),
    (
        "faults-among-good-technique",
        "nothing is stated to be right",
        exercises(desk=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}"),
    ),
    (
        "good-technique-among-faults",
        "nothing is stated to be right",
        exercises(desk=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}"),
    ),
    (
        "joint-actions-lost",
        "the other exercise is not stated to move one joint only",
        exercises(
            desk=f"quadriceps: [{{role: prime mover}}]\n--\n{SQUAT}",
            sofa=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}",
        ),
    ),
    (
        "exercises-that-spare-a-joint",
        "the other exercise is not stated to move one joint only",
        exercises(
            desk=f"quadriceps: [{{role: prime mover}}]\n--\n{SQUAT}",
            wall=f"quadriceps: [{{role: prime mover}}]\n--\n{SQUAT}",
            sofa=f"quadriceps: [{{role: prime mover}}]\n--\n{ACTION}",
        ),
    ),
    (
        "isolation-among-compound",
        "the others are silent on their type",
        exercises(
            desk=f"--\n{ISOLATION}\n{ACTION}",
            sofa=f"--\n{ACTION}",
            wall=f"--\n{ACTION}",
            tile=f"--\n{ACTION}",
        ),
    ),
    (
        "compound-among-isolation",
        "the others are silent on their type",
        exercises(
            desk=f"--\n{SQUAT}",
            sofa=f"--\n{ACTION}",
            wall=f"--\n{ACTION}",
            tile=f"--\n{ACTION}",
        ),
    ),
    (
        "exercises-that-come-next",
        "too few pushes are stated",
        exercises(
            desk="--\na: {kind: pattern, says: It is a push., value: horizontal-push}",
            sofa="--\na: {kind: pattern, says: It is a pull., value: horizontal-pull}",
            wall="--\na: {kind: pattern, says: It is a pull., value: horizontal-pull}",
        ),
    ),
    (
        "findings-at-a-place",
        "no other finding of the assessment is seen elsewhere",
        HEAD + finding("{body: nasm, overactive: [soleus]}"),
    ),
    (
        "exercises-for-a-goal",
        "the others are silent on the muscle or on the type",
        exercises(
            desk=f"quadriceps: [{{role: prime mover}}]\n--\n{COMPOUND}",
            sofa="quadriceps: [{role: prime mover}]",
            wall="quadriceps: [{role: prime mover}]",
            tile=f"obliques: [{{role: stabiliser}}]\n--\n{COMPOUND}",
            roof=f"obliques: [{{role: stabiliser}}]\n--\n{COMPOUND}",
        ),
    ),
    (
        "exercises-for-a-superset",
        "the others are silent on whether they are isolation exercises",
        exercises(
            desk=f"--\n{ISOLATION}\n{ACTION}",
            sofa=f"--\n{FLEXION}",
            wall=f"--\n{FLEXION}",
            tile=f"--\n{FLEXION}",
        ),
    ),
    (
        "exercises-with-a-role",
        "the others state no role of the muscle",
        exercises(
            desk="quadriceps: [{role: prime mover}]",
            sofa="obliques: [{role: stabiliser}]",
            wall="obliques: [{role: synergist}]",
        ),
    ),
    (
        "exercises-with-a-role",
        "the muscle has the role in the others, too",
        exercises(
            desk="quadriceps: [{role: prime mover}]",
            sofa="quadriceps: [{role: prime mover}]",
            wall="quadriceps: [{role: prime mover}]",
        ),
    ),
)
