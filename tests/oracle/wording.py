"""What a rule asks, as it is worded from day to day: amended, suspended, repealed, displaced by exceptions.

A rule holds `sentences`, `exceptions` (`(condition, sentences)`, or None where the duty is lifted) and `changes`:
dicts of `kind`, `first` and `last` day, the sentences of an amendment, and whether it counts none as met.
"""

from worlds import Reads


class Asked:
    """What stands under one number of a rule and is judged under the same periods, in each of its wordings."""

    def __init__(self, number, wordings, changes, end):
        self.number, self.changes, self.end = number, changes, end
        self.wordings = [(first, last, sentence, Reads(sentence)) for first, last, sentence in wordings]
        self.sentence = wordings[0][2]
        self.kind, self.by = key = key_of(self.sentence)
        self.key = (number, *key)

    def on(self, day):
        """The sentence in force on a day, and what it reads; None where there is none."""
        return next(((sentence, read) for first, last, sentence, read in self.wordings if first <= day <= last), None)

    def since(self, day):
        """The first day of the wording in force on a day."""
        return next(first for first, last, _, _ in self.wordings if first <= day <= last)

    def before(self, day):
        """`(first, last, sentence, reads)` of the last wording begun by a day; None where there is none."""
        begun = [one for one in self.wordings if one[0] <= day]
        return begun[-1] if begun else None

    def ended_by(self, last):
        """The kind of the change that ended a wording; None where its text ran out."""
        if last >= self.end:
            return None
        found = [change["kind"] for change in self.changes if change["first"] <= last + 1 <= change["last"]]
        # After a time the former wording takes the place of another.
        return found[-1] if found else "amend"

    @property
    def lifted(self):
        """The first and last days on which it was suspended."""
        nexts = [first for first, *_ in self.wordings[1:]] + [10**6]
        pairs = zip(self.wordings, nexts)
        return [(last + 1, then - 1) for (_, last, *_), then in pairs if last + 1 < then and self.ended_by(last) == "suspend"]

    @property
    def reads(self):
        return [read for _, _, _, read in self.wordings]


def key_of(sentence):
    return sentence["period"], sentence["by"]


def spans(rules, rule):
    """`(first, last, sentences)` in the order of days; nothing is asked in a suspension or after the repeal."""
    found = [(*rules["in_force"], flat(rule))]
    for change in sorted(rule["changes"], key=lambda change: change["first"]):
        first, last = change["first"], change["last"]
        asked = [{**one, "none_met": change["none_met"]} for one in change["sentences"]]
        cut = [(since, min(until, first - 1), before) for since, until, before in found]
        back = [(max(since, last + 1), until, before) for since, until, before in found]
        found = [one for one in [*cut, (first, min(last, rules["in_force"][1]), asked), *back] if one[0] <= one[1]]
    return found


def flat(rule):
    """Sentences and those of exceptions, each with what has to hold, or not, for it to be asked."""
    found = [(one, [(test, False) for test, _ in rule["exceptions"]]) for one in rule["sentences"]]
    for test, instead in rule["exceptions"]:
        found += [(one, [(test, True)]) for one in instead or ()]
    return [{**one, "displaced": displaced, "none_met": rule["none_met"]} for one, displaced in found]


def asked(rules, rule):
    """All that a rule asks."""
    worded = spans(rules, rule)
    found = {}
    for first, last, sentences in worded:
        for number, sentence in enumerate(sentences, 1):
            found.setdefault((number, *key_of(sentence)), []).append((first, last, sentence))
    changes = sorted(rule["changes"], key=lambda change: change["first"])
    return [Asked(number, limited(rules, wordings) if kind == "limit" else wordings, changes, rules["in_force"][1]) for (number, kind, _), wordings in found.items()]


def limited(rules, wordings):
    """Of a limit, which is judged by the wording of the day of its event, one sentence of all wordings."""
    first, last, sentence = wordings[0]
    if (first, last) == rules["in_force"]:
        return wordings
    limits = tuple((first, last, limit_of(one["requirement"])) for first, last, one in wordings)
    return [(*rules["in_force"], {**sentence, "requirement": with_limit(sentence["requirement"], ("changing", limits))})]


def has_limit(node):
    """Whether a limit counts from an event anywhere in a requirement."""
    if isinstance(node, (tuple, list)):
        return bool(node) and node[0] in ("limit", "in_time") or any(map(has_limit, node))
    return False


def limit_of(node):
    return node[3][2] if node[0] == "each" else node[2]


def with_limit(node, limit):
    if node[0] == "each":
        kind, deed, _, event = node[3]
        return (*node[:3], (kind, deed, limit, event))
    return (*node[:2], limit, node[3])
