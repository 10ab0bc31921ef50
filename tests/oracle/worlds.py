"""Every way in which the facts of a report may turn out: the blanks filled, and what may yet happen.

A value of a report is None (blank), or as given: True, False, a number, a day, an option. A population is
None, a list of members, or `(size, {state: how many})`. `variables` gives for each thing that a
requirement reads all it may be; where that is too much, some of it, and says so.
"""

from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import comb

from days import NEVER
from words import ACTS, AMOUNTS, BODIES, CHOICES, DATES, FACTS, FIELDS, POPULATIONS

LATER = (1, 2, 3, 4, 5, 12, 900)
BLANK_COUNT = (0, 1, 2, 3, 4, 5, 6, 8, 12, 900)
BLANK_AMOUNT = (0, 1, 2, Fraction(5, 2), 3, 4, 5, 7, 10, 13, 900)
BLANK_SIZE = (0, 1, 2, 3, 4, 5, 9)
MOST = 240
DRAWN = 50
LATER_TODAY = 0.5


def declared(reads):
    """What the declarations have to hold; of bodies below, what they report."""
    found = set()
    for read in reads:
        found |= read.facts | set(read.fields)
        for level in BODIES.keys() & read.fields.keys():
            found |= read.fields[level]
    return found


class Reads:
    """What a requirement reads: facts of the body, fields of members, and whether each stands there once."""

    def __init__(self, sentence):
        self.facts, self.fields, self.pairs, self.seen = set(), {}, [], []
        self.yearly, self.edges = sentence["period"] == "year", set()
        self.exactly = self.share_exactly = False
        self.plain_deeds = set()
        self.requirement(sentence["requirement"])
        if sentence["condition"] is not None:
            self.condition(sentence["condition"])
        for test, _ in sentence["displaced"]:
            self.condition(test)
        # What bodies report is told by a few numbers only.
        self.exactly |= bool(BODIES.keys() & self.fields.keys()) and "exactly" in str(sentence["requirement"])
        self.once = len(self.seen) == len(set(self.seen))

    def fact(self, ident):
        self.facts.add(ident)
        self.seen.append(ident)

    def population(self, ident, fields, where=None):
        self.fields.setdefault(ident, set()).update(fields)
        self.seen.append(ident)
        mentioned = list(fields)
        if where is not None:
            mentioned += self.member_condition(where, ident)
        # A field that is asked for twice of one member.
        self.seen += [f"{ident}.{field}" for field in mentioned if mentioned.count(field) > 1]

    def member_condition(self, node, population):
        if node[0] in ("state", "option", "member_count"):
            self.fields[population].add(node[1])
            return [node[1]]
        if node[0] == "member_share":
            self.fields[population].add("officers")
            self.exactly |= node[1] == "exactly"
            return ["officers"]
        parts = node[1] if node[0] in ("and", "or") else [node[1]]
        return [field for part in parts for field in self.member_condition(part, population)]

    def condition(self, node):
        kind = node[0]
        if kind in ("fact", "is"):
            self.fact(node[1])
        elif kind == "not":
            self.condition(node[1])
        elif kind in ("and", "or"):
            for part in node[1]:
                self.condition(part)
        else:
            self.exactly |= node[2] == "exactly" and "number" not in (node[1][0], node[3][0])
            self.share_exactly |= node[2] == "exactly" and node[1][0] == "share"
            self.expression(node[1])
            self.expression(node[3])

    def expression(self, node):
        kind = node[0]
        if kind == "of_body":
            self.fact(node[1])
        elif kind in ("how_many", "share"):
            self.population(node[1], node[3], node[2])
        elif kind in ("sum", "average", "least", "greatest"):
            self.population(node[2], [node[1]], node[3])
        elif kind == "added_up":
            self.population("ward", [node[1]])
        elif kind == "earlier":
            self.before(node[1], node[2])
        elif kind == "table":
            for key in node[3][1:]:
                self.fact(key)
        elif kind == "defined":
            self.expression(node[3])
        elif kind == "if":
            self.condition(node[1])
            self.expression(node[2])
            self.expression(node[3])
        elif kind == "score":
            for line, first, *rest in node[3]:
                if line == "bands":
                    self.expression(first)
                    continue
                asked, test, _ = rest
                self.requirement(asked)
                if test is not None:
                    self.condition(test)
        elif kind not in ("number", "money", "points", "parameter"):
            self.expression(node[1])
            self.expression(node[2])

    def pair(self, deed, event, limit):
        """A deed, the event that its limit counts from, and the limit: in each of its wordings."""
        wordings = limit[1] if limit[0] == "changing" else [(None, None, limit)]
        for first, last, one in wordings:
            self.pairs.append((deed, event, one))
            self.edges |= {first, last} - {None}

    def before(self, ident, which):
        """What was reported of a period before; of a year the period before is the year before."""
        self.fact(f"{ident}@{'year' if self.yearly else which}")

    def requirement(self, node):
        kind = node[0]
        if kind == "share":
            self.share_exactly |= node[4] == "exactly"
            if isinstance(node[5], tuple):
                self.expression(node[5])
            for population in node[1]:
                self.population(population, node[3], node[2])
        elif kind == "weighed":
            self.population(node[1], [node[2], *node[3]])
            self.exactly |= node[4] == "exactly"
        elif kind == "share_below":
            self.population("ward", ["officers"])
            self.exactly |= node[1] == "exactly"
        elif kind == "in_time":
            self.population(node[1], [node[2], node[4]])
            self.pair(f"{node[1]}.{node[2]}", f"{node[1]}.{node[4]}", node[3])
        elif kind == "count":
            self.expression(node[1])
            if node[2] != "no" and isinstance(node[3], tuple) and isinstance(node[3][0], str):
                self.expression(node[3])
        elif kind == "compare":
            self.condition(node)
        elif kind == "growth":
            self.exactly |= node[3] == "exactly"
            self.fact(node[1])
            self.before(node[1], node[6])
        elif kind == "ratio":
            self.exactly |= node[2] == "exactly"
            self.fact(node[1])
            self.fact(node[4])
        elif kind in ("acts", "forbidden"):
            for act in node[1]:
                self.fact(act)
                self.plain_deeds.add(act)
        elif kind == "limit":
            self.fact(node[1])
            self.fact(node[3])
            self.pair(node[1], node[3], node[2])
        elif kind == "each":
            self.each(node)
        else:
            for part in node[-1]:
                self.requirement(part)

    def each(self, node):
        _, population, where, (kind, *asked) = node
        fields = {"state": asked[:1], "date": asked[:1], "count": asked[:1]}.get(kind)
        if kind == "limit":
            fields = [asked[0], asked[2]]
            self.pair(f"{population}.{asked[0]}", f"{population}.{asked[2]}", asked[1])
        elif kind == "ratio":
            fields = [asked[0], asked[3]]
        self.population(population, fields, where)


def days_for(path, others, pairs, at):
    """Days on which something of which nothing is known may have been done or be done yet."""
    days = {at.start, at.end, at.end + 1, at.deadline, at.deadline + 1, at.as_of - 1, at.as_of, at.as_of + 1, at.as_of + 400, at.start - 400}
    for deed, event, limit in pairs:
        if path == deed and isinstance(others.get(event), int):
            due = at.calendar.due(limit, others[event])
            days |= {others[event], due, due + 1, due - 1}
        if path == event and isinstance(others.get(deed), int):
            days |= {others[deed] + shift for shift in (-400, -40, -9, -1, 0, 1, 5, 40, 400)}
    for edge in at.edges:
        if abs(edge - at.start) < 800:
            days |= {edge - 1, edge, edge + 1}
    return days


def happening(path, value, others, pairs, at, is_event):
    """The days on which a deed or an event may fall."""
    if isinstance(value, tuple):
        # Done within a span of days, and not told when.
        return sorted({*range(value[1], min(value[2], at.as_of) + 1, 7), min(value[2], at.as_of)})
    if value is not None and value is not True and value is not False:
        if value <= at.as_of or is_event:
            return [value]
        value = False
    days = days_for(path, others, pairs, at)
    if value is True:
        if at.ends and at.closed and "." not in path and any(path == deed and limit[0] == "order" for deed, _, limit in pairs):
            # Done after the end it would be told of the period after.
            days = {d for d in days if d <= max(at.end, at.deadline)}
        if any(path == deed for deed, _, _ in pairs):
            return sorted(d for d in days if d <= at.as_of) or [at.start]
        return sorted(d for d in days if at.start <= d <= min(at.as_of, at.end)) or [at.start]
    # What is not done so far may still be done later today.
    today = at.as_of + LATER_TODAY
    if value is False:
        if is_event and at.ends and at.closed and "." not in path:
            # After the end it would be an event of another period.
            return [NEVER]
        days = {d for d in days if d > at.as_of}
    else:
        # With a limit of its own it may have been done long before.
        paired = at.anytime or any(path in (deed, event) for deed, event, _ in pairs)
        days = {d for d in days if paired or d >= at.start}
    days.add(today)
    if is_event and at.reworded:
        # By which wording it is judged hangs on its day: that is looked at within the period.
        days = {d for d in days if at.start <= d < at.end + 1}
    return [*sorted(days), NEVER]


def scalar(ident, value, others, pairs, at):
    if ident in ACTS or ident in DATES:
        is_event = any(ident == event for _, event, _ in pairs) or ident in DATES
        return happening(ident, value, others, pairs, at, is_event)
    if ident in FACTS:
        return [True, False] if value is None else [value]
    if ident in CHOICES:
        return CHOICES[ident] if value is None else [value]
    if ident.split("@")[0] in AMOUNTS:
        return BLANK_AMOUNT if value is None or not at.settled and "@" not in ident else [value]
    if value is None:
        return BLANK_COUNT
    return [value] if at.settled or "@" in ident else [value, *(value + more for more in LATER)]


def member_field(population, field, member, pairs, at):
    kind = FIELDS[population][field]
    value = member.get(field)
    if population in BODIES:
        return body_field(kind, value, at)
    if kind == "date":
        path = f"{population}.{field}"
        others = {f"{population}.{key}": one for key, one in member.items() if one is not True and one is not False}
        return happening(path, value, others, pairs, at, any(path == event for _, event, _ in pairs))
    if isinstance(kind, list):
        return kind if value is None else [value]
    if kind in ("count", "amount"):
        if value is None:
            return (0, 1, 2, 3, 5, 30)
        return [value]
    if value is None:
        return [True, False]
    if at.settled or value is True and kind != "stands":
        return [value]
    return [True, False]


def body_field(kind, value, at):
    """What a body below may come to report."""
    if isinstance(kind, list):
        return kind if value is None else [value]
    if kind == "fact":
        return [True, False] if value is None else [value]
    if kind == "deed":
        return body_deed(value, at)
    if kind == "grows":
        if value is None:
            return (0, 1, 2, 3, 5, 30)
        return [value] if at.settled else [value, value + 1, value + 2, value + 30]
    if kind == "moves":
        return [value] if at.settled and value is not None else (0, 1, 2, 3, 5, 8, 30)
    size, trained = value or (None, None)
    if not at.settled:
        size, trained = None, None
    sizes = [(trained or 0) + more for more in (0, 1, 2, 5, 60)] if size is None else [size]
    return [(one, many) for one in sizes for many in ([trained] if trained is not None else sorted({0, 1, one // 2, one - 1, one} & set(range(one + 1))))]


def body_deed(value, at):
    """One day of each sort: in time or late, done or yet to be done."""
    if value is not None and not isinstance(value, bool) and value <= at.as_of:
        return [value]
    done = [d for d in (at.start, at.end + 1) if d <= at.as_of]
    if value is True:
        return done[:1] or [at.start]
    later = [at.as_of + LATER_TODAY, max(at.as_of, at.end) + 1]
    return [*(done if value is None else []), *later, NEVER]


def filled(population, members, fields, pairs, at, some):
    """The lists of these very members."""
    options = []
    for member in members:
        per = [member_field(population, field, member, pairs, at) for field in fields]
        options.append([dict(zip(fields, values)) for values in some(per)])
    return [list(one) for one in some(options)]


def listed(population, members, fields, pairs, at, some):
    """The lists a list may turn into."""
    fields = sorted(fields)
    lists = filled(population, members, fields, pairs, at, some)
    if at.settled:
        return lists
    newcomers = types(population, fields, at, pairs)
    more = [[], *([one] for one in newcomers), *([one] * 30 for one in newcomers[:6])]
    if population in POPULATIONS and POPULATIONS[population][0]:
        return [a + b for a, b in some([lists, more])]
    return [[], *lists, *(a + b for a, b in some([lists, more])), *more]


def types(population, fields, at, pairs):
    """The members there may be, of whom nothing is known."""
    per = [member_field(population, field, {}, pairs, at) for field in fields]
    return [dict(zip(fields, values)) for values in product(*(one[:14] for one in per))]


def counted(population, size, totals, fields, pairs, at, some):
    """The lists that totals may stand for."""
    fields = sorted(fields)
    kinds = types(population, fields, at, pairs)
    if population in BODIES:
        # A total tells who did it in its time.
        kinds = [one for one in kinds if all(one[field] in (at.start, NEVER) for field in fields if FIELDS[population][field] == "deed")]
    flows = population in POPULATIONS and POPULATIONS[population][0]
    at_least = {state: many for state, many in totals.items() if many is not None and state in fields}
    if size is None:
        # A total of something that is not read says nothing here, though there must be so many.
        sizes = [one for one in BLANK_SIZE if one >= max(at_least.values(), default=0)]
    else:
        sizes = [size]
    if not at.settled:
        if not flows:
            sizes, at_least = sorted({0, 1, 2, 5, *sizes}), {}
        else:
            sizes = sorted({one + more for one in sizes for more in (0, 1, 2, 30)})
    lists = []
    for one in sizes:
        if comb(len(kinds) + one - 1, one) > 2000:
            some.exact = False
            lists += [drawn(population, kinds, one, at_least, at, some) for _ in range(16)]
        else:
            found = combinations_with_replacement(kinds, one)
            lists += [list(members) for members in found if fits(population, members, at_least, at)]
    if size is None:
        lists += [drawn(population, kinds, 60, at_least, at, some, tie=one) for one in kinds[:8]]
    return lists


def drawn(population, kinds, size, totals, at, some, tie=None):
    """Some list that the totals may stand for; all alike where one kind is named."""
    members = [dict(one) for one in ([tie] * size if tie else some.random.choices(kinds, k=size))]
    for state, many in totals.items():
        if at.settled or FIELDS[population][state] != "stands":
            having = set(some.random.sample(range(size), many))
            for place, member in enumerate(members):
                member[state] = place in having
    return members


def fits(population, members, totals, at):
    for state, many in totals.items():
        kind = FIELDS[population][state]
        # A total counts states that hold, and deeds that are done.
        found = sum([member[state] != NEVER if kind == "deed" else member[state] for member in members])
        if at.settled or kind == "stands":
            if at.settled and found != many:
                return False
        elif found < many:
            return False
    return True


def bodies(population, number, reports, fields, pairs, at, some):
    """Those below: who is silent may be anything, and without their number nobody knows how many are."""
    silent = [number - len(reports)] if number is not None else [0, 1, 2, 30]
    lists = []
    for many in silent:
        lists += filled(population, [*reports, *({} for _ in range(many))], sorted(fields), pairs, at, some)
    return lists


class Some:
    """All combinations of some domains, or where they are too many a choice of them."""

    def __init__(self, random):
        self.random, self.exact = random, True

    def __call__(self, domains):
        many = 1
        for domain in domains:
            many *= len(domain)
        if many <= MOST:
            return list(product(*domains))
        self.exact = False
        corners = [tuple(domain[0] for domain in domains), tuple(domain[-1] for domain in domains)]
        return corners + list(zip(*(self.random.choices(domain, k=DRAWN) for domain in domains)))


def variables(reads, parts, at, random):
    """`[(name, [value, …]), …]` and whether that is all there may be; `parts` are the facts of a body and of those it took over."""
    some = Some(random)
    found = [own(reads, facts, at, some) for facts in parts]
    if len(found) == 1:
        return found[0], some.exact
    # A part that is blank leaves a sum unknown, whatever the other is.
    some.exact &= not any(is_blank(facts.get(ident)) for facts in parts for ident in (*reads.facts, *reads.fields))
    return [(domains[0][0], together(domains[0][0], [domain for _, domain in domains], some)) for domains in zip(*found)], some.exact


def is_blank(value):
    return value is None or isinstance(value, tuple) and (value[0] is None or None in value[1].values())


def together(ident, domains, some):
    """What the parts come to as one: added up, put together, done once either has done it; alike or nobody knows."""
    if ident in FACTS or ident in CHOICES:
        known = [domain for domain in domains if len(domain) == 1]
        return domains[0] if len(known) == len(domains) else max(domains, key=len)
    ways = some(domains)
    if ident in ACTS:
        return sorted({min(days) for days in ways})
    if ident in FIELDS:
        return [[member for members in lists for member in members] for lists in ways]
    return sorted({sum(values) for values in ways})


def own(reads, facts, at, some):
    """The same of one body alone."""
    scalars = {key: one for key, one in facts.items() if isinstance(one, int) and not isinstance(one, bool)}
    found = [(ident, scalar(ident, facts.get(ident), scalars, reads.pairs, at)) for ident in sorted(reads.facts)]
    if reads.fields and not at.settled or at.reworded and reads.pairs:
        # Whoever may yet come cannot all be gone through, nor all days of events that wordings part.
        some.exact = False
    for deed, _, _ in reads.pairs:
        if facts.get(deed) is True and deed in reads.plain_deeds:
            # Done, and not told when: of a plain deed within its period, of a limit at any time.
            found = [(ident, [at.start] if ident == deed else domain) for ident, domain in found]
            some.exact = False
    sizes = [facts.get(population) for population in reads.fields]
    any_size = any(one is None or isinstance(one, tuple) and None in one[:2] for one in sizes)
    if reads.exactly or reads.share_exactly and any_size:
        # Of all numbers that may be, the very one that is asked for may not be among those tried.
        some.exact = False
    for population, fields in sorted(reads.fields.items()):
        given = facts.get(population)
        if isinstance(given, tuple) and given[0] == "bodies":
            domain = bodies(population, *given[1:], fields, reads.pairs, at, some)
        elif isinstance(given, list):
            domain = listed(population, given, fields, reads.pairs, at, some)
        else:
            size, totals = given or (None, {})
            domain = counted(population, size, totals, fields, reads.pairs, at, some)
        found.append((population, domain))
    return found
