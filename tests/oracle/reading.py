"""Which of the periods that are reported a sentence is judged by, and what they say together of its deeds.

A report maps names of periods to facts; `main` is the one that its periodic duties are judged in. Facts of
a period before the main one stand under `ID@year` and `ID@previous` there.
"""

from datetime import date

from days import earlier, period_days
from words import ACTS


def told(report):
    """What each period reports, that of periods before the main one too."""
    periods = {name: {} for name in report["periods"]}
    for name, facts in report["periods"].items():
        for ident, value in facts.items():
            ident, _, which = ident.partition("@")
            place = earlier(name, which) if which else name
            if value is not None or not which:
                periods.setdefault(place, {})[ident] = value
    return periods


def speaks(facts, read):
    """Whether a period says anything of what a sentence reads."""
    if any(facts.get(ident) is not None for ident in read.facts):
        return True
    for population, fields in read.fields.items():
        value = facts.get(population)
        if isinstance(value, list) or value is not None and (value[0] is not None or any(value[1].get(field) is not None for field in fields)):
            return True
    return False


def counts(name, facts, read):
    """A period shorter than a year may be there for duties of its own: it counts where it says something."""
    return len(name) == 4 or speaks(facts, read)


def closing(deadline, read, report):
    """Whether a period that holds the day is reported as closed."""
    holds = lambda start, end: start <= deadline <= end
    return any(holds(*period_days(name)) and counts(name, report["periods"][name], read) for name in report["final"])


def latest(periods, read, as_of):
    """The latest that has begun, of two that end together the longer."""
    begun = {name: facts for name, facts in periods.items() if period_days(name)[0] <= as_of}
    found = [name for name, facts in begun.items() if counts(name, facts, read)]
    newest = last_of(found)
    if newest is None or period_days(newest)[1] < as_of or speaks(begun[newest], read):
        return newest
    # A year that still runs and is silent is passed over where the one before says something.
    before = last_of([name for name in found if name != newest])
    return before if before and speaks(begun[before], read) else newest


def last_of(found):
    """The last to end, of two that end together the longer."""
    return max(found, key=lambda name: (period_days(name)[1], -period_days(name)[0]), default=None)


def holding(periods, read, deadline):
    """Of those that hold a day the first to end that says something; of two that end together the longer."""
    holds = lambda name: period_days(name)[0] <= deadline <= period_days(name)[1]
    found = [name for name, facts in periods.items() if holds(name) and speaks(facts, read)]
    return min(found, key=lambda name: (period_days(name)[1], period_days(name)[0]), default=None)


def read_by(sentence, read, report):
    """The name of the period whose facts count, and these facts."""
    kind = sentence["period"]
    if kind not in ("standing", "milestone"):
        return report["main"], report["periods"][report["main"]]
    periods = told(report)
    if kind == "standing" or sentence["by"] >= report["as_of"] and not closing(sentence["by"], read, report):
        name = latest(periods, read, report["as_of"])
    else:
        name = holding(periods, read, sentence["by"])
        if name is None and sentence.get("ended"):
            # Of what stood until the text ran out a year that holds its last day, though silent; else the latest before.
            years = [one for one in periods if len(one) == 4 and period_days(one)[0] <= sentence["by"] <= period_days(one)[1]]
            name = years[0] if years else latest(periods, read, sentence["by"])
    facts = dict(periods.get(name, {}))
    deadline = sentence["by"] or report["as_of"]
    last = max(deadline, period_days(name or str(date.fromordinal(deadline).year))[1])
    for act in read.facts & set(ACTS):
        facts[act] = deed(facts.get(act), [(of, told[act]) for of, told in periods.items() if told.get(act)], last, report["as_of"])
    return name or report["main"], facts


def deed(own, done, last, as_of):
    """What is told done of another period serves as well, if it was done by the last day in time and of the period read: later, it may be another deed."""
    days = [day for _, day in done if day is not True and day <= last]
    spans = [("in", *period_days(of)) for of, day in done if day is True and min(period_days(of)[1], as_of) <= last]
    if days and not (own and own is not True):
        return min(days)
    return spans[0] if spans else own
