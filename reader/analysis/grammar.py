"""Reading a parse: verbs of speech, their subjects, and the phrases that name a speaker."""

from __future__ import annotations

from reader.analysis.languages import Words
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Phrase

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CHAINS = frozenset({"conj", "advcl", "xcomp", "ccomp", "parataxis", "dep", "prep", "pcomp", "ROOT"})
_RELATIVE = frozenset({"who", "that", "which"})
_NOUNS = ("NN", "PRP", "CD", "DT", "EX", "WP", "JJ")
_KEPT_RIGHT = frozenset({"prep", "amod", "conj", "cc", "case", "acl", "nummod", "compound", "flat", "nmod", "pobj"})


def is_cue(passage: Passage, token: int, words: Words) -> bool:
    """Whether a token outside quotations is a verb of speech."""
    if passage.quoted[token] != OUTSIDE:
        return False
    return passage.words[token].lower() in words.cues and not passage.tags[token].startswith("NN")


def is_judging(passage: Passage, token: int, words: Words) -> bool:
    """Whether a token outside quotations is a verb that takes a quoted fragment."""
    return passage.quoted[token] == OUTSIDE and passage.words[token].lower() in words.judging


def is_noun(passage: Passage, token: int) -> bool:
    return passage.tags[token].startswith(_NOUNS)


def subject(passage: Passage, verb: int) -> int | None:
    """The token that a verb is said of: its own subject, or that of the verb that it hangs on."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = _own_subject(passage, verb)
        if own is not None:
            return own
        relation = passage.deps[verb]
        if relation == "acl":
            return passage.heads[verb]
        if relation not in _CHAINS:
            return None
        verb = passage.heads[verb]
    return None


def _own_subject(passage: Passage, verb: int) -> int | None:
    agent = passage.child(verb, "agent")
    if agent is not None:
        return passage.child(agent, "pobj")
    found = passage.child(verb, *SUBJECTS)
    if found is None or passage.quoted[found] != OUTSIDE:
        return None
    if passage.words[found].lower() in _RELATIVE and passage.deps[verb] in ("relcl", "acl"):
        return passage.heads[verb]
    return found


def phrase(passage: Passage, head: int) -> Phrase:
    """The noun phrase of a token, up to the first comma: a speaker as written."""
    first = _left_edge(passage, head)
    last = head
    named = passage.tags[head].startswith("NNP")
    for child in passage.children[head]:
        if child != last + 1 and not (child > last and _touches(passage, last, child)):
            continue
        if child > head and passage.deps[child] in _KEPT_RIGHT and _may_follow(passage, head, child, named):
            last = _right_edge(passage, child)
    return Phrase(passage.starts[first], passage.ends[last], passage.starts[head])


def _touches(passage: Passage, last: int, child: int) -> bool:
    return min(passage.subtree(child)) == last + 1


def _may_follow(passage: Passage, head: int, child: int, named: bool) -> bool:
    relation = passage.deps[child]
    if named and relation in ("acl", "amod"):
        return False
    if named and relation == "prep":
        return passage.words[child].lower() in ("of", "for") and passage.tags[head] == "NNPS"
    return True


def _left_edge(passage: Passage, head: int) -> int:
    edge = head
    for child in reversed([c for c in passage.children[head] if c < head]):
        block = [t for t in passage.subtree(child) if t < head]
        if passage.quoted[child] != OUTSIDE or passage.deps[child] in ("cc", "preconj", "punct", "mark", "prep"):
            break
        if any(passage.words[t] in (",", ";", "—", "--", ":") for t in block):
            break
        edge = min(edge, block[0])
    while edge < head and passage.words[edge] in ("-", ",", "'", '"'):
        edge += 1
    return edge


def _right_edge(passage: Passage, child: int) -> int:
    last = child
    for token in passage.subtree(child):
        if token < last:
            continue
        stop = passage.words[token] in (",", ";", "—", "--", "-", "–", ":", "(") or passage.quoted[token] != OUTSIDE
        if stop or token > last + 1:
            break
        last = token
    return last


def told(passage: Passage, verb: int) -> Phrase | None:
    """To whom something was said: "AFP" in "told AFP", "reporters" in "said to reporters"."""
    if passage.words[verb].lower() in ("told", "tell", "tells", "telling"):
        target = passage.child(verb, "dative", "dobj")
        if target is not None and passage.tags[target] != "IN" and passage.quoted[target] == OUTSIDE and target > verb:
            return phrase(passage, target)
        return None
    for child in passage.children[verb]:
        if child > verb and passage.deps[child] in ("prep", "dative") and passage.words[child].lower() == "to":
            target = passage.child(child, "pobj")
            if target is not None and passage.quoted[target] == OUTSIDE:
                return phrase(passage, target)
    return None


def cue_span(passage: Passage, verb: int) -> tuple[int, int]:
    return passage.starts[verb], passage.ends[verb]
