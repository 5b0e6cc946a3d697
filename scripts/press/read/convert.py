"""A tree of texts -> the types of `press.document`.

Pydantic decides what is right; this module says what is wrong: in plain words, at the place in the file, and
everything at once. No word of pydantic's own may reach the reader.
"""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from press.fault import Fault
from press.problem import Problem, Wrong, meant, nearest
from press.read.nodes import Mapping, Node, Sequence, plain
from press.read.yaml import parse
from press.text import Text, problem_at

M = TypeVar("M", bound=BaseModel)

_KINDS = {Text: "a text", Mapping: "keys and values", Sequence: "a list"}
_EXPECTED = {
    "model_type": ("keys and values", "Write `key: value` lines here, indented."),
    "model_attributes_type": ("keys and values", "Write `key: value` lines here, indented."),
    "dict_type": ("keys and values", "Write `key: value` lines here, indented."),
    "list_type": ("a list", "Begin each item with `- ` (a dash and a blank), on a line of its own."),
    "tuple_type": ("a list", "Begin each item with `- ` (a dash and a blank), on a line of its own."),
    "string_type": ("a text", "Write one text after the colon."),
}
_PLAIN = {
    "int_parsing": ("`{text}` is no whole number.", "Write digits only."),
    "int_from_float": ("`{text}` is no whole number.", "Write digits only."),
    "bool_parsing": ("`{text}` is neither `true` nor `false`.", "Write true or false."),
    "too_short": ("The list has too few items; at least {min_length}.", "Add what is missing."),
    "too_long": ("The list has too many items; at most {max_length}.", "Take some away."),
    "string_too_short": ("The text is too short; at least {min_length} characters.", ""),
    "string_too_long": ("The text is too long; at most {max_length} characters.", "Shorten it."),
    "string_pattern_mismatch": ("`{text}` does not have the form that is asked for here ({pattern}).", ""),
    "greater_than_equal": ("`{text}` is too small; at least {ge}.", ""),
    "less_than_equal": ("`{text}` is too large; at most {le}.", ""),
    "greater_than": ("`{text}` is too small; it must be more than {gt}.", ""),
    "less_than": ("`{text}` is too large; it must be less than {lt}.", ""),
}


def convert(node: Node, model: type[M]) -> M:
    """The content as an instance of `model`. Raises `Wrong` with everything that is wrong."""
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        wrong = [_Finding(node, detail) for detail in error.errors(include_url=False, include_input=False)]
    raise Wrong(*sorted({finding.problem(model) for finding in wrong if not finding.follows(wrong)}))


def read(data: bytes, path: str, model: type[M]) -> M:
    """The content of one file as an instance of `model`; `path` is what its places show.

    Raises `Wrong` with everything that is wrong, as YAML and as content, except what follows from a problem
    in the same line.
    """
    node, problems = parse(data, path)
    if node is None:
        raise Wrong(*problems)
    lines = {problem.place.line for problem in problems}
    try:
        made = convert(node, model)
    except Wrong as wrong:
        problems += [problem for problem in wrong.problems if problem.place.line not in lines]
        raise Wrong(*sorted(problems)) from None
    if problems:
        raise Wrong(*problems)
    return made


class _Finding:
    """One of pydantic's errors, and the node it is about."""

    def __init__(self, root: Node, detail: Any) -> None:
        self.kind: str = detail["type"]
        self.said: str = detail["msg"]
        self.context: dict[str, Any] = detail.get("ctx", {})
        self.missing = self.kind == "missing"
        loc = list(detail["loc"])
        of_key = loc[-1:] == ["[key]"]  # so pydantic names the key of a dict, after the key itself
        if of_key:
            loc.pop()
        self.name = str(loc[-1]) if loc else ""
        self.path, self.node = _follow(root, loc[:-1] if self.missing else loc)
        self.parent = _follow(root, loc[:-1])[1]
        self.key = self.parent.keys.get(self.name) if isinstance(self.parent, Mapping) else None
        if of_key and self.key is not None:
            self.node = self.key

    def follows(self, others: list[_Finding]) -> bool:
        """Whether this only follows from another finding.

        A key may be missing because an unknown one was meant to be it; and pydantic counts only those
        items of a list that are right.
        """
        if self.kind == "too_short" and isinstance(self.node, Sequence):
            return len(self.node.items) >= int(self.context["min_length"])
        return self.missing and any(
            other.kind == "extra_forbidden" and other.parent is self.node and nearest(other.name, [self.name])
            for other in others
        )

    def problem(self, model: type[BaseModel]) -> Problem:
        if self.kind == "fault":
            return self._fault()
        if self.missing:
            return self._missing()
        if self.kind == "extra_forbidden":
            return self._unknown(model)
        if self.kind in ("union_tag_invalid", "union_tag_not_found"):
            return self._untagged()
        if self.kind in ("literal_error", "enum"):
            return self._choice()
        return self._other()

    def _fault(self) -> Problem:
        """A `press.fault.Fault`: it says itself what is wrong, and at which sign."""
        ctx = self.context
        if not isinstance(self.node, Text):
            return self._mistaken("a text", "Write one text after the colon.")
        offset = None if ctx["code"].startswith("C0") else ctx["offset"]
        width = 0 if offset is None else ctx["width"]
        return problem_at(self.node, ctx["code"], ctx["message"], ctx["hint"], offset, width)

    def _missing(self) -> Problem:
        return problem_at(
            _called(self.node),
            "C003",
            f"The key `{self.name}` is missing{_where(self.path)}.",
            f"Write a line `{self.name}: …`.",
        )

    def _unknown(self, model: type[BaseModel]) -> Problem:
        known = _fields(model, self.path[:-1], self.parent)
        written = set(self.parent.keys) if isinstance(self.parent, Mapping) else set()
        free = [name for name in known if name not in written]
        close = nearest(self.name, free)
        hint = f"Did you mean `{close}`?" if close else f"Known here: {', '.join(known)}." if known else ""
        return problem_at(self.key or self.node, "C004", f"The key `{self.name}` is not known here.", hint)

    def _untagged(self) -> Problem:
        field = str(self.context["discriminator"]).strip("'")
        if not isinstance(self.node, Mapping):
            return self._mistaken(*_EXPECTED["model_type"])
        written = self.node.values.get(field)
        expected = _words(self.context.get("expected_tags", ""))
        if not isinstance(written, Text):
            return problem_at(
                _called(self.node),
                "C003",
                f"The key `{field}` is missing{_where(self.path)}.",
                f"Write a line `{field}: …`.",
            )
        return problem_at(written, "C005", f"`{written}` is no {field} that is known.", meant(written, expected))

    def _choice(self) -> Problem:
        if not isinstance(self.node, Text):
            return self._mistaken("a text", "Write one text after the colon.")
        expected = _words(str(self.context.get("expected", "")))
        called = self.key or "this"
        return problem_at(self.node, "C005", f"`{self.node}` cannot stand for `{called}`.", meant(self.node, expected))

    def _mistaken(self, expected: str, hint: str) -> Problem:
        node = self.node
        if isinstance(node, Text) and expected == "a list" and node.startswith("-"):
            hint = "A blank is missing after the dash: write `- …`."
        if isinstance(node, Mapping) and expected == "a text":
            hint = "Write one text. If a colon is part of it, put the whole text in quotes."
        about = f"`{self.key}` must be" if self.key else "This must be"
        return problem_at(node, "C001", f"{about} {expected}, but it is {_KINDS[type(node)]}.", hint)

    def _other(self) -> Problem:
        if self.kind in _EXPECTED:
            return self._mistaken(*_EXPECTED[self.kind])
        text = self.node if isinstance(self.node, Text) else self.key or "this"
        if self.kind in _PLAIN:
            message, hint = _PLAIN[self.kind]
            return problem_at(self.node, "C006", message.format(text=text, **self.context), hint)
        if self.kind in ("value_error", "assertion_error"):
            # A check that a model makes itself; its author wrote the message.
            error = self.context.get("error", self.said)
            code, hint = (error.code, error.hint) if isinstance(error, Fault) else ("C006", "")
            return problem_at(_called(self.node), code, str(error), hint)
        return problem_at(self.node, "C006", f"`{text}` cannot stand here.", "Compare with the neighbours.")


def _follow(root: Node, loc: list[str | int]) -> tuple[list[str | int], Node]:
    """The node that pydantic's `loc` leads to, and the steps that are really in the file.

    In a union, `loc` also names the member that was tried; a step that is no key is such a name. So is the
    value of `kind`, when a key happens to have the same name: the member comes before the key.
    """
    node, path, named = root, [], False
    for step in loc:
        if isinstance(node, Mapping):
            if not named and node.values.get("kind") == step:
                named = True
                continue
            if str(step) not in node.values:
                continue
            node = node.values[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            continue
        path.append(step)
        named = False
    return path, node


def _called(node: Node) -> Node | Text:
    """What to point at when something is missing in a mapping: its first key."""
    if isinstance(node, Mapping) and node.keys:
        return next(iter(node.keys.values()))
    return node


def _where(path: list[str | int]) -> str:
    if not path:
        return ""
    last = path[-1]
    if isinstance(last, int):
        name = f"`{path[-2]}`" if len(path) > 1 else "the list"
        return f" in item {last + 1} of {name}"
    return f" in `{last}`"


def _words(listed: str) -> list[str]:
    """The words of pydantic's lists: `'a', 'b' or 'c'`."""
    return listed.split("'")[1::2]


def _fields(model: type[BaseModel], path: list[str | int], parent: Node) -> list[str]:
    """The keys that are known at this place of the model."""
    kind = parent.values.get("kind") if isinstance(parent, Mapping) else None
    models: list[Any] = [model]
    for step in path:
        found = [m.model_fields[step].annotation for m in models if step in m.model_fields]
        # A step that is no field is a number in a list or a key of a dict: the models stay.
        models = [member for annotation in found for member in _members(annotation)] if found else models
    tagged = [m for m in models if "kind" in m.model_fields and kind in get_args(m.model_fields["kind"].annotation)]
    return list(dict.fromkeys(name for member in tagged or models for name in member.model_fields))


def _members(annotation: Any) -> list[Any]:
    """The models inside an annotation: `tuple[Annotated[A | B, …], ...] | None` has A and B."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [member for argument in get_args(annotation) for member in _members(argument)]
