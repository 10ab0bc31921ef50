"""What a requirement means in a world where every fact is known: one small function a construct.

A world maps each fact of the body to its value and each population to the list of its members, a
member mapping its fields likewise. Deeds and dates are days, NEVER where they are not done. A
requirement comes out as one of the words below; an expression as a number, or None where
it has no value (a share of nobody).
"""

from copy import copy
from fractions import Fraction

from days import NEVER

MET, LATE, NOT_MET, NA, PENDING = "met", "late", "not_met", "not_applicable", "pending"
# Pending, and a miss whatever comes of it: one part is late already.
DOOMED = "pending, to be missed"


class At:
    """When a requirement is judged: the day of the check, the period, its last day in time, the wording's days."""

    def __init__(self, as_of, start, end, deadline, final, in_force, calendar, none_met=False):
        self.as_of, self.start, self.end, self.deadline = as_of, start, end, deadline
        self.in_force, self.calendar, self.none_met = in_force, calendar, none_met
        self.closed = final or deadline < as_of
        # The days of the period on which the text binds.
        self.bound = (start, end)
        # Those on which it is suspended.
        self.lifted = []
        # The day whose value a parameter has.
        self.valued, self.yearly = end, False
        # Whether what has no other last day is due by the end of the period.
        self.ends = False
        # Whether a deed may have been done long before the period.
        self.anytime = False


def holds(comparator, left, right):
    if comparator == "over":
        return left > right
    if comparator == "at_least":
        return left >= right
    if comparator == "under":
        return left < right
    if comparator == "at_most":
        return left <= right
    if comparator == "exactly":
        return left == right
    return right[0] <= left <= right[1]


def all_of(found):
    """`each`, `all of`: one not met decides, else one pending, else one late; what does not apply drops out."""
    for one in (NOT_MET, DOOMED):
        if one in found:
            return one
    if PENDING in found:
        return DOOMED if LATE in found else PENDING
    for one in (LATE, MET):
        if one in found:
            return one
    return NA


def any_of(found):
    for wanted in (MET, PENDING, LATE, DOOMED, NOT_MET):
        if wanted in found:
            return wanted
    return NA


def at_least_of(number, found):
    """So many in time; where fewer are, those late make up the number."""
    met, late = found.count(MET), found.count(LATE)
    if met >= number:
        return MET
    if met + found.count(PENDING) >= number:
        return PENDING
    if met + late >= number:
        return LATE
    return DOOMED if met + late + found.count(PENDING) + found.count(DOOMED) >= number else NOT_MET


def kept(day, last, closed, at):
    """A deed against its last day. What is dated after the day of the check, or later on that day, is yet to be done."""
    if day <= at.as_of:
        return MET if day <= last else LATE
    if closed or day == NEVER:
        return NOT_MET
    return MET if int(day) <= last else LATE


def done(day, at):
    """A deed against the last day of its period."""
    return kept(day, at.deadline, at.closed, at)


def limited(deed, event, limit, at, of_member=False):
    """A deed against a limit that counts from an event, which may not have come yet.

    It is judged by the wording in force on the day of the event; of a share of members, the period's.
    """
    ended = at.in_force[1]
    if limit[0] == "changing":
        # An event that has not come is a business of the wording of its period alone, while that stands.
        if event == NEVER:
            fitting = [one for first, last, one in limit[1] if first <= at.end and at.start <= last >= at.as_of]
        else:
            fitting = [one for first, last, one in limit[1] if first <= event < last + 1]
        limit = fitting[0] if fitting else None
        if limit is None:
            return NA
    if event == NEVER:
        if not of_member and ended < at.as_of:
            return NA
        if at.ends and at.closed and not of_member and (limit[0] == "order" or max(at.end, at.deadline) < at.as_of):
            # What hangs on an event that did not come is not asked; what has to come first is due by the end.
            return done(deed, at) if limit[0] == "order" else NA
        return MET if limit[0] == "order" and deed <= at.as_of else PENDING
    if not of_member and not at.in_force[0] <= event <= at.in_force[1]:
        return NA
    due = at.calendar.due(limit, int(event))
    # What had to be done before the text was in force, nobody could be held to.
    if not of_member and limit[0] == "before" and due < at.in_force[0]:
        return NA
    found = kept(deed, due, due < at.as_of, at)
    # Order alone: what comes after that before which it had to come was missed, not late.
    if (found == MET or deed > at.as_of) and limit[0] == "order" and at.ends and at.closed and not of_member:
        return done(deed, at)
    return NOT_MET if found == LATE and limit[:2] == ("order", "before") else found


def of_member(at):
    """The same for a member, which may be told of after its period."""
    found = copy(at)
    found.ends = False
    return found


def decide(value):
    return MET if value else NOT_MET


# Conditions and expressions, about the body or, within `where`, about a member of it (`m`).


def condition(node, at):
    kind = node[0]
    if kind == "fact":
        return lambda w, m: w[node[1]]
    if kind == "is":
        return lambda w, m: w[node[1]] == node[2]
    if kind == "state":
        return member_holds(node[1], at)
    if kind == "option":
        return lambda w, m: m[node[1]] == node[2]
    if kind == "member_count":
        _, field, comparator, bound, _ = node
        return lambda w, m: holds(comparator, m[field], bound)
    if kind == "member_share":
        _, comparator, bound = node
        return lambda w, m: m["officers"][0] > 0 and holds(comparator, Fraction(m["officers"][1], m["officers"][0]), bound)
    if kind == "not":
        inner = condition(node[1], at)

        return lambda w, m: not inner(w, m)
    if kind in ("and", "or"):
        parts = [condition(part, at) for part in node[1]]
        joined = any if kind == "or" else all
        return lambda w, m: joined(part(w, m) for part in parts)
    if kind == "compare":
        left, right = expression(node[1], at), expression(node[3], at)

        def compared(w, m):
            a, b = left(w), right(w)
            return a is not None and b is not None and holds(node[2], a, b)

        return compared
    raise ValueError(kind)


def member_holds(field, at):
    """A state holds of a member; a date in it holds if it was kept in time."""

    def held(w, m):
        value = m[field]
        return value if isinstance(value, bool) else done(value, at) == MET

    return held


def chosen(population, where, at):
    if where is None:
        return lambda w: w[population]
    test = condition(where, at)
    return lambda w: [m for m in w[population] if test(w, m)]


def holding(states, at):
    tests = [member_holds(state, at) for state in states]
    if len(tests) == 1:
        return tests[0]
    return lambda w, m: all(test(w, m) for test in tests)


def expression(node, at):
    kind = node[0]
    if kind in ("number", "money"):
        value = node[1]
        return lambda w: value
    if kind == "of_body":
        return lambda w: w[node[1]]
    if kind == "how_many":
        base, test = chosen(node[1], node[2], at), holding(node[3], at)
        return lambda w: sum(test(w, m) for m in base(w))
    if kind == "share":
        base, test = chosen(node[1], node[2], at), holding(node[3], at)

        def share(w):
            members = base(w)
            return Fraction(sum(test(w, m) for m in members), len(members)) if members else None

        return share
    if kind == "added_up":
        return lambda w: sum(m[node[1]] for m in w["ward"])
    if kind in ("sum", "average", "least", "greatest"):
        field, base = node[1], chosen(node[2], node[3], at)

        def over(w):
            values = [m[field] for m in base(w)]
            if kind == "sum":
                return sum(values)
            if not values:
                return None
            if kind == "average":
                return Fraction(sum(values), len(values))
            return min(values) if kind == "least" else max(values)

        return over
    if kind == "earlier":
        ident = f"{node[1]}@{'year' if at.yearly else node[2]}"
        return lambda w: w[ident]
    if kind == "points":
        points = node[1]
        return lambda w: points
    if kind == "score":
        lines = [line(one, at, node[2]) for one in node[3]]
        return lambda w: sum(one(w) for one in lines)
    if kind == "parameter":
        value = [value for value, first in node[3] if first <= at.valued][-1]
        return lambda w: value
    if kind == "table":
        return table(node)
    if kind == "defined":
        return expression(node[3], at)
    if kind == "if":
        test = condition(node[1], at)
        then, otherwise = expression(node[2], at), expression(node[3], at)
        return lambda w: then(w) if test(w, None) else otherwise(w)
    left, right = expression(node[1], at), expression(node[2], at)

    def joined(w):
        a, b = left(w), right(w)
        if a is None or b is None:
            return None
        if kind == "+":
            return a + b
        if kind == "-":
            return a - b
        if kind == "*":
            return a * b
        if kind == "/":
            return Fraction(a) / b if b else None
        return max(a, b) if kind == "greater" else min(a, b)

    return joined


def line(node, at, none_met):
    """The points of a line of a score; what does not apply earns nothing, or all where none counts as met."""
    kind, points, *rest = node
    at = copy(at)
    at.none_met = none_met
    if kind == "bands":
        value, rows = expression(points, at), rest[0]
        nobody = max(given for _, _, given in rows) if none_met else 0

        def banded(w):
            found = value(w)
            if found is None:
                return nobody
            return next(given for low, high, given in rows if low <= found and (high is None or found < high))

        return banded
    asked, test, wanted = rest
    nobody = points if none_met else 0
    earned = pro_rata(asked, at, points, nobody) if kind == "pro rata" else all_or_nothing(requirement(asked, at), points, nobody)
    if test is None:
        return earned
    test = condition(test, at)
    return lambda w: earned(w) if test(w, None) == wanted else nobody


def all_or_nothing(judged, points, nobody):
    return lambda w: {MET: points, NA: nobody}.get(judged(w), 0)


def pro_rata(node, at, points, nobody):
    """The part reached of what is required, up to all."""
    if node[0] == "count":
        value = expression(node[1], at)
        return lambda w: points * min(Fraction(1), Fraction(value(w)) / node[3])
    reached = expression(("share", node[1][0], node[2], node[3]), at)

    def earned(w):
        share = reached(w)
        return nobody if share is None else points * min(Fraction(1), share / node[5])

    return earned


def table(node):
    """The value of the row that a case falls into; None where none is prescribed."""
    _, _, _, key, rows = node
    if key[0] == "is":
        options = {option: value for named, value in rows for option in named or ()}
        otherwise = [value for named, value in rows if named is None]
        return lambda w: options[w[key[1]]] if w[key[1]] in options else otherwise[0]

    if key[0] == "both":
        _, choice, counted = key
        return lambda w: next(value for option, low, high, value in rows if option == w[choice] and low <= w[counted] and (high is None or w[counted] < high))

    def band(w):
        return [value for low, high, value in rows if low <= w[key[1]] and (high is None or w[key[1]] < high)][0]

    return band


def held_share(part, whole, comparator, bound, at):
    """A share of nobody does not apply, unless the rule says otherwise."""
    if not whole:
        return MET if at.none_met else NA
    return decide(holds(comparator, part * bound.denominator, whole * bound.numerator))


def rounded(value, how):
    if how == "down":
        return value.__floor__()
    if how == "up":
        return value.__ceil__()
    return (value + Fraction(1, 2)).__floor__()


def requirement(node, at):
    """The function of a world that judges it."""
    kind = node[0]
    if kind == "share":
        return share(node, at)
    if kind == "weighed":
        _, population, weight, states, comparator, bound = node
        test = holding(states, at)

        def weighed(w):
            members = w[population]
            whole = sum(m[weight] for m in members)
            part = sum(m[weight] for m in members if test(w, m))
            return held_share(part, whole, comparator, bound, at)

        return weighed
    if kind == "share_below":
        _, comparator, bound = node

        def share_below(w):
            whole = sum(m["officers"][0] for m in w["ward"])
            return held_share(sum(m["officers"][1] for m in w["ward"]), whole, comparator, bound, at)

        return share_below
    if kind == "in_time":
        _, population, deed, limit, event, comparator, bound = node

        def in_time(w):
            members = [limited(m[deed], m[event], limit, at, True) for m in w[population]]
            members = [one for one in members if one != NA]
            met = members.count(MET)
            # What still runs may be kept or not.
            ways = {held_share(met + more, len(members), comparator, bound, at) for more in range(members.count(PENDING) + 1)}
            return ways.pop() if len(ways) == 1 else PENDING

        return in_time
    if kind == "count":
        value = expression(node[1], at)
        if node[2] == "no":
            return lambda w: decide(value(w) == 0)
        bound = node[3]
        if isinstance(bound, tuple) and isinstance(bound[0], str):
            limit = expression(bound, at)

            def bounded(w):
                a, b = value(w), limit(w)
                return NA if a is None or b is None else decide(holds(node[2], a, b))

            return bounded
        return lambda w: decide(holds(node[2], value(w), bound))
    if kind == "compare":
        left, right = expression(node[1], at), expression(node[3], at)

        def compared(w):
            a, b = left(w), right(w)
            return NA if a is None or b is None else decide(holds(node[2], a, b))

        return compared
    if kind == "growth":
        return growth(node, at)
    if kind == "ratio":
        _, part, comparator, bound, whole = node
        return lambda w: held_share(w[part], w[whole], comparator, bound, at)
    if kind == "acts":
        return lambda w: all_of([done(w[act], at) for act in node[1]])
    if kind == "forbidden":
        free = lambda day: not at.bound[0] <= day <= at.bound[1] or any(first <= day <= last for first, last in at.lifted)
        return lambda w: all_of([decide(free(int(w[act])) or at.closed and w[act] > at.as_of) for act in node[1]])
    if kind == "limit":
        _, deed, limit, event = node
        return lambda w: limited(w[deed], w[event], limit, at)
    if kind == "each":
        return each(node, at)
    if kind == "all":
        parts = [requirement(part, at) for part in node[1]]
        return lambda w: all_of([part(w) for part in parts])
    if kind == "any":
        parts = [requirement(part, at) for part in node[1]]
        return lambda w: any_of([part(w) for part in parts])
    if kind == "some":
        parts = [requirement(part, at) for part in node[2]]
        return lambda w: at_least_of(node[1], [part(w) for part in parts])
    raise ValueError(kind)


def growth(node, at):
    """By how much a count or an amount went up or down since an earlier period; of nothing there are no per cent."""
    _, ident, direction, comparator, bound, unit, which = node
    before = f"{ident}@{'year' if at.yearly else which}"

    def judged(w):
        change = w[ident] - w[before] if direction == "more" else w[before] - w[ident]
        if unit == "%":
            return decide(holds(comparator, change * 100, bound * w[before])) if w[before] else NA
        return decide(holds(comparator, change, bound))

    return judged


def share(node, at):
    _, populations, where, states, comparator, bound, rounding = node
    bases = [chosen(population, where, at) for population in populations]
    test = holding(states, at)

    limit = expression(bound, at) if isinstance(bound, tuple) else lambda w: bound

    def judged(w):
        members = [m for base in bases for m in base(w)]
        part, bound = sum(test(w, m) for m in members), limit(w)
        if rounding and members:
            return decide(holds(comparator, part, rounded(bound * len(members), rounding)))
        return held_share(part, len(members), comparator, bound, at)

    return judged


def each(node, at):
    _, population, where, (kind, *asked) = node
    base = chosen(population, where, at)
    if kind == "state":
        one = lambda m: decide(m[asked[0]])
    elif kind == "date":
        one = lambda m: done(m[asked[0]], at)
    elif kind == "limit":
        deed, limit, event = asked
        one = lambda m: limited(m[deed], m[event], limit, of_member(at))
    elif kind == "count":
        field, comparator, bound = asked
        one = lambda m: decide(holds(comparator, m[field], bound))
    else:
        part, comparator, bound, whole = asked
        one = lambda m: held_share(m[part], m[whole], comparator, bound, at)

    def judged(w):
        members = base(w)
        return all_of([one(m) for m in members]) if members or not at.none_met else MET

    return judged


def sentence(sentence, at):
    """A requirement under its condition, which stands before it or after, and where no exception displaces it."""
    judged = requirement(sentence["requirement"], at)
    tests = [(condition(test, at), wanted) for test, wanted in sentence["displaced"]]
    if sentence["condition"] is not None:
        tests.append((condition(sentence["condition"], at), sentence["holds_if"]))
    if not tests:
        return judged
    return lambda w: judged(w) if all(test(w, None) == wanted for test, wanted in tests) else NA
