"""Values of the model as plain data that `marshal` stores, and back.

Reading executes nothing that is stored: a file names classes of the model and the values of their
fields, and no other class is accepted. Plain data stands for itself; a list begins with a number
that says what it stands for.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from importlib import import_module
from types import MappingProxyType
from typing import Any

from cards.value_class import field_names


class _Form:
    """The first items of lists; a number from 0 is that of a class."""

    SHARED, MEMBER, ROW, TUPLE, SET, MAPPING = range(-1, -7, -1)


_SHARED, _MEMBER = _Form.SHARED, _Form.MEMBER

_PACKAGE = "cards."
"""The package of all classes that are stored."""

StoredClass = tuple[str, str, Any]
"""The module and the name of a class; the names of its fields, or the value of its member."""

_PLAIN = frozenset({type(None), bool, int, float, str})

_new, _set = object.__new__, object.__setattr__


class Encoder:
    """Turns values into plain data.

    Attributes:
        classes: The classes of the values so far, in the order of their numbers.
    """

    def __init__(
        self,
        shared: Callable[[object], int | None] = lambda _: None,
        classes: Iterable[StoredClass] = (),
    ) -> None:
        """Write a number in place of an object for which `shared` returns one.

        Args:
            shared: Returns the number of a shared object, None for another one.
            classes: The first classes; values that were written with them can be read too.
        """
        self.classes: list[StoredClass] = list(classes)
        self._shared = shared
        self._numbers = {each: number for number, each in enumerate(self.classes)}
        self._fields: dict[type, tuple[tuple[str, ...], int]] = {}
        self._members: dict[int, Any] = {}

    def encode(self, value: Any) -> Any:
        """The value as plain data."""
        class_ = type(value)
        if class_ in _PLAIN:
            return value
        if class_ is tuple:
            items = self._items(value)
            return [_Form.TUPLE, items] if list in map(type, items) else items
        if issubclass(class_, Enum):
            return self._member(value)
        if class_ not in self._fields and (isinstance(value, tuple | frozenset | Mapping)):
            return self._collection(value)
        number = self._shared(value)
        return self.encode_whole(value) if number is None else [_Form.SHARED, number]

    def _items(self, values: Iterable[Any]) -> tuple[Any, ...]:
        encode = self.encode
        return tuple([item if type(item) in _PLAIN else encode(item) for item in values])

    def _member(self, value: Enum) -> Any:
        known = self._members.get(id(value))
        if known is None:
            known = self._members[id(value)] = [_Form.MEMBER, self._class(type(value), value.value)]
        return known

    def _collection(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            pairs = tuple((self.encode(key), self.encode(item)) for key, item in value.items())
            return [_Form.MAPPING, pairs]
        items = self._items(value)
        if isinstance(value, frozenset):
            return [_Form.SET, tuple(sorted(items, key=repr))]
        return [_Form.ROW, [self._class(type(value), value._fields), items]]

    def encode_whole(self, value: Any) -> Any:
        """The value as plain data, even if others share it."""
        class_ = type(value)
        if class_ not in self._fields:
            names = field_names(class_)
            if names is None:
                raise TypeError(f"{class_.__name__} is not a class of values.")
            self._fields[class_] = names, self._class(class_, names)
        names, number = self._fields[class_]
        found = vars(value)
        values = self._items([found[name] for name in names])
        special = tuple([n for n, each in enumerate(values) if type(each) is list])
        return [number, values, special]

    def _class(self, class_: type, content: Any) -> int:
        key = class_.__module__, class_.__qualname__, content
        if key not in self._numbers:
            self._numbers[key] = len(self.classes)
            self.classes.append(key)
        return self._numbers[key]


class Decoder:
    """Turns plain data into values; classes are imported when the first value needs them."""

    def __init__(
        self, classes: Iterable[StoredClass], shared: Callable[[int], Any] = lambda _: None
    ) -> None:
        """Read with the classes of the encoder; `shared` finds a shared object by its number."""
        self.classes, self._shared = tuple(classes), shared
        self._known: list[Any] = [None] * len(self.classes)

    def decode(self, value: Any) -> Any:
        """The value that plain data stands for.

        Raises:
            ValueError: It stands for none.
        """
        if type(value) is not list:
            return value
        form, content = value[0], value[1]
        if form < 0:
            return self._decoded(form, content)
        class_, names = self._known[form] or self._class(form)
        attributes = dict(zip(names, content, strict=True))
        for number in value[2]:  # most of them refer to something, which is quicker found here
            item = content[number]
            if item[0] == _SHARED:
                attributes[names[number]] = self._shared(item[1])
            elif item[0] == _MEMBER:
                attributes[names[number]] = self._known[item[1]] or self._class(item[1])
            else:
                attributes[names[number]] = self.decode(item)
        found = _new(class_)
        _set(found, "__dict__", attributes)
        return found

    def _decoded(self, form: int, content: Any) -> Any:
        match form:
            case _Form.ROW:
                class_, _ = self._known[content[0]] or self._class(content[0])
                return class_._make(map(self.decode, content[1]))
            case _Form.TUPLE:
                return tuple([self.decode(item) for item in content])
            case _Form.SET:
                return frozenset(map(self.decode, content))
            case _Form.MAPPING:
                pairs = ((self.decode(key), self.decode(item)) for key, item in content)
                return MappingProxyType(dict(pairs))
            case _:
                return self._reference(form, content)

    def _reference(self, form: int, number: int) -> Any:
        match form:
            case _Form.SHARED:
                return self._shared(number)
            case _Form.MEMBER:
                return self._known[number] or self._class(number)
            case _:
                raise ValueError(f"{form} stands for nothing.")

    def _class(self, number: int) -> Any:
        """A class with the names of its fields, or a member of an enumeration."""
        module, name, content = self.classes[number]
        if not module.startswith(_PACKAGE):
            raise ValueError(f"{module} is not in the package of the values.")
        class_ = getattr(import_module(module), name)
        found: Any
        if isinstance(class_, type) and issubclass(class_, Enum):
            found = class_(content)
        elif field_names(class_) is not None or hasattr(class_, "_fields"):
            found = class_, tuple(content)
        else:
            raise ValueError(f"{name} is not a class of values.")
        self._known[number] = found
        return found
