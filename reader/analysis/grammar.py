"""Reading a parse: verbs of speech, their subjects, and the phrases that name a speaker."""

from __future__ import annotations

from reader.analysis.languages import Words
from reader.analysis.passages import OUTSIDE, Passage
from reader.analysis.story import Phrase

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CHAINS = frozenset({"conj", "advcl", "xcomp", "ccomp", "parataxis", "dep", "prep", "pcomp", "ROOT"})
_RELATIVE = frozenset({"who", "that", "which"})
_NOUNS = ("NN", "PRP", "CD", "DT", "EX", "WP", "JJ")
DASHES = frozenset({"—", "–", "―", "--", "-", "---"})
STOPS = DASHES | {",", ";", ":", "(", ")"}
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
    """Whether a token can stand for somebody or something: a noun, a pronoun, a number, an adjective used so."""
    return passage.tags[token].startswith(_NOUNS)


def subject(passage: Passage, verb: int, words: Words) -> int | None:
    """The token that a verb is said of: its own subject, or that of the verb that it hangs on.

    Two slips of the parse are put right: a second verb of speech ("and said") takes the subject of
    the first, and a name set off from its verb by an apposition wins over a noun in front of it.
    """
    spoken = _first_cue(passage, verb, words)
    found = _subject(passage, verb if spoken is None else spoken, words)
    if found is None or not passage.words[found][0].isalnum():
        found = _in_front(passage, verb)
    set_off = _set_off(passage, verb)
    if set_off is not None and (found is None or found < set_off - 1 or found > set_off) and found != set_off:
        return set_off
    return _issuer(passage, found, words)


def _first_cue(passage: Passage, verb: int, words: Words) -> int | None:
    """The verb of speech that a second one is joined to, over the clause that it reports."""
    if passage.deps[verb] != "conj" or passage.child(verb, *SUBJECTS) is not None:
        return None
    for above in passage.ancestors(verb):
        if passage.deps[above] in ("relcl", "acl", "advcl"):
            return None
        if above < verb and is_cue(passage, above, words):
            return above
    return None


def _set_off(passage: Passage, verb: int) -> int | None:
    """The name in "…, Moore, an adviser to the campaign, called": between commas, a capital at its head."""
    comma = verb - 1
    while comma > 0 and passage.tags[comma] in ("RB", "MD", "VBZ", "VBD", "VBP") and passage.words[comma] != ",":
        comma -= 1
    if comma <= 0 or passage.words[comma] != "," or passage.tags[verb] == "VBG":
        return None
    row = passage.sentence(verb)
    for token in range(row.start, comma):
        if passage.words[token] != "," or not passage.tags[token - 1].startswith("NNP") or token == row.start:
            continue
        edge = token - 1
        while edge > row.start and (passage.tags[edge - 1].startswith("NNP") or passage.words[edge - 1] == "."):
            edge -= 1
        opens = edge == row.start or passage.words[edge - 1] in (",", "But", "And")
        aside = passage.tags[token + 1] in ("DT", "NN", "NNS", "JJ", "WP", "PRP$", "NNP") and token + 1 < comma
        if opens and aside and token - edge > 0 and not _finite(passage, token, comma):
            return token - 1
    return None


def _finite(passage: Passage, start: int, end: int) -> bool:
    """Whether a finite verb stands between two tokens, but for those of relative clauses."""
    verbs = (t for t in range(start, end) if passage.tags[t] in ("VBD", "VBZ", "VBP", "MD"))
    return any(passage.deps[t] not in ("relcl", "aux", "auxpass") for t in verbs)


def _issuer(passage: Passage, found: int | None, words: Words) -> int | None:
    """Who issued "a statement calling it …", where the sentence says so."""
    if found is None or passage.deps[found] != "dobj" or passage.words[found].lower() not in words["documents"]:
        return found
    own = _own_subject(passage, passage.heads[found])
    return found if own is None else own


def _subject(passage: Passage, verb: int, words: Words) -> int | None:
    if (beside := _beside(passage, verb, words)) is not None:
        return beside
    aside = passage.tags[verb] == "VBG" and verb > 0 and passage.words[verb - 1] == ","
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = _own_subject(passage, verb)
        relation = passage.deps[verb]
        if own is not None and not (aside and relation == "relcl" and len(seen) > 1):
            return own
        if relation == "acl" and not aside:
            return passage.heads[verb]
        if relation not in _CHAINS and not (aside and relation in ("relcl", "acl")):
            return None
        verb = _above(passage, verb) if aside and relation in ("relcl", "acl") else passage.heads[verb]
    return None


def _in_front(passage: Passage, verb: int) -> int | None:
    """The name or pronoun right in front of a verb whose subject the parse missed."""
    before = verb - 1
    while before > 0 and passage.tags[before] in ("RB", "MD", "VBZ", "VBD", "VBP"):
        before -= 1
    subject = before >= 0 and passage.tags[before] in ("NNP", "NNPS", "PRP") and passage.quoted[before] == OUTSIDE
    return before if subject else None


def _beside(passage: Passage, verb: int, words: Words) -> int | None:
    """The name right in front of a participle: "footage of Clinton asking"."""
    before = verb - 1
    if passage.tags[verb] != "VBG" or before < 0 or passage.quoted[before] != OUTSIDE:
        return None
    named = passage.tags[before] in ("NNP", "NNPS") and passage.words[before].lower() not in words["ghosts"]
    return before if named and passage.child(verb, "aux", *SUBJECTS) is None else None


def _above(passage: Passage, verb: int) -> int:
    """The verb of the clause that holds a relative clause."""
    return next((t for t in passage.ancestors(verb) if passage.tags[t].startswith("VB")), passage.heads[verb])


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
    name = _apposed(passage, head)
    if name is not None:
        return phrase(passage, name)
    first = _left_edge(passage, head)
    last = head
    named = passage.tags[head].startswith("NNP")
    for child in passage.children[head]:
        if child != last + 1 and not (child > last and _touches(passage, last, child)):
            continue
        if child > head and passage.deps[child] in _KEPT_RIGHT and _may_follow(passage, head, child, named):
            last = _right_edge(passage, child)
    return Phrase(passage.starts[first], passage.ends[last], passage.starts[head])


def _apposed(passage: Passage, head: int) -> int | None:
    """The name behind "the abbot, Brother Anselm": a role with "the" and a name set off by a comma."""
    if passage.tags[head] != "NN":
        return None
    articles = [passage.words[c].lower() for c in passage.children[head] if passage.deps[c] in ("det", "poss")]
    determined = bool(articles)
    for child in passage.children[head]:
        named = child > head and passage.deps[child] == "appos" and passage.tags[child] == "NNP"
        if determined and named and passage.words[min(passage.subtree(child)) - 1] == ",":
            return child
    return None


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
        if any(_stops(passage, t) for t in block):
            break
        edge = min(edge, block[0])
    while edge < head and passage.words[edge] in ("-", ",", "'", '"'):
        edge += 1
    return edge


def _stops(passage: Passage, token: int) -> bool:
    """Whether a mark ends a phrase: not the hyphens inside "34-year-old"."""
    glued = 0 < token < len(passage) - 1 and passage.ends[token - 1] == passage.starts[token]
    inside = glued and passage.ends[token] == passage.starts[token + 1] and passage.words[token] == "-"
    return passage.words[token] in STOPS and not inside


def _right_edge(passage: Passage, child: int) -> int:
    last = child
    for token in passage.subtree(child):
        if token < last:
            continue
        stop = _stops(passage, token) or passage.quoted[token] != OUTSIDE
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
    """Where a verb stands in the text."""
    return passage.starts[verb], passage.ends[verb]
