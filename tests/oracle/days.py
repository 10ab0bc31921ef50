"""Days as numbers, periods, and the counting of limits.

A day is its proleptic ordinal (`datetime.date.toordinal`); NEVER stands for a deed that is not done.
"""

from datetime import date

NEVER = 10**7

WEEKDAYS = [
    ("Monday", "thứ hai"), ("Tuesday", "thứ ba"), ("Wednesday", "thứ tư"), ("Thursday", "thứ năm"),
    ("Friday", "thứ sáu"), ("Saturday", "thứ bảy"), ("Sunday", "chủ nhật"),
]


def day(text):
    return date.fromisoformat(text).toordinal()


def iso(ordinal):
    return date.fromordinal(ordinal).isoformat()


def last_of_month(year, month):
    following = date(year + month // 12, month % 12 + 1, 1)
    return following.toordinal() - 1


def period_days(name):
    """First and last day of `2026`, `2026-H1`, `2026-Q3`, `2026-07`."""
    year, rest = int(name[:4]), name[5:]
    if not rest:
        first, last = 1, 12
    elif rest[0] == "H":
        last = 6 * int(rest[1])
        first = last - 5
    elif rest[0] == "Q":
        last = 3 * int(rest[1])
        first = last - 2
    else:
        first = last = int(rest)
    return date(year, first, 1).toordinal(), last_of_month(year, last)


def earlier(name, which):
    """The name of the period before (`previous`), or of the same a year before (`year`)."""
    year, rest = int(name[:4]), name[4:]
    if which == "year" or not rest:
        return f"{year - 1}{rest}"
    first = rest in ("-H1", "-Q1", "-01")
    if first:
        return f"{year - 1}" + {"-H1": "-H2", "-Q1": "-Q4", "-01": "-12"}[rest]
    letter = rest[1] if rest[1] in "HQ" else ""
    number = int(rest[-1] if letter else rest[1:]) - 1
    return f"{year}-{letter}{number}" if letter else f"{year}-{number:02}"


def add_months(ordinal, months):
    """The same day so many months on, or the last of a month that is too short."""
    start = date.fromordinal(ordinal)
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = last_of_month(year, month + 1)
    return min(date(year, month + 1, 1).toordinal() + start.day - 1, last)


class Calendar:
    """Which days are worked, and where the end of a limit goes.

    `weekend` are numbers of weekdays (Monday is 0), `holidays` pairs of first and last day, `workdays`
    days worked in lieu; the two flags say whether an end on such a day rolls.
    """

    def __init__(self, weekend, holidays, workdays, weekend_rolls, holiday_rolls):
        self.weekend, self.holidays, self.workdays = weekend, holidays, workdays
        self.weekend_rolls, self.holiday_rolls = weekend_rolls, holiday_rolls
        self.off = {d for first, last in holidays for d in range(first, last + 1)}
        self.in_lieu = set(workdays)
        self.kept = {}

    def works(self, ordinal):
        if ordinal in self.in_lieu:
            return True
        return ordinal not in self.off and (ordinal - 1) % 7 not in self.weekend

    def rolls(self, ordinal):
        """Whether a limit that ends on this day off moves on: a holiday goes before a weekend."""
        if self.works(ordinal):
            return False
        return self.holiday_rolls if ordinal in self.off else self.weekend_rolls

    def rolled(self, ordinal):
        if self.rolls(ordinal):
            while not self.works(ordinal):
                ordinal += 1
        return ordinal

    def stepped(self, ordinal, count, step):
        while count:
            ordinal += step
            if self.works(ordinal):
                count -= 1
        return ordinal

    def due(self, limit, event):
        """The last day that serves for `(kind, number, unit)` from an event."""
        key = (limit, event)
        if key not in self.kept:
            self.kept[key] = self.counted(limit, event)
        return self.kept[key]

    def counted(self, limit, event):
        kind, number, unit = limit
        if kind == "order":
            return event - 1 if number == "before" else event
        step = 1 if kind == "within" else -1
        if unit == "working":
            return self.stepped(event, number, step)
        if unit in ("months", "years"):
            end = add_months(event, step * number * (12 if unit == "years" else 1))
        else:
            end = event + step * number * (7 if unit == "weeks" else 1)
        return self.rolled(end) if kind == "within" else end
