"""How much a lookup makes an engine read, estimated before anything is read."""

from __future__ import annotations

from collections.abc import Callable

from search.port.lookup import (
    AllOf,
    AnyOf,
    Apart,
    BestOf,
    Near,
    Node,
    Phrase,
    Plus,
    Prefix,
    Scaled,
    Term,
    Verbatim,
    Without,
)
from search.terms import Field

TermSize = Callable[[Field, str], int]


def cost(node: Node, term_size: TermSize, prefix_size: TermSize) -> int:
    """About how many postings and positions are read. `term_size` gives the postings of a term, `prefix_size` those of
    all terms with a prefix. Of a phrase the positions of its two rarest terms are read, of a Near those of all."""

    def of(node: Node) -> int:
        match node:
            case Term():
                return term_size(node.field, node.text)
            case Prefix():
                return prefix_size(node.field, node.text)
            case Phrase():
                sizes = [term_size(node.field, term) for term in dict.fromkeys(node.terms)]
                return sum(sizes) + sum(sorted(sizes)[:2])
            case Near():
                return 2 * sum(term_size(node.field, term) for group in node.groups for term in group)
            case Apart():
                return of(node.wanted) + sum(map(of, node.unwanted))
            case AllOf() | AnyOf() | BestOf():
                # terms apart, for speed: most nodes of a long question are terms
                terms = [term_size(child.field, child.text) for child in node.children if isinstance(child, Term)]
                return sum(terms) + sum(of(child) for child in node.children if not isinstance(child, Term))
            case Without():
                return of(node.wanted) + of(node.unwanted)
            case Plus():
                return of(node.required) + of(node.bonus)
            case Verbatim() | Scaled():
                return of(node.child)
            case _:
                return 0  # filters are columns in memory

    return of(node)
