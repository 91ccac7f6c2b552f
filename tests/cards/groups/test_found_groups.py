"""Group rules: each finds the groups that the facts prove."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from cards.groups.rules import GROUP_RULES
from tests.cards.groups.bases import BASE, found, three

Pairs = tuple[tuple[str, str], ...]
FOUND: Mapping[str, tuple[str, Pairs, tuple[str, ...]]] = MappingProxyType(
    {
        "any-member-of-a-group": (
            "quadriceps",
            tuple(
                ("", name)
                for name in (
                    "rectus femoris",
                    "vastus lateralis",
                    "vastus medialis",
                    "vastus intermedius",
                )
            ),
            (),
        ),
        "any-muscle-in-a-role": (
            "single-leg-hip-thrust/stabiliser",
            (("", "gluteus medius"), ("", "rectus abdominis"), ("", "obliques")),
            (),
        ),
        "members-of-a-group": (
            "quadriceps",
            tuple(
                ("", name)
                for name in (
                    *("rectus femoris", "vastus lateralis", "vastus medialis"),
                    "vastus intermedius",
                )
            ),
            ("sartorius", "gracilis", "semitendinosus"),
        ),
        "muscles-of-regions": (
            "gluteus-maximus",
            (("", "gluteus maximus"),),
            ("gluteus medius", "biceps femoris"),
        ),
        "regions-of-muscles": (
            "infraspinatus",
            (("", "on the back of the scapula, below its bony ridge"),),
            ("from the lower tip of the scapula to the upper arm",),
        ),
        "muscles-and-locations": (
            "body",
            (
                ("hamstrings", "back of the thigh"),
                ("quadriceps", "front of the thigh"),
                ("hip adductors", "inner thigh"),
                ("gluteus medius", "outer surface of the pelvis"),
            ),
            ("along the spine",),
        ),
        "muscles-and-roles": (
            "push-up",
            (
                ("pectoralis major", "prime mover"),
                ("abdominal muscles", "stabiliser"),
                ("posterior deltoid", "antagonist"),
            ),
            ("synergist",),
        ),
        "muscles-for-a-purpose": (
            "hip-thrust/hip-adductors/purpose/alignment",
            (("", "quadriceps"), ("", "hip adductors")),
            (),
        ),
        "muscles-in-a-role": (
            "single-leg-hip-thrust/stabiliser",
            (("", "gluteus medius"), ("", "rectus abdominis"), ("", "obliques")),
            ("gluteus maximus",),
        ),
        "odd-role-out": (
            "single-leg-hip-thrust/gluteus-maximus/stabiliser",
            (("", "gluteus maximus"),),
            ("rectus abdominis", "obliques"),
        ),
        "rankings": (
            "hip-thrust/activity-ranking",
            tuple(
                ("", name)
                for name in (
                    *("gluteus maximus", "erector spinae", "biceps femoris"),
                    "vastus lateralis",
                )
            ),
            (),
        ),
        "any-action-of-a-muscle": ("brachialis", (("", "elbow flexion"),), ()),
        "any-muscle-for-an-action": (
            "elbow-flexion",
            tuple(
                ("", name)
                for name in (
                    *("biceps brachii", "brachialis", "brachioradialis", "pronator teres"),
                    "elbow flexors",
                )
            ),
            (),
        ),
        "joints-of-a-muscle": (
            "gastrocnemius",
            (("", "knee and ankle"),),
            ("hip only", "knee only", "ankle only", "hip and knee"),
        ),
        "muscles-and-actions": (
            "thigh",
            (
                ("sartorius", "hip flexion"),
                ("vastus lateralis", "knee extension"),
                ("biceps femoris", "hip extension"),
            ),
            ("plantar flexion",),
        ),
        "muscles-and-nerves": (
            "thigh",
            (
                ("sartorius", "femoral nerve"),
                ("biceps femoris", "sciatic nerve"),
                ("adductor longus", "obturator nerve"),
            ),
            ("inferior gluteal nerve",),
        ),
        "terms-and-definitions": (
            "lever-part",
            (
                ("fulcrum", "the fixed point about which a rigid bar rotates"),
                ("effort", "the push or pull applied to move a resistance, as by a muscle"),
            ),
            ("the turning effect of a force about an axis",),
        ),
        "actions-at-two-joints": (
            "rectus-femoris/hip-flexion+knee-extension",
            (("", "hip flexion and knee extension"),),
            ("hip extension and knee extension", "hip flexion and knee flexion"),
        ),
        "muscles-with-two-actions": (
            "knee-flexion+plantar-flexion",
            (("", "gastrocnemius"),),
            ("biceps femoris", "soleus"),
        ),
        "positions-that-stretch": (
            "hamstrings/hip-extension+knee-flexion",
            (("", "hip flexion and knee extension"),),
            ("hip extension and knee extension", "hip flexion and knee flexion"),
        ),
        "exercises-for-a-finding": (
            "overhead-squat-arms-fall-forward/reverse-fly@nasm-cpt-7",
            (("", "reverse fly"),),
            ("bench press", "dumbbell fly"),
        ),
        "isolation-among-compound": (
            "barbell-curl",
            (("", "barbell curl"),),
            ("machine shoulder press", "bent-over row", "pull-up"),
        ),
        "compound-among-isolation": (
            "lat-pulldown",
            (("", "lat pulldown"),),
            ("shoulder shrug", "reverse wrist curl", "straight-arm pulldown"),
        ),
        "exercises-that-come-next": (
            "arnold-press",
            (("", "Arnold press"),),
            ("inverted row", "lat pulldown", "one-arm dumbbell row"),
        ),
        "exercises-that-spare-a-joint": (
            "quadriceps/hip-joint/leg-extension",
            (("", "leg extension"),),
            ("leg press", "seated leg curl"),
        ),
        "faults-among-good-technique": (
            "correction/lateral-raise-rock",
            (("", "the trunk swings to raise the dumbbells"),),
            ("the arms stop level with the shoulders", "exhalation occurs as the arms go up"),
        ),
        "good-technique-among-faults": (
            "exhalation/back-squat",
            (("", "exhalation occurs on the way up"),),
            ("both legs cave inward", "the heels leave the floor"),
        ),
        "joint-actions-lost": (
            "face-pull/reverse-fly",
            (("", "elbow flexion"),),
            ("shoulder horizontal abduction", "elbow extension", "shoulder horizontal adduction"),
        ),
        "plans-for-a-finding": (
            "upper-crossed-posture/pectoralis-major+lower-trapezius@nasm-cpt-7",
            (("", "stretch the pectoralis major and strengthen the lower trapezius"),),
            (
                "stretch the lower trapezius and strengthen the pectoralis major",
                "stretch the middle trapezius and strengthen the lower trapezius",
            ),
        ),
        "steps-for-a-finding": (
            "overhead-squat-arms-fall-forward/latissimus-dorsi/overactive@nasm-cpt-7",
            (("", "stretch the latissimus dorsi"),),
            ("strengthen the pectoralis major", "stretch the posterior deltoid"),
        ),
        "muscles-for-a-phase": (
            "pulling-head-juts-forward/activate-phase@nasm-cpt-7",
            (("", "deep neck flexors"),),
            ("levator scapulae", "sternocleidomastoid"),
        ),
        "muscles-in-two-findings": (
            "pulling-head-juts-forward/pushing-shoulders-elevate/overactive@nasm-cpt-7",
            (("", "levator scapulae"),),
            ("sternocleidomastoid", "upper trapezius", "lower trapezius"),
        ),
        "muscles-listed-by-all": (
            "upper-crossed-posture/levator-scapulae/overactive",
            (("", "levator scapulae"),),
            ("deep neck flexors", "lower trapezius"),
        ),
        "findings-at-a-place": (
            "overhead-squat-arms-fall-forward/observation/view",
            (("", "arms fall forward"),),
            ("feet turn out", "knees move inward"),
        ),
        "exercises-for-a-goal": (
            "triceps-brachii/isolation/skull-crusher",
            (("", "skull crusher"),),
            ("Arnold press", "dumbbell curl"),
        ),
        "exercises-for-a-missing-pattern": (
            "squat-pattern/back-squat",
            (("", "back squat"),),
            ("lateral lunge", "decline push-up", "inverted row"),
        ),
        "exercises-for-a-missing-plane": (
            "frontal-plane/lateral-raise",
            (("", "lateral raise"),),
            ("lying leg curl", "reverse fly", "cable crossover"),
        ),
        "roles-and-reasons": (
            "leg-extension/hamstrings/role",
            (("", "antagonists, because they flex the knee"),),
            (
                "prime movers, because they flex the knee",
                "prime movers, because they extend the knee",
                "antagonists, because they extend the knee",
            ),
        ),
        "roles-in-two-exercises": (
            "triceps-brachii/barbell-curl",
            (("", "antagonist, then prime mover"),),
            ("prime mover, then antagonist", "antagonist in both", "prime mover in both"),
        ),
        "statements-with-a-mistake": (
            "leg-extension/hamstrings/role",
            (("", "role and joint action are both right"),),
            (
                "the role is wrong, the joint action right",
                "the role is right, the joint action wrong",
                "role and joint action are both wrong",
            ),
        ),
        "exercises-for-the-opposite-action": (
            "leg-curl/knee-flexion",
            (("", "lying leg curl"),),
            ("leg press", "single-leg squat"),
        ),
        "directions-in-two-exercises": (
            "deadlift/lifting/action/knee-extension",
            (("", "knee extension, then knee flexion"),),
            ("knee flexion in both", "knee flexion, then knee extension"),
        ),
        "controllers": (
            "back-squat/lowering/gluteus-maximus/contraction/hip-joint",
            (("", "gluteus maximus, eccentrically"),),
            ("gluteus maximus, concentrically", "iliopsoas, concentrically"),
        ),
        "exercises-for-a-superset": (
            "bench-press/horizontal-push",
            (("", "bench press"),),
            ("standing external rotation", "cable lateral raise"),
        ),
        "exercises-with-a-role": (
            "desk/quadriceps/role",
            (("", "desk lift"),),
            ("sofa lift", "wall lift"),
        ),
    }
)


@pytest.mark.parametrize("rule", GROUP_RULES)
def test_a_group_rule_finds_the_proven_groups(rule: str) -> None:
    base = three().base if rule == "exercises-with-a-role" else BASE
    id_, pairs, wrong = FOUND[rule]
    group = next(group for group in found(rule, base) if group.id == id_)

    if group.left_side:
        assert set(pairs) <= set(zip(group.left_side, group.key, strict=True))
    elif rule == "rankings":
        assert [right for _, right in pairs] == list(group.key)
    else:
        assert {right for _, right in pairs} == set(group.key)
    assert set(wrong) <= {d.text for d in group.distractors}
    assert bool(wrong) is bool(group.distractors)
