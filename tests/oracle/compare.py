"""What the reference answers, what the engine answers, and where the two part."""

from datetime import date
from itertools import product

from days import day, iso, period_days
from reading import closing, read_by, speaks, told
from meaning import DOOMED, LATE, MET, NA, NOT_MET, PENDING, At, sentence as meaning
from worlds import variables

DECIDED = (MET, LATE, NOT_MET, NA)
MISSED = {LATE, NOT_MET, DOOMED}
WORLDS = 2000


def period_of(asked, report):
    """The name of what is judged."""
    if asked.kind == "standing":
        return "standing"
    return f"by {iso(asked.by)}" if asked.kind == "milestone" else report["main"]


def worded(rules, asked, report):
    """The sentence in force on the day that decides, and what it reads; None where there is none."""
    if asked.kind == "limit":
        return asked.wordings[0][2:]
    if asked.kind == "milestone":
        return asked.on(asked.by)
    if asked.kind == "standing":
        found = asked.on(report["as_of"]) or outlived(asked, report)
        return found and ({**found[0], "lifted": asked.lifted}, found[1])
    decides = period_days(report["main"])[1]
    found = asked.on(decides)
    # A wording asks nothing for a day that was over when it came into force.
    if found and found[0]["deadline"] and deadline_in(report["main"], found[0]) < asked.since(decides):
        found = None
    if found:
        return {**found[0], "lifted": asked.lifted}, found[1]
    return cut_short(asked, report["main"])


def cut_short(asked, name):
    """Of a period that ends without it, what was due while it was in force; what is judged by day, to its last day."""
    start, end = period_days(name)
    for first, last, sentence, read in reversed([one for one in asked.wordings if one[0] <= end]):
        if last < end and sentence["deadline"] and first <= deadline_in(name, sentence) <= last:
            until = {"until": last} if judges_by_day(sentence["requirement"]) else {}
            return {**sentence, "lifted": asked.lifted, **until}, read
        if start <= last < end and judges_by_day(sentence["requirement"]) and asked.ended_by(last) != "amend":
            return {**sentence, "lifted": asked.lifted, "until": last}, read
    return None


def deadline_in(name, sentence):
    """The last day in time of a period, where a sentence names a day of each year."""
    number, month = sentence["deadline"]
    return day(f"{name[:4]}-{month:02}-{number:02}")


def outlived(asked, report):
    """A standing duty whose text has run out, or was repealed, is judged by its last day, where anything is told of the time in which it bound."""
    found = asked.before(report["as_of"])
    if found is None:
        return None
    _, last, sentence, read = found
    how = asked.ended_by(last)
    # In a suspension what is forbidden alone is.
    if how == "amend" or how == "suspend" and sentence["requirement"][0] != "forbidden":
        return None
    then = lambda name: period_days(name)[0] <= last and period_days(name)[1] >= asked.since(last)
    if not any(then(name) and speaks(facts, read) for name, facts in told(report).items()):
        return None
    return {**sentence, "period": "milestone", "by": last, "ended": True}, read


def judges_by_day(node):
    """Whether deeds or cases are judged one by one: of a period in which the text binds on some days alone, those of these days."""
    kind = node[0]
    if kind in ("all", "any", "some"):
        return all(judges_by_day(part) for part in node[-1])
    if kind == "count":
        counted = {"how_many": 1, "sum": 2}.get(node[1][0])
        is_none = node[2] == "no" or node[2] in ("exactly", "at_most") and node[3] == 0
        return is_none and counted is not None and node[1][counted] in ("decisions", "meetings")
    return kind in ("forbidden", "limit") or kind == "each" and node[1] in ("decisions", "meetings")


def reworded_by_day(asked):
    """Whether what is judged day by day is asked in other words from some day on."""
    if asked.kind == "limit":
        return False
    texts = [(sentence["requirement"], sentence["modality"], sentence["none_met"]) for _, _, sentence, _ in asked.wordings]
    return any(one != texts[0] for one in texts) and any(judges_by_day(one[0]) for one in texts)


def is_ceiling(node):
    """Whether there may be no more than so many cases: only the end of a period can show that there are not."""
    return node[0] == "count" and node[1][0] == "how_many" and node[1][1] in ("decisions", "meetings") and node[2] in ("under", "at_most")


def asks_deeds(node):
    """Whether a body's own deeds are all that is asked."""
    if node[0] in ("all", "any", "some"):
        return all(asks_deeds(part) for part in node[-1])
    return node[0] == "acts"


def judges_cases(node):
    """Whether the days of cases tell which of them count: which of their dates do is looked at elsewhere."""
    if node[0] in ("all", "any", "some"):
        return any(judges_cases(part) for part in node[-1])
    return node[0] == "count" or node[0] == "each" and node[3][0] != "limit"


def setting(rules, sentence, read, report):
    """When a sentence is judged, and by which facts."""
    name, facts = read_by(sentence, read, report)
    start, end = period_days(name)
    as_of, deadline, kind = report["as_of"], end, sentence["period"]
    final = name in report["final"]
    if sentence["deadline"]:
        deadline = deadline_in(name, sentence)
    if kind == "standing":
        deadline, final = as_of, True
    elif kind == "milestone":
        deadline = sentence["by"]
        final = closing(deadline, read, report)
    at = At(as_of, start, end, deadline, final, rules["in_force"], rules["calendar"], sentence["none_met"])
    if kind in ("standing", "milestone"):
        at.valued, at.anytime = deadline, True
    if kind not in ("standing", "milestone") and judges_by_day(sentence["requirement"]):
        at.bound = (max(start, rules["in_force"][0]), min(end, rules["in_force"][1], sentence.get("until", end)))
        at.lifted = [(first, last) for first, last in sentence.get("lifted", ()) if first <= end and start <= last]
        at.deadline = min(at.deadline, at.bound[1])
        at.closed = final or at.deadline < as_of
    at.ends = kind not in ("standing", "limit")
    at.reworded = bool(read.edges)
    if kind == "standing" or sentence.get("ended"):
        at.lifted = sentence["lifted"]
    ends = {sentence["until"]} if "until" in sentence else set()
    days = {day for one in at.lifted for day in one}
    at.yearly, at.edges = kind == "year", {*rules["in_force"], *ends, *days, *read.edges}
    at.settled = at.closed or kind == "limit"
    return at, facts


def before_force(rules, sentence, at):
    """The first period has to begin in force. What happened in one that ended before is no business of the text."""
    if sentence["period"] in ("standing", "milestone"):
        return False
    # Of a deed due by a day of each period the first such day in force counts.
    if sentence["deadline"] and asks_deeds(sentence["requirement"]):
        return at.deadline < rules["in_force"][0]
    # A first year that the sentence names need not be in force as a whole.
    named = sentence["years"]
    entry = date.fromordinal(rules["in_force"][0]).year
    starting = named is not None and (named[1] is None or int(named[0]) == entry)
    starting = starting or judges_by_day(sentence["requirement"])
    return (at.end if sentence["period"] == "limit" or starting else at.start) < rules["in_force"][0]


def of_other_years(sentence, at):
    """Whether the years that a sentence names hold the period."""
    if sentence["years"] is None:
        return False
    first, last = sentence["years"]
    return at.start < day(f"{first}-01-01") or last is not None and at.end > day(f"{last}-12-31")


class Answer:
    """All that a requirement may come to, and whether every way was gone."""

    def __init__(self, rules, asked, report, random, stop_early):
        self.found, self.exact, self.ways, self.passed_over = {}, True, 0, False
        self.sentence, self.read = worded(rules, asked, report) or (asked.sentence, None)
        if self.read is None:
            # A ceiling passed while the text was in force is a miss: looked at elsewhere.
            self.passed_over = asked.kind not in ("standing", "milestone", "limit") and any(
                is_ceiling(sentence["requirement"]) and last < period_days(report["main"])[1] for _, last, sentence, _ in asked.wordings
            )
            self.found[NA] = {}
            return
        self.at, facts = setting(rules, self.sentence, self.read, report)
        if before_force(rules, self.sentence, self.at) or of_other_years(self.sentence, self.at):
            self.found[NA] = {}
            return
        # Of an amendment each text judges its own days: looked at elsewhere.
        if reworded_by_day(asked):
            self.passed_over = True
            return
        by_day, lifted = judges_by_day(self.sentence["requirement"]), bool(self.at.lifted)
        in_part = lifted or self.at.bound != (self.at.start, self.at.end)
        # Of parts of a merged body the earliest deed would hide that another did it while it was forbidden.
        if in_part and by_day and (judges_cases(self.sentence["requirement"]) or report["taken_over"]):
            self.passed_over = True
            return
        # Which of several days told counts is looked at elsewhere.
        if lifted and self.at.anytime and by_day:
            self.passed_over = True
            return
        if self.sentence["period"] != "limit" and self.at.as_of < self.at.bound[0] and judges_by_day(self.sentence["requirement"]):
            self.found[PENDING] = {}
            return
        judge = meaning(self.sentence, self.at)
        names, self.exact = variables(self.read, [facts, *report["taken_over"]], self.at, random)
        many = 1
        for _, domain in names:
            many *= len(domain)
        idents = [name for name, _ in names]
        domains = [domain for _, domain in names]
        if many > WORLDS:
            self.exact = False
            ways = sampled(domains, random)
        else:
            ways = product(*domains)
        for values in ways:
            world = dict(zip(idents, values))
            self.ways += 1
            found = judge(world)
            if found not in self.found:
                self.found[found] = world
                if stop_early and len(self.found) > 1 and not MISSED.issuperset(self.found):
                    self.exact = False
                    return


def sampled(domains, random):
    for pick in (0, -1):
        yield [domain[pick] for domain in domains]
    yield from zip(*(random.choices(domain, k=WORLDS // 10) for domain in domains))


def severity(rules, sentence):
    if rules["status"] != "in force":
        return "advisory"
    return {"must": "breach", "strive": "shortfall"}.get(sentence["modality"], "note")


def is_plain(requirement):
    """No limit of its own, and no members judged one by one: nothing but its period may be open."""
    kind = requirement[0]
    if kind in ("limit", "in_time", "each"):
        return False
    if kind in ("all", "any", "some"):
        return all(is_plain(part) for part in requirement[-1])
    return True


def disagreement(rules, answer, status, grave):
    """None, or what is wrong: `(kind, text)`; the kinds `needless` and `untold` are counted where facts repeat."""
    sentence, found = answer.sentence, set(answer.found)
    if answer.passed_over:
        return None
    if status in DECIDED:
        others = found - {status}
        if others:
            return "unsound", f"the engine says {status}, yet it may be {', '.join(sorted(others))}"
        wanted = severity(rules, sentence) if status in (LATE, NOT_MET) else None
        if grave != wanted:
            return "severity", f"{status} is {grave}, not {wanted}"
        return None
    if grave is not None and not found <= MISSED:
        return "unsound", f"the engine says certain to be missed, yet it may be {', '.join(sorted(found))}"
    if len(found) == 1 and answer.exact:
        (only,) = found
        if only in (PENDING, DOOMED):
            return None if status == PENDING else ("timing", f"the engine says {status}, it is pending")
        return "needless", f"the engine says {status}, it is {only} however the blanks are filled"
    if answer.exact and found <= MISSED and grave is None:
        return "untold", "certain to be missed, late or not met, and the engine does not say so"
    if sentence["period"] not in ("limit",) and is_plain(sentence["requirement"]) and not found & {PENDING, DOOMED}:
        wanted = "unknown" if answer.at.closed else PENDING
        if status != wanted:
            return "timing", f"the engine says {status}, it is {wanted}"
    return None
