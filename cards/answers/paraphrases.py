"""Everyday words for joint actions: "bending the knee", "thigh flexion", "raising the arm"."""

from collections.abc import Mapping

from cards.answers.normalisation import normalise, significant_words

_MOVEMENTS: Mapping[str, str] = {
    **dict.fromkeys(("bend", "bending", "flexing", "flex"), "flexion"),
    **dict.fromkeys(("straighten", "straightening", "extending", "extend"), "extension"),
    **dict.fromkeys(("abducting", "abduct"), "abduction"),
    **dict.fromkeys(("adducting", "adduct"), "adduction"),
    **dict.fromkeys(("rotating", "twist", "twisting", "turning"), "rotation"),
    **dict.fromkeys(("inward", "inwardly", "internally", "medially"), "internal"),
    **dict.fromkeys(("outward", "outwardly", "externally", "laterally"), "external"),
}
"""Words for movements, in the singular, and the words of our names of joint actions."""

_PARTS: Mapping[str, str] = {
    **dict.fromkeys(("thigh", "femur"), "hip"),
    **dict.fromkeys(("tibia", "tibial", "shin"), "knee"),
    **dict.fromkeys(("humerus", "humeral"), "shoulder"),
    "torso": "trunk",
    "lumbar": "spine",
}
"""Parts of the body that move, and the joint that our names of joint actions have."""


def rephrased(given: str) -> str | None:
    """The answer in the words of our names of joint actions; None if it has them already."""
    words = significant_words(given)
    plain = words
    if words[:2] == ["upper", "arm"] or words[-2:] == ["upper", "arm"]:
        plain = ["shoulder" if word == "arm" else word for word in words if word != "upper"]
    found = [_MOVEMENTS.get(word, _PARTS.get(word, word)) for word in plain]
    found = [word for word in found if word not in {"of", "at", "your"}]
    if "arm" in found and not {"abduction", "adduction", "rotation"}.isdisjoint(found):
        found = ["shoulder" if word == "arm" else word for word in found]
    if "side" in found and "flexion" in found:
        found = ["lateral" if word == "side" else word for word in found]
    return " ".join(found) if found != words and len(found) > 1 else None


_SEVERAL: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("arm raising", "arm raise", "arm lifting", "arm lift", "arm elevation"),
        ("shoulder-flexion", "shoulder-abduction"),
    ),
    **dict.fromkeys(
        ("leg raising", "leg raise", "leg lifting", "leg lift"), ("hip-flexion", "hip-abduction")
    ),
    "arm flexion": ("shoulder-flexion", "elbow-flexion"),
    "arm extension": ("shoulder-extension", "elbow-extension"),
    "leg flexion": ("knee-flexion", "hip-flexion"),
    "ankle flexion": ("dorsiflexion", "plantar-flexion"),
    "shoulder elevation": ("scapular-elevation", "shoulder-flexion", "shoulder-abduction"),
}
_SEVERAL_BY_FORM = {normalise(words): actions for words, actions in _SEVERAL.items()}


def several_actions(given: str) -> tuple[str, ...]:
    """Ids of the joint actions between which everyday words do not decide."""
    return _SEVERAL_BY_FORM.get(normalise(given), ()) or _SEVERAL_BY_FORM.get(
        normalise(rephrased(given) or ""), ()
    )
