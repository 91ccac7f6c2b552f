"""The shapes of a document, each spelled out once: most of a map is the landmarks of its shapes."""


class Shapes:
    """Draws shapes by their path data; a shape that was drawn before becomes a reference.

    A reference has the attributes of its place, so no shape may have any itself.
    """

    def __init__(self, *, shared: bool) -> None:
        """Nothing is drawn yet.

        Args:
            shared: Whether most shapes are drawn several times, as in a map with several panels.
        """
        self._shared = shared
        self._ids: dict[str, str] = {}
        self._known = set[str]()

    def draw(self, data: str, attributes: str = "", *, again: bool = False) -> str:
        """A shape with some attributes.

        Args:
            data: The path data.
            attributes: The attributes, each after a space.
            again: Whether something refers to it later, even in a map with one panel.
        """
        if data in self._ids:
            return f'<use href="#{self._ids[data]}"{attributes}/>'
        if not (again or self._shared):
            return f'<path{attributes} d="{data}"/>'
        self._ids[data] = id_ = f"s{len(self._ids)}"
        shape = f'<path id="{id_}" d="{data}"/>'
        return f"<g{attributes}>{shape}</g>" if attributes else shape

    def block(self, key: tuple[str, ...], drawn: str) -> str:
        """A drawing that is always the same for a key; it becomes a reference the second time.

        Args:
            key: The names of the shapes in it.
            drawn: The drawing.
        """
        if not self._shared:
            return drawn
        name = repr(key)
        if name in self._ids:
            return f'<use href="#{self._ids[name]}"/>'
        self._ids[name] = id_ = f"s{len(self._ids)}"
        return f'<g id="{id_}">{drawn}</g>'

    def once(self, id_: str, definition: str) -> str:
        """A definition when its id is needed for the first time, and an empty text later."""
        if id_ in self._known:
            return ""
        self._known.add(id_)
        return definition
