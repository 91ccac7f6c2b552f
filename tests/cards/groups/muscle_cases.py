"""Facts on muscles and terms that prove no group: the rule, the reason and the file."""

from tests.cards.groups.bases import HEAD, exercises, finding

TWO_STABILISERS = "quadriceps: [{role: stabiliser}]\nobliques: [{role: stabiliser}]"
ONE_MUSCLE = (
    f"{HEAD}muscles:\n  sofa-muscle:\n    name: sofa muscle\n    region: sofa\n    traits:\n"
)
TWO_JOINTS = f"{ONE_MUSCLE}      - {{crosses: [elbow-joint, wrist-joint]}}\n"

ON_MUSCLES: tuple[tuple[str, str, str], ...] = (
    (
        "actions-at-two-joints",
        "its name tells an action",
        TWO_JOINTS.replace("sofa muscle", "flexor of the sofa")
        + "      - {action: [elbow-flexion, wrist-flexion]}\n",
    ),
    (
        "actions-at-two-joints",
        "both actions are at one joint",
        f"{TWO_JOINTS}      - {{action: [wrist-flexion, radial-deviation]}}\n",
    ),
    (
        "positions-that-stretch",
        "it assists in the opposite of one action",
        (
            f"{TWO_JOINTS}      - {{action: [elbow-flexion, wrist-flexion]}}\n"
            "      - {assists: wrist-extension}\n"
        ),
    ),
    (
        "muscles-with-two-actions",
        "the only other muscle may perform both",
        (
            f"{TWO_JOINTS}      - {{action: [elbow-flexion, wrist-flexion]}}\n"
            "  wall-muscle:\n    name: wall muscle\n    traits:\n      - {action: elbow-flexion}\n"
        ),
    ),
    (
        "any-action-of-a-muscle",
        "the name of the muscle states its action",
        (
            f"{HEAD}muscles:\n  sofa-flexor:\n    name: flexor of the sofa elbow\n"
            "    traits: [{action: elbow-flexion}]\n"
        ),
    ),
    (
        "any-muscle-for-an-action",
        "only one muscle is stated to perform it",
        f"{ONE_MUSCLE}      - {{action: elbow-flexion}}\n",
    ),
    (
        "joints-of-a-muscle",
        "it crosses no joint of the limbs",
        f"{ONE_MUSCLE}      - {{crosses: neck}}\n",
    ),
    (
        "muscles-and-actions",
        "only one muscle is stated in the region",
        f"{ONE_MUSCLE}      - {{action: elbow-flexion}}\n",
    ),
    (
        "muscles-and-nerves",
        "only one muscle is stated in the region",
        f"{ONE_MUSCLE}      - {{nerve: ulnar-nerve}}\n",
    ),
    (
        "any-member-of-a-group",
        "its members share its name",
        (
            f"{HEAD}groups:\n  calves: {{name: calf muscles, plural: true, members: "
            "{calf-one: mine, calf-two: mine}, complete: true}\nmuscles:\n"
            "  calf-one: {name: outer calf}\n  calf-two: {name: inner calf}\n"
        ),
    ),
    (
        "any-member-of-a-group",
        "its members are not all known",
        (
            f"{HEAD}groups:\n  arms: {{name: arms, plural: true, members: "
            "{left-one: mine, right-one: mine}}\n"
            "muscles:\n  left-one: {name: left one}\n  right-one: {name: right one}\n"
        ),
    ),
    (
        "any-muscle-in-a-role",
        "only one muscle has the role",
        exercises(desk="quadriceps: [{role: stabiliser}]\nobliques: [{role: synergist}]"),
    ),
    (
        "members-of-a-group",
        "its members are not all known",
        (
            f"{HEAD}groups:\n  arms: {{name: arms, plural: true, members: "
            "{left-one: mine, right-one: mine}}\n"
            "  legs: {name: legs, plural: true, members: {long-one: mine, short-one: mine}}\n"
            "muscles:\n  left-one: {name: left one}\n  right-one: {name: right one}\n"
            "  long-one: {name: long one}\n  short-one: {name: short one}\n"
        ),
    ),
    (
        "muscles-of-regions",
        "the muscle is not on the figure",
        f"{HEAD}muscles:\n  new: {{name: new one, traits: [{{location: in the thigh}}]}}\n",
    ),
    (
        "regions-of-muscles",
        "a user gives the name to a muscle",
        (
            f"{HEAD}muscles:\n  gluteus-maximus: {{name: gluteus maximus, traits: "
            "[{location: in the hip}]}\n"
        ),
    ),
    (
        "muscles-and-locations",
        "only one location is stated",
        (
            f"{HEAD}statements:\n"
            "  a: {kind: location, muscle: quadriceps, says: There., value: front-of-thigh}\n"
        ),
    ),
    (
        "muscles-and-locations",
        "the only spare location is that of a member of the group",
        (
            f"{HEAD}statements:\n"
            "  a: {kind: location, muscle: quadriceps, says: There., value: front-of-thigh}\n"
            "  b: {kind: location, muscle: obliques, says: There., value: front-of-abdomen}\n"
            "  c: {kind: location, muscle: rectus-femoris, says: There., value: inner-thigh}\n"
        ),
    ),
    (
        "muscles-and-roles",
        "only one role is stated",
        exercises(desk=TWO_STABILISERS),
    ),
    (
        "muscles-and-roles",
        "all spare roles are left open",
        exercises(
            desk="quadriceps: [{role: prime mover, open: [antagonist, stabiliser]}]\n"
            "obliques: [{role: synergist}]"
        ),
    ),
    (
        "muscles-and-roles",
        "a member of the group has the other role",
        exercises(
            desk="quadriceps: [{role: prime mover}]\nrectus-femoris: [{role: synergist}]\n"
            "obliques: [{role: synergist, open: [prime mover]}]"
        ),
    ),
    (
        "muscles-for-a-purpose",
        "another muscle has a similar purpose",
        exercises(
            desk="quadriceps: [{purpose: stabilise the knee joint}]\n"
            "obliques: [{purpose: help to stabilise the knee}]"
        ),
    ),
    (
        "muscles-for-a-purpose",
        "the purpose names the muscle",
        exercises(desk="quadriceps: [{purpose: let the quadriceps work}]"),
    ),
    (
        "muscles-in-a-role",
        "no muscle is proven not to have it",
        exercises(desk=f"{TWO_STABILISERS}\ngracilis: [{{purpose: help}}]"),
    ),
    (
        "muscles-in-a-role",
        "the second is part of the first",
        exercises(
            desk="quadriceps: [{role: stabiliser}]\nrectus-femoris: [{role: stabiliser}]\n"
            "obliques: [{role: synergist}]"
        ),
    ),
    (
        "odd-role-out",
        "the others may have the odd one's role as well",
        exercises(
            desk="gluteus-maximus: [{role: prime mover}]\n"
            "quadriceps: [{role: stabiliser, open: [prime mover]}]\nobliques: [{role: stabiliser}]"
        ),
    ),
    (
        "odd-role-out",
        "the others are a muscle and its part",
        exercises(
            desk="gluteus-maximus: [{role: prime mover}]\n"
            "quadriceps: [{role: stabiliser}]\nrectus-femoris: [{role: stabiliser}]"
        ),
    ),
    (
        "odd-role-out",
        "sources disagree on the odd one",
        exercises(
            desk=f"gluteus-maximus: [{{role: prime mover, confidence: contested}}]\n"
            f"{TWO_STABILISERS}"
        ),
    ),
    (
        "rankings",
        "no order is stated",
        exercises(
            desk="--\na: {kind: ranking, says: The quadriceps lead.}",
        ),
    ),
    (
        "terms-and-definitions",
        "there is no spare definition",
        (
            f"{HEAD}families:\n  grip: {{name: grip}}\nterms:\n"
            "  wide: {name: wide grip, family: grip, definition: far apart}\n"
            "  close: {name: close grip, family: grip, definition: near each other}\n"
        ),
    ),
    (
        "muscles-for-a-phase",
        "the body teaches no phases of corrective exercise",
        HEAD + finding("{body: acsm, overactive: [soleus], underactive: [tibialis-anterior]}"),
    ),
    (
        "muscles-in-two-findings",
        "there is only one finding",
        HEAD + finding("{body: nasm, whole: true, overactive: [soleus, gracilis, sartorius]}"),
    ),
    (
        "muscles-listed-by-all",
        "another body lists the muscle on the other side",
        HEAD
        + finding(
            "{body: nasm, overactive: [soleus], underactive: [gracilis, sartorius]}",
            "{body: ace, overactive: [soleus], underactive: [gracilis, sartorius]}",
            "{body: nfpt, underactive: [soleus]}",
        ),
    ),
)
