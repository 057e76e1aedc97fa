"""Where a search asks for what is in the bin: every other branch of it leaves that out.

`flood OR in:bin` finds floods that are not in the bin, and all that is in it.
"""

from __future__ import annotations

from reader.library.tree import All, Any, Node, Not, Saved, State

IN_BIN = State("in:bin")
_OUTSIDE = Not(IN_BIN)


def asks_for_bin(node: Node) -> bool:
    """Whether `in:bin` stands anywhere in a tree."""
    match node:
        case All(parts) | Any(parts):
            return any(asks_for_bin(part) for part in parts)
        case Not(part):
            return asks_for_bin(part)
        case Saved(_, query):
            return query is not None and asks_for_bin(query)
    return node == IN_BIN


def bounded(node: Node) -> Node:
    """The tree, with `-in:bin` at every branch that does not ask for the bin; denying it asks for nothing."""
    match node:
        case Any(parts):
            return Any(tuple(bounded(part) for part in parts))
        case All(parts) if any(map(_asks, parts)):
            return All(tuple(bounded(part) if _asks(part) else part for part in parts))
        case Saved(name, query) if query is not None and _asks(query):
            return Saved(name, bounded(query))
    if node == IN_BIN:
        return node
    return All((*(node.parts if isinstance(node, All) else (node,)), _OUTSIDE))


def _asks(node: Node) -> bool:
    return not isinstance(node, Not) and asks_for_bin(node)
