"""Muscle maps: what is painted, and the documents that show it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cards.cache.figure import load_figure
from cards.model.figure import Depth, FigureView
from cards.model.vocabulary import Contraction
from decks.maps.depth import covered
from decks.maps.document import render
from decks.maps.exercise import exercise_map
from decks.maps.finding import finding_map
from decks.maps.labels import LabelColumn, anchors, chief_views, circle_of
from decks.maps.listing import described, list_lines, listed
from decks.maps.painting import needed_details, painted, sectioned
from decks.maps.place import muscle_map
from decks.maps.question import (
    highlighted_map,
    highlighted_text,
    numbered_map,
    numbered_text,
)
from decks.maps.spans import spans
from decks.maps.spec import MapEntry, MapSpec, Paint, Panel, Theme
from tests.support.library import builtin_library

FIGURE = load_figure(None)
BASE = builtin_library().base
_DRAWING = re.compile(r' (d|font-family)="[^"]*"')
HIP_THRUST = exercise_map(BASE.exercises["hip-thrust"], BASE)


VIEWS = tuple(FigureView)
RHOMBOIDS = ("rhomboid-minor", "rhomboid-major")


def entry(name: str, paint: Paint, *muscles: str) -> MapEntry:
    return MapEntry(name=name, muscles=frozenset(muscles), paint=paint)


def paints(spec: MapSpec, number: int = 0) -> dict[str, Paint]:
    return {id_: found.paint for id_, found in painted(spec.panels[number], FIGURE).items()}


def test_a_group_lights_up_its_members() -> None:
    found = paints(HIP_THRUST)

    for muscle in ("biceps-femoris", "semitendinosus", "semimembranosus"):
        assert found[f"{muscle}-back"] is Paint.SYNERGIST


def test_a_muscle_that_no_source_credits_stays_plain() -> None:
    assert "pectoralis-major-front" not in paints(HIP_THRUST)
    assert "not credited by our sources" in render(HIP_THRUST, FIGURE)


def test_a_deep_member_of_a_group_is_painted_unless_other_members_are_over_it() -> None:
    posture = finding_map(BASE.compensations["lower-crossed-posture"], BASE, body="nasm")
    assert posture is not None
    found = paints(posture)

    for region in ("psoas-major-front", "iliacus-front", "rectus-femoris-front"):
        assert found[region] is Paint.OVERACTIVE, "the hip flexors"
    assert "overactive: hip flexors (front, partly deep)" in list(list_lines(posture, FIGURE))
    assert "transversus-abdominis-front" not in found, "the other abdominal muscles are over it"


def test_of_the_lumbar_extensors_only_the_section_of_the_low_back_is_drawn() -> None:
    posture = finding_map(BASE.compensations["lower-crossed-posture"], BASE, body="nasm")
    assert posture is not None
    figure = sectioned(posture.panels, FIGURE)
    extensors = {e.name: e.muscles for e in posture.panels[0].entries}["lumbar extensors"]

    boxes = [region.box for region in figure.regions_of(extensors)]
    assert boxes
    assert min(box[2] for box in boxes) >= FIGURE.by_id["multifidus-back"].box[2]


def test_deep_muscles_are_on_one_half_if_they_would_cover_painted_ones() -> None:
    crunch = exercise_map(BASE.exercises["crunch"], BASE)
    found = painted(crunch.panels[0], FIGURE)
    under = {anchor.entry.name: anchor.under for anchor in anchors(found, FIGURE, VIEWS)}

    assert covered(found, FigureView.FRONT, FIGURE) >= {"rectus-abdominis-front"}
    assert under["transversus abdominis"]
    assert not under["rectus abdominis"]


def test_the_muscles_of_a_deep_group_have_one_outline() -> None:
    dashed = render(replace(HIP_THRUST, legend=False), FIGURE).count('class="d"')

    assert dashed == 2, "the erector spinae, and the iliopsoas"


def test_a_label_points_at_a_part_that_nothing_covers() -> None:
    """The middle of the erector spinae is under the rhomboids, which are drawn over them."""
    push_up = exercise_map(BASE.exercises["push-up"], BASE)
    found = {a.entry.name: a for a in anchors(painted(push_up.panels[0], FIGURE), FIGURE, VIEWS)}
    x, y = found["erector spinae"].point
    over = [part for id_ in RHOMBOIDS for part in FIGURE.by_id[f"{id_}-back"].parts]

    assert not [True for begin, end in spans(over, y) if begin < x < end]


def test_a_role_that_sources_disagree_on_is_marked_as_not_agreed() -> None:
    squat = exercise_map(BASE.exercises["back-squat"], BASE)

    assert paints(squat)["biceps-femoris-back"] is Paint.CONTESTED


def test_a_role_in_a_joint_action_names_the_action() -> None:
    bench = exercise_map(BASE.exercises["bench-press"], BASE)

    lines = list(list_lines(bench, FIGURE))
    assert "prime mover: pectoralis major (front)" in lines
    assert "antagonist of elbow extension: biceps brachii (front)" in lines


def test_of_two_entries_the_first_has_a_muscle() -> None:
    panel = Panel(
        entries=(
            entry("biceps femoris", Paint.STABILISER, "biceps-femoris"),
            entry("hamstrings", Paint.PRIME_MOVER, "biceps-femoris", "semitendinosus"),
        )
    )

    found = painted(panel, FIGURE)
    assert found["biceps-femoris-back"].paint is Paint.STABILISER
    assert found["semitendinosus-back"].paint is Paint.PRIME_MOVER


def test_each_phase_has_a_panel_with_its_contractions() -> None:
    spec = exercise_map(BASE.exercises["hip-thrust"], BASE, by_phase=True)

    found = {panel.heading: {e.name: e.contraction for e in panel.entries} for panel in spec.panels}
    lifting, lowering = (
        found["Lifting: as the hips rise"],
        found["Lowering: as the hips are lowered"],
    )
    assert lifting["gluteus maximus"] is Contraction.CONCENTRIC
    assert lowering["gluteus maximus"] is Contraction.ECCENTRIC
    assert lifting["erector spinae"] is lowering["erector spinae"] is Contraction.ISOMETRIC
    svg = render(spec, FIGURE)
    assert all(word in svg for word in (">shortens<", ">lengthens<", ">holds<"))
    assert svg.count("<clipPath") == 2, "the second panel refers to the first"


def test_a_finding_has_the_list_of_one_body() -> None:
    finding = BASE.compensations["overhead-squat-knees-move-inward"]
    spec = finding_map(finding, BASE, body="nasm")

    assert spec is not None
    assert spec.title == "Knees move inward: muscles as NASM CPT 7 lists them"
    assert paints(spec)["gluteus-medius-back"] is Paint.UNDERACTIVE
    assert paints(spec)["adductor-longus-front"] is Paint.OVERACTIVE
    assert ">not listed<" in render(spec, FIGURE)


def test_the_list_names_each_muscle_with_its_role_and_its_view() -> None:
    lines = list(list_lines(HIP_THRUST, FIGURE))

    assert "prime mover: gluteus maximus (back)" in lines
    assert "antagonist: iliopsoas (front, deep)" in lines


def test_two_muscles_of_one_region_are_both_listed_as_drawn() -> None:
    wrist = (f"extensor-carpi-radialis-{part}" for part in ("longus", "brevis"))
    panel = Panel(entries=tuple(entry(id_, Paint.PRIME_MOVER, id_) for id_ in wrist))

    assert [row.places for paint in listed(panel, FIGURE) for row in paint.rows] == ["back", "back"]


def test_a_group_without_members_is_listed_and_not_drawn() -> None:
    spec = MapSpec(panels=(Panel(entries=(entry("core", Paint.STABILISER),)),), title="A map")

    assert "stabiliser: core (not drawn)" in list(list_lines(spec, FIGURE))
    assert described(spec, FIGURE) == ""
    assert ">Not drawn: core.<" in render(spec, FIGURE)


def test_an_answer_names_exactly_what_is_drawn() -> None:
    root = ET.fromstring(render(HIP_THRUST, FIGURE))
    title, description = root[0].text, root[1].text or ""

    assert title == "Hip thrust: muscles worked"
    drawn = [row.entry.name for paint in listed(HIP_THRUST.panels[0], FIGURE) for row in paint.rows]
    assert drawn
    assert all(name in description for name in drawn)
    assert "latissimus dorsi" not in description


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_is_drawn_with_labels(theme: Theme) -> None:
    spec = exercise_map(BASE.exercises["back-squat"], BASE, theme=theme, labels=True)
    svg = render(spec, FIGURE)

    ET.fromstring(svg)
    assert ">gluteus maximus</text>" in svg


def test_a_question_has_no_name_anywhere() -> None:
    names = {
        word
        for muscle in BASE.muscles.values()
        for name in (muscle.name, muscle.id, *muscle.aliases)
        for word in re.findall(r"[a-z]{5,}", name.lower())
    }
    for region in FIGURE.regions:
        svg = render(highlighted_map(region), FIGURE)
        words = set(re.findall(r"[a-z]{5,}", _DRAWING.sub("", svg.lower())))
        assert words & names == set(), region.id
        assert "<title" not in svg
        assert "<desc" not in svg
        assert "<text" not in svg


def test_only_a_headed_map_has_its_title_above_the_figure() -> None:
    heading = ">Hip thrust: muscles worked</text>"

    assert heading in render(replace(HIP_THRUST, headed=True), FIGURE)
    assert heading not in render(HIP_THRUST, FIGURE)


def test_a_cropped_map_draws_only_the_part_that_is_shown() -> None:
    calf = exercise_map(BASE.exercises["standing-calf-raise"], BASE)
    views = chief_views(calf, FIGURE)
    cropped = render(replace(calf, cropped=True, legend=False, views=views), FIGURE)

    assert views == (FigureView.BACK,)
    assert len(cropped) < len(render(replace(calf, legend=False, views=views), FIGURE)) / 2
    *_, height = re.findall(r'viewBox="0 (\d+) \d+ (\d+)"', cropped)[0]
    assert int(height) < 400


def test_a_map_of_a_group_has_the_views_that_show_its_members() -> None:
    found = {}
    for id_ in ("rotator-cuff", "quadriceps", "hamstrings"):
        spec = muscle_map(BASE.muscles[id_], FIGURE)
        assert spec is not None
        found[id_] = chief_views(spec, FIGURE)

    assert found == {
        "rotator-cuff": (FigureView.FRONT, FigureView.BACK),  # the subscapularis is in front
        "quadriceps": (FigureView.FRONT,),
        "hamstrings": (FigureView.BACK,),
    }


def test_the_text_of_a_question_says_where() -> None:
    region = FIGURE.chief_region("gluteus-medius")

    assert region is not None
    assert (region.id, region.view, region.depth) == (
        "gluteus-medius-back",
        FigureView.BACK,
        Depth.SURFACE,
    )
    assert highlighted_text(region) == (
        "Diagram of the body, one muscle highlighted: it is "
        "on the upper outer hip, just below the iliac crest."
    )


def test_a_ring_lies_where_its_muscle_is_seen() -> None:
    """The rhomboids are drawn over the erector spinae."""
    spec = exercise_map(BASE.exercises["push-up"], BASE)
    found = painted(spec.panels[0], FIGURE)
    for anchor in anchors(found, FIGURE, spec.views):
        (x, y), radius = circle_of(anchor, found, FIGURE)
        held = [r.id for r in FIGURE.regions if r.id in found and r.view is anchor.view]
        around = [id_ for id_ in held if in_spans(x, spans(FIGURE.by_id[id_].parts, y))]
        if anchor.entry.name == "erector spinae":
            assert not {f"{id_}-back" for id_ in RHOMBOIDS} & set(around)
        assert anchor.region.id in around
        assert radius > 2


def in_spans(x: float, found: Sequence[tuple[float, float]]) -> bool:
    return any(begin <= x <= end for begin, end in found)


def test_regions_are_numbered_in_the_given_order() -> None:
    regions = [FIGURE.by_id[f"{id_}-back"] for id_ in ("gluteus-maximus", "gluteus-medius")]
    spec = numbered_map(regions)

    assert [e.number for e in spec.panels[0].entries] == [1, 2]
    assert numbered_text(regions) == (
        "Diagram of the body, 2 muscles numbered. "
        "1: between the sacrum and the upper thigh, as a thick mass; "
        "2: on the upper outer hip, just below the iliac crest."
    )
    ET.fromstring(render(spec, FIGURE))


def test_a_detail_is_drawn_for_the_muscles_that_front_and_back_hide() -> None:
    hip = MapSpec(panels=(Panel(entries=(entry("", Paint.PRIME_MOVER, "gluteus-minimus"),)),))
    chest = MapSpec(panels=(Panel(entries=(entry("", Paint.PRIME_MOVER, "pectoralis-major"),)),))

    assert [detail.id for detail in needed_details(hip.panels[0], FIGURE)] == ["hip"]
    assert needed_details(chest.panels[0], FIGURE) == ()
    bench = exercise_map(BASE.exercises["bench-press"], BASE)
    assert [detail.id for detail in needed_details(bench.panels[0], FIGURE)] == ["shoulder"]
    assert 'id="d-hip"' in render(hip, FIGURE)
    assert 'id="d-hip"' not in render(replace(hip, details=False), FIGURE)


@given(st.lists(st.tuples(st.floats(0, 150), st.floats(0, 700)), min_size=1, max_size=12))
def test_labels_are_a_step_apart_and_on_the_page(points: list[tuple[float, float]]) -> None:
    column = LabelColumn(
        anchors=tuple((entry("a muscle", Paint.SYNERGIST), point) for point in points),
        left_side=False,
        edge=200,
        top=20,
        bottom=800,
        colours=("#000000", "#000000", "white"),
    )

    levels = [float(y) for y in re.findall(r'<text x="\d+" y="(\d+)"', column.svg())]
    assert len(levels) == len(points)
    assert all(lower - upper >= 29 for upper, lower in pairwise(levels))
    assert 20 <= levels[0] <= levels[-1] <= 810


MUSCLES = sorted({muscle for region in FIGURE.regions for muscle in region.muscles})
GROUPS = st.frozensets(st.sampled_from(MUSCLES), min_size=1, max_size=6)


@settings(max_examples=30)
@given(st.lists(st.tuples(GROUPS, st.sampled_from(Paint)), max_size=8))
def test_any_entries_are_drawn_with_each_muscle_in_the_paint_of_its_first(
    groups: list[tuple[frozenset[str], Paint]],
) -> None:
    entries = tuple(entry("a group", paint, *muscles) for muscles, paint in groups)
    panel = Panel(entries=entries)

    found = painted(panel, FIGURE)
    for region in FIGURE.regions:
        firsts = [
            next(each for each in entries if muscle in each.muscles)
            for muscle in region.muscles
            if any(muscle in each.muscles for each in entries)
        ]
        if region.depth is Depth.DEEP:  # its group may be on the surface
            assert region.id not in found or found[region.id] in firsts
        elif firsts:
            strongest = min((each.paint for each in firsts), key=list(Paint).index)
            assert found[region.id].paint is strongest
        else:
            assert region.id not in found
    svg = render(MapSpec(panels=(panel,), labels=True, title="Any"), FIGURE)
    assert svg.count("<svg") == 1
    ET.fromstring(svg)
