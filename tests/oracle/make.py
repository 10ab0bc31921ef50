"""Random rulesets and reports: well-typed, small, and near the edges where verdicts turn."""

from fractions import Fraction

from days import Calendar, day, earlier, iso, period_days
from worlds import Reads
from wording import has_limit, limit_of, with_limit
from words import ACTS, AMOUNTS, BODIES, CHOICES, COUNTS, DATES, FACTS, POPULATIONS

PERIOD_NAMES = {
    "year": ["2026", "2027"], "half": ["2026-H1", "2026-H2"], "quarter": ["2026-Q1", "2026-Q2", "2026-Q4"],
    "month": ["2026-01", "2026-02", "2026-07", "2026-12"],
}
# Of what stands or is due by a day: the years that may be reported, and shorter periods beside them.
YEARS = ["2025", "2026", "2026", "2027"]
SHORTER = ["2025-H2", "2026-H1", "2026-Q2", "2026-06", "2026-12", "2026-H2", "2027-Q1", "2027-01"]
BOUNDS = [Fraction(n, d) for n, d in ((1, 2), (1, 3), (2, 3), (3, 4), (3, 5), (3, 20), (1, 1), (1, 8), (9, 10), (1, 5), (2, 5), (333, 1000))]
# Those that can be written as percentages, which is how what has a name tells shares.
PERCENTAGES = [bound for bound in BOUNDS if bound.denominator % 3]
COMPARATORS = ["over", "at_least", "at_least", "under", "at_most", "exactly"]
STATES = {"officers": ["trained", "ever", "certified"], "heads": ["trained", "certified"], "decisions": ["explained"],
          "meetings": ["recorded"], "households": ["agreeing"]}
OPTIONS = {"officers": "rank", "decisions": "matter"}
PLACES = CHOICES["place"]
MEMBER_COUNTS = [("courses", "officers"), ("present", "meetings"), ("favour", "meetings")]

# What the engine is known to judge otherwise than the reference says: left out until it is mended, and made by `--with NAME`.
LEFT_OUT = {}


class Maker:
    def __init__(self, random, made=()):
        self.random, self.named, self.made = random, 0, made

    def left_out(self, what):
        assert what in LEFT_OUT
        return what not in self.made

    def one(self, options):
        return options[int(self.random.random() * len(options))]

    def chance(self, share):
        return self.random.random() < share

    # Requirements.

    def where(self, population, asked=()):
        """Chooses members, seldom by what is asked of them."""
        if not self.chance(0.3):
            return None
        states = STATES[population] if self.chance(0.05) else [one for one in STATES[population] if one not in asked]
        return self.member_condition(population, states, 1)

    def member_condition(self, population, states, depth):
        if depth and self.chance(0.25):
            kind = self.one(["and", "or", "not"])
            if kind == "not":
                return ("not", self.member_condition(population, states, 0))
            return (kind, [self.member_condition(population, states, 0) for _ in range(2)])
        field = OPTIONS.get(population)
        if field and (not states or self.chance(0.6)):
            return ("option", field, self.one(POPULATIONS[population][1][field]), population)
        return ("state", self.one(states or STATES[population]), population)

    def states(self, population):
        states = list(STATES[population])
        if len(states) > 1 and self.chance(0.25):
            self.random.shuffle(states)
            return states[:2]
        return [self.one(states)]

    def comparator(self):
        return self.one(COMPARATORS)

    def share(self):
        population = self.one(list(STATES))
        populations, states = [population], self.states(population)
        where = self.where(population, states)
        if self.chance(0.15):
            populations, states, where = ["officers", "heads"], [self.one(STATES["heads"])], None
        if population == "decisions" and self.chance(0.4) and populations == ["decisions"]:
            states = ["published"]
        rounding = self.one([None] * 6 + ["down", "up", "half"])
        bound = self.one(BOUNDS)
        if rounding is None and self.chance(0.15):
            bound = self.name_of("share")
        return ("share", populations, where, states, self.comparator(), bound, rounding)

    def name_of(self, kind, depth=0):
        """Something with a name: a parameter, a table, or a definition; of numbers, or of shares."""
        self.named += 1
        value = lambda: self.value(kind)
        what = self.random.random()
        if what < 0.25:
            return self.parameter(kind)
        if what < 0.45:
            rows = tuple(((place,), value()) for place in PLACES)
            if self.chance(0.4):
                rows = (rows[0], (None, value()))
            if kind == "number" and self.chance(0.3):
                rows = (*rows[:-1], (rows[-1][0], None))
            return ("table", self.named, kind, ("is", "place"), rows)
        if what < 0.65:
            if self.chance(0.4):
                return ("table", self.named, kind, ("both", "place", self.one(COUNTS)), self.cells(value))
            low = self.one([1, 2])
            edges = (0, low, low + self.one([1, 2]), None)
            return ("table", self.named, kind, ("of_body", self.one(COUNTS)), tuple((*one, value()) for one in zip(edges, edges[1:])))
        if what < 0.85 or kind == "share":
            numbers = [("number", value(), "percentage" if kind == "share" else kind) for _ in range(2)]
            if kind == "number" and self.chance(0.5):
                numbers[1] = self.expression(0)
            return ("defined", self.named, kind, ("if", self.condition(0), *numbers))
        return ("defined", self.named, kind, self.expression(depth))

    def cells(self, value):
        """Rows of a table by place and by bands of a number."""
        rows = []
        for place in PLACES:
            edges = [0, *sorted(self.random.sample([1, 2, 3], self.one([0, 1, 1, 2]))), None]
            rows += [(place, *one, value()) for one in zip(edges, edges[1:])]
        return tuple(rows)

    def value(self, kind):
        return self.one(PERCENTAGES if kind == "share" else [0, 1, 2, 3, 5])

    def parameter(self, kind):
        self.named += 1
        days = self.random.sample([day("2020-01-01"), day("2026-03-31"), day("2026-04-01"), day("2026-12-31"), day("2027-01-01")], 2)
        return ("parameter", self.named, kind, tuple((self.value(kind), one) for one in (day("2019-01-01"), *sorted(days))))

    def number(self):
        """A number counted: of the body, or of members."""
        if self.chance(0.5):
            return ("of_body", self.one(COUNTS))
        population = self.one(list(STATES))
        states = self.states(population) if self.chance(0.8) else []
        return ("how_many", population, self.where(population, states), states)

    def count(self):
        value = self.number()
        kind = self.random.random()
        if kind < 0.15:
            return ("count", value, "no")
        if kind < 0.3:
            low = self.one([0, 1, 2])
            return ("count", value, "between", (low, low + self.one([0, 1, 2])))
        return ("count", value, self.comparator(), self.one([0, 1, 1, 2, 3, 4]))

    def expression(self, depth=2):
        kind = self.random.random()
        if depth and self.chance(0.15):
            return self.name_of("number", depth - 1)
        if self.chance(0.06):
            return ("earlier", self.one(COUNTS), self.one(["year", "previous"]))
        if depth and kind < 0.35:
            joined = self.one(["+", "-", "*", "greater", "lesser", "+"])
            left = self.expression(depth - 1)
            if joined == "*":
                return ("*", ("number", self.one([2, 3, Fraction(1, 2)])), left)
            right = self.expression(depth - 1)
            # Of two numbers that are written out it is asked whether a stretch is meant.
            return ("+" if joined == "-" and (left[0], right[0]) == ("number", "number") else joined, left, right)
        if kind < 0.45:
            return ("number", self.one([0, 1, 2, 3, 5]))
        if kind < 0.6:
            field, population = self.one(MEMBER_COUNTS)
            return (self.one(["sum", "sum", "average", "least", "greatest"]), field, population, self.where(population))
        number = self.number()
        return number

    def compare(self):
        kind = self.random.random()
        if kind < 0.3:
            left = ("of_body", self.one(list(AMOUNTS)))
            right = self.one([("money", self.one([1, 2, 5, Fraction(5, 2)])), ("of_body", self.one(list(AMOUNTS)))])
            if left != right:
                return ("compare", left, self.comparator(), right)
        if kind < 0.5:
            population = self.one(list(STATES))
            states = self.states(population)
            share = ("share", population, self.where(population, states), states)
            return ("compare", share, self.comparator(), ("number", self.one(BOUNDS), "share"))
        if kind < 0.6:
            ident = self.one([*COUNTS, *AMOUNTS])
            unit = self.one(["%", AMOUNTS.get(ident, "")])
            bound = self.one([5, 10, 50, 100]) if unit == "%" else self.one([0, 1, 2])
            return ("growth", ident, self.one(["more", "less"]), self.comparator(), bound, unit, self.one(["year", "previous"]))
        left = self.expression()
        while left[0] == "number":
            left = self.expression()
        return ("compare", left, self.comparator(), self.expression(1))

    def score(self):
        """Points by lines, held against a bound that they may reach."""
        self.named += 1
        number, lines = self.named, []
        for _ in range(self.one([1, 2, 2, 3])):
            kind, points = self.random.random(), self.one([1, 2, 5, 10, Fraction(5, 2)])
            test = self.condition(0) if self.chance(0.2) else None
            wanted = not self.chance(0.3)
            if kind < 0.45:
                asked = self.requirement(False, 0)
                while has_limit(asked):
                    asked = self.requirement(False, 0)
                lines.append(("points", points, asked, test, wanted))
            elif kind < 0.75:
                lines.append(("pro rata", points, self.reaching(), test, wanted))
            else:
                lines.append(self.bands())
        whole = sum(max(given for _, _, given in one[2]) if one[0] == "bands" else one[1] for one in lines)
        bound = self.one([whole, whole / 2, whole / 3 * 2, whole * Fraction(3, 4), 1])
        bound = Fraction(bound).limit_denominator(2)
        none_met = self.chance(0.3)
        return ("compare", ("score", number, none_met, tuple(lines)), self.comparator(), ("points", bound))

    def reaching(self):
        """What may be reached in part."""
        if self.chance(0.4):
            return ("count", ("of_body", self.one(COUNTS)), "at_least", self.one([1, 2, 3, 4]))
        population = self.one(list(STATES))
        states = self.states(population)
        return ("share", [population], self.where(population, states), states, "at_least", self.one(BOUNDS), None)

    def bands(self):
        if self.chance(0.5):
            value, edges = ("of_body", self.one(COUNTS)), sorted(self.random.sample([1, 2, 3, 4], self.one([1, 2])))
        else:
            population = self.one(list(STATES))
            states = self.states(population)
            value = ("share", population, self.where(population, states), states)
            edges = sorted(self.random.sample([one for one in PERCENTAGES if one < 1], self.one([1, 2])))
        edges = [0, *edges, None]
        return ("bands", value, tuple((*one, self.one([0, 1, 2, 5, 8])) for one in zip(edges, edges[1:])))

    def acts(self):
        acts = ACTS[:3]
        self.random.shuffle(acts)
        return ("acts", acts[: self.one([1, 1, 2])])

    def limit(self):
        kind = self.one(["within", "within", "within", "before", "order"])
        if kind == "order":
            return ("order", self.one(["before", "by"]), None)
        return (kind, self.one([1, 2, 3, 5, 7, 10]), self.one(["days", "working", "working", "working", "weeks", "months"]))

    def each(self):
        kind = self.random.random()
        if kind < 0.45:
            return ("each", "decisions", self.where("decisions"), ("limit", "published", self.limit(), "issued"))
        if kind < 0.6:
            return ("each", "decisions", self.where("decisions"), ("date", "published"))
        if kind < 0.75:
            population = self.one(list(STATES))
            state = self.one(STATES[population])
            return ("each", population, self.where(population, [state]), ("state", state))
        if kind < 0.87:
            field = self.one(["present", "favour"])
            return ("each", "meetings", self.where("meetings"), ("count", field, self.comparator(), self.one([1, 2, 3])))
        return ("each", "meetings", None, ("ratio", "favour", self.comparator(), self.one(BOUNDS), "present"))

    def requirement(self, dated, depth=1):
        """`dated` leaves what has a last day of its own within the period: deeds."""
        kind = self.random.random()
        if depth and kind < 0.2:
            parts = [self.requirement(dated, 0) for _ in range(self.one([2, 2, 3]))]
            joined = self.one(["all", "any", "any", "some"])
            return ("some", self.one([1, 2]), parts) if joined == "some" else (joined, parts)
        if dated:
            return self.acts() if kind < 0.7 else ("each", "decisions", self.where("decisions"), ("date", "published"))
        makers = [(0.28, self.share), (0.42, self.count), (0.54, self.compare), (0.64, self.acts), (0.8, self.each),
                  (0.86, self.ratio), (0.9, self.weighed), (0.95, self.in_time)]
        for most, maker in makers:
            if kind < most:
                return maker()
        return self.limited()

    def limited(self):
        return ("limit", self.one(ACTS[:3]), self.limit(), self.one(["session", "adoption"]))

    def ratio(self):
        part, whole = self.random.sample(COUNTS, 2)
        return ("ratio", part, self.comparator(), self.one(BOUNDS), whole)

    def weighed(self):
        return ("weighed", "households", "area", ["agreeing"], self.comparator(), self.one(BOUNDS))

    def in_time(self):
        limit = self.limit()
        return ("in_time", "decisions", "published", limit, "issued", self.comparator(), self.one(BOUNDS))

    # Conditions.

    def condition(self, depth=2):
        kind = self.random.random()
        if depth and kind < 0.35:
            joined = self.one(["and", "or", "not"])
            if joined == "not":
                return ("not", self.condition(depth - 1))
            return (joined, [self.condition(depth - 1) for _ in range(2)])
        if kind < 0.6:
            return ("fact", self.one(FACTS))
        if kind < 0.8:
            return ("is", "place", self.one(CHOICES["place"]))
        number = self.number()
        if number[0] == "how_many" and number[2] is not None:
            number = (*number[:2], None, number[3])
        return ("compare", number, self.comparator(), ("number", self.one([0, 1, 2, 3])))

    # Changes and exceptions.

    def changes(self, rule, period, in_force):
        """One or two of them, one after the other."""
        since, until = max(in_force[0], day("2025-10-01")), min(in_force[1], day("2027-12-31"))
        edges = [day(one) for one in ("2026-01-01", "2026-04-01", "2026-07-01", "2026-12-31", "2027-01-01", "2027-04-01")]
        days = sorted({self.one([*edges, since + int(self.random.random() * (until - since + 1))]) for _ in range(4)})
        days = [one for one in days if since < one <= until]
        found = []
        kinds = ["repeal", "suspend", "amend", "amend", "amend for a time"]
        while days and len(found) < 2:
            first, kind = days.pop(0), self.one(kinds)
            if kind in ("suspend", "amend for a time") and not days:
                break
            last = days.pop(0) - 1 if kind in ("suspend", "amend for a time") else 10**6
            kind = kind.split()[0]
            found.append({"kind": kind, "first": first, "last": last, "sentences": self.reworded(rule, period) if kind == "amend" else [],
                          "none_met": rule["none_met"] if any(one["period"] == "limit" for one in rule["sentences"]) else self.chance(0.25)})
            if kind == "repeal" or self.chance(0.6):
                break
        return found

    def reworded(self, rule, period):
        """What a limit counts from stays, so that each event is judged once."""
        found = []
        for sentence in rule["sentences"]:
            if sentence["period"] == "limit":
                node = sentence["requirement"]
                limit = limit_of(node)
                if limit[0] != "order":
                    limit = (limit[0], self.one([1, 2, 4, 6, 8]), self.one(["days", "working", "working"]))
                found.append({**sentence, "requirement": with_limit(node, limit)})
            elif sentence["requirement"][0] == "forbidden":
                found.append(sentence)
            else:
                other = "quarter" if period == "year" and self.chance(0.1) else period
                found.append(self.unlimited(other))
        if self.chance(0.2) and len(found) > 1 and rule["sentences"][-1]["period"] != "limit":
            found.pop()
        if self.chance(0.2):
            found.append(self.unlimited(period))
        return found

    def unlimited(self, period):
        """A sentence without a limit that is no prohibition."""
        while True:
            found = self.sentence(period)
            if not has_limit(found["requirement"]) and found["requirement"][0] != "forbidden":
                return found

    def exceptions(self, period):
        """Of two, one says that the other does not hold."""
        place = self.one(CHOICES["place"])
        tests = [self.one([("fact", self.one(FACTS)), ("is", "place", place), ("compare", ("of_body", self.one(COUNTS)), self.comparator(), ("number", self.one([1, 2, 3])))])]
        if self.chance(0.3):
            tests = [("is", "place", place), ("and", [("fact", self.one(FACTS)), ("not", ("is", "place", place))])]
        return [(test, None if self.chance(0.3) else [self.unlimited(period) for _ in range(self.one([1, 1, 2]))]) for test in tests]

    # Rulesets.

    def sentence(self, period):
        deadline, by, kind = None, None, self.random.random()
        asked_for = period
        if period == "lasting":
            asked_for = self.one(["standing", "milestone", "milestone"])
            by = self.one([*map(day, ("2026-06-30", "2026-12-31", "2026-12-31", "2027-03-31", "2027-12-31")), day("2026-01-01") + int(self.random.random() * 800)])
            requirement = self.reachable()
            by = by if asked_for == "milestone" else None
        elif kind < 0.08:
            asked_for, requirement = "standing", self.standing()
        elif kind < 0.2:
            asked_for = "limit"
            requirement = self.one([self.limited, lambda: ("each", "decisions", self.where("decisions"), ("limit", "published", self.limit(), "issued"))])()
        elif kind < 0.25:
            requirement = ("forbidden", [self.one(ACTS)])
        elif period == "year" and kind < 0.33:
            deadline, requirement = (self.one([1, 15, 30]), self.one([3, 6, 12])), self.requirement(True)
        else:
            requirement = self.score() if self.chance(0.07) else self.requirement(False)
        condition = self.condition() if self.chance(0.25) else None
        if requirement[0] == "forbidden":
            modality = "must"
        else:
            modality = self.one(["must", "must", "strive", "encouraged", "requested"])
        return {"period": asked_for, "deadline": deadline, "by": by, "years": None if deadline or has_limit(requirement) else self.years(asked_for), "modality": modality, "requirement": requirement,
                "condition": condition, "holds_if": not self.chance(0.4), "displaced": []}

    def years(self, asked_for):
        """The first and last year in which a periodic duty binds; the last may be left open."""
        if asked_for not in PERIOD_NAMES or not self.chance(0.06):
            return None
        first = self.one([2025, 2026, 2026, 2027])
        return first, self.one([first, first + 1, first + 1, None])

    def standing(self):
        kind = self.random.random()
        if kind < 0.3:
            return self.acts()
        return ("share", [self.one(["officers", "heads"])], None, ["certified"], self.comparator(), self.one(BOUNDS), None)

    def reachable(self, depth=1):
        """What may stand, or be reached by a day: nothing that is counted anew in each period."""
        kind = self.random.random()
        if depth and kind < 0.2:
            parts = [self.reachable(0) for _ in range(self.one([2, 2, 3]))]
            joined = self.one(["all", "any", "some"])
            return ("some", self.one([1, 2]), parts) if joined == "some" else (joined, parts)
        if kind < 0.5:
            return self.acts()
        if kind < 0.58:
            return self.weighed()
        population = self.one(["officers", "officers", "heads"])
        states = [self.one([state for state in STATES[population] if state != "trained"])]
        where = ("option", "rank", self.one(["senior", "junior"]), "officers") if population == "officers" and self.chance(0.2) else None
        if kind < 0.66:
            return ("each", population, where, ("state", states[0]))
        if kind < 0.76:
            return ("count", ("how_many", population, where, states), self.comparator(), self.one([0, 1, 2, 3]))
        bound = self.parameter("share") if self.chance(0.2) else self.one(BOUNDS)
        return ("share", [population], where, states, self.comparator(), bound, None)

    # Bodies that are taken over.

    def succession(self, period):
        """How many are, and the first day on which they are no more."""
        start, end = period_days(self.one(PERIOD_NAMES[period]))
        return self.one([1, 2]), self.one([start, start + 1, end, end + 1, start + int(self.random.random() * (end - start)), start + int(self.random.random() * (end - start))])

    def inherited(self, sentence, period):
        """Of a period, about what two bodies may have done together."""
        while True:
            read = Reads(sentence)
            if sentence["period"] == period and not read.facts & set(DATES) and not any("@" in ident for ident in read.facts):
                return sentence
            sentence = self.sentence(period)

    # What a province is asked of its wards.

    def of_wards(self, depth=1):
        kind = self.random.random()
        if depth and kind < 0.15:
            parts = [self.of_wards(0) for _ in range(2)]
            joined = self.one(["all", "any", "some"])
            return ("some", self.one([1, 2]), parts) if joined == "some" else (joined, parts)
        if kind < 0.45:
            return ("share", ["ward"], self.wards_where(), self.ward_states(), self.comparator(), self.one(BOUNDS), self.one([None] * 5 + ["down", "up"]))
        if kind < 0.55:
            return ("count", ("how_many", "ward", self.wards_where(), self.ward_states()), self.comparator(), self.one([0, 1, 2, 3]))
        if kind < 0.65:
            return ("count", ("added_up", self.one(["classes", "visits"])), self.comparator(), self.one([0, 1, 2, 3, 5]))
        if kind < 0.75:
            return ("share_below", self.comparator(), self.one(BOUNDS))
        if kind < 0.79:
            return ("each", "ward", self.wards_where(), ("date", self.one(["plan", "dialogue"])))
        if kind < 0.83:
            return ("weighed", "ward", self.one(["classes", "visits"]), [self.one(["plan", "dialogue"])], self.comparator(), self.one(BOUNDS))
        if kind < 0.92:
            over = (self.one(["sum", "least", "greatest", "average"]), self.one(["classes", "visits"]), "ward", self.wards_where())
            return ("compare", over, self.comparator(), ("number", self.one([0, 1, 2, 3, 5])))
        return ("compare", ("added_up", "budget"), self.comparator(), ("money", self.one([1, 2, 5, Fraction(5, 2)])))

    def ward_states(self):
        return self.random.sample(["plan", "dialogue", "market"], self.one([1, 1, 1, 2]))

    def wards_where(self):
        """Chooses wards by what no requirement asks of them."""
        kind = self.random.random()
        if kind < 0.55:
            return None
        if kind < 0.65:
            return ("state", "harbour", "ward")
        if kind < 0.75:
            return ("option", "place", self.one(PLACES), "ward")
        if kind < 0.88:
            return ("member_count", self.one(["classes", "visits"]), self.comparator(), self.one([1, 2, 3]), self.chance(0.5))
        return ("member_share", self.comparator(), self.one(BOUNDS))

    def wards(self, fields, blank, start, end, as_of, anchor):
        """Their reports, and how many there are; or totals."""
        size = self.one([0, 1, 2, 2, 3, 4])
        totals = {field: int(self.random.random() * (size + 1)) for field in fields if BODIES["ward"][field] in ("deed", "fact")}
        if self.chance(0.2) and set(totals) == set(fields):
            totals = {field: None if self.chance(blank) else many for field, many in totals.items()}
            return (None if self.chance(blank * 0.7) else size, totals)
        reports = [{field: None if self.chance(blank) else self.ward_fact(field, start, end, as_of, anchor) for field in fields} for _ in range(size)]
        number = None if self.chance(blank * 0.4) else size + self.one([0, 0, 0, 0, 1, 1, 2])
        return ("bodies", number, reports)

    def ward_fact(self, field, start, end, as_of, anchor):
        if field == "officers":
            size = self.one([0, 1, 2, 3, 4, 5])
            pair = (size, int(self.random.random() * (size + 1)))
            return self.one([pair] * 5 + [(None, pair[1]), (size, None)])
        return self.fact(field, start, end, as_of, anchor)

    def calendar(self):
        weekend = self.one([[5, 6], [5, 6], [6]])
        holidays, latest = [], day("2025-12-28")
        for _ in range(self.one([2, 4, 6])):
            latest += self.one([5, 20, 60, 90])
            first, latest = latest, latest + self.one([0, 0, 1, 4, 6])
            holidays.append((first, latest))
        workdays = [d for d in (day("2026-01-10"), day("2026-05-02"), day("2026-12-26")) if self.chance(0.5)]
        workdays = [d for d in workdays if not any(first <= d <= last for first, last in holidays)]
        own = Calendar(weekend, holidays, workdays, self.chance(0.6), self.chance(0.7))
        own.known_until = day("2029-12-31")
        return own

    def ruleset(self):
        period = self.one(["year", "year", "half", "quarter", "month"]) if self.chance(0.85) else "lasting"
        level = "province" if period != "lasting" and self.chance(0.12) else "ward"
        rules = []
        for number in range(self.one([1, 2, 2, 3])):
            sentences = [self.sentence(period) for _ in range(self.one([1, 1, 2]))]
            rules.append({"id": f"r{number + 1}", "none_met": self.chance(0.25), "sentences": sentences, "exceptions": [], "changes": []})
        first = self.one([day("2020-01-01")] * 14 + [day("2026-01-01"), day("2026-01-02"), day("2026-03-15"), day("2026-11-30")])
        last = self.one([10**6] * 16 + [day("2026-06-30"), day("2026-12-31"), day("2026-12-30")])
        in_force = (first, max(last, first))
        if level == "province":
            for rule in rules:
                for one in rule["sentences"]:
                    one.update(period=period, deadline=None, years=None, requirement=self.of_wards(), condition=None)
        succession = None
        if level == "ward" and period != "lasting" and self.chance(0.12):
            succession = self.succession(period)
            for rule in rules:
                rule["sentences"] = [self.inherited(one, period) for one in rule["sentences"]]
        for rule in rules:
            kind = self.random.random()
            # What is asked in a period and within a limit would be judged by two wordings at once.
            mixed = any(one["period"] != "limit" and has_limit(one["requirement"]) for one in rule["sentences"])
            if level == "province" or succession:
                continue
            if kind < 0.15 and not mixed:
                rule["changes"] = self.changes(rule, period, in_force)
                for one in (*rule["sentences"], *(one for change in rule["changes"] for one in change["sentences"])):
                    # Wordings of other years would be told beside one another.
                    one["years"] = None
            elif kind < 0.2 and rule["sentences"][0]["requirement"][0] != "forbidden":
                rule["exceptions"] = self.exceptions(period)
        return {"lang": self.one(["en", "vi"]), "kind": period, "level": level, "within": level == "ward" and self.chance(0.05), "succession": succession, "in_force": in_force, "status": self.one(["in force"] * 4 + ["draft", "plan"]),
                "calendar": self.calendar(), "rules": rules}

    # Reports.

    def report(self, rules, reads):
        """The facts by period, that which is judged, the day of the check, and the periods closed by hand."""
        level, succession = rules["level"], rules["succession"]
        if rules["kind"] == "lasting":
            return self.lasting(rules, level, reads)
        period = self.one(PERIOD_NAMES[rules["kind"]])
        start, end = period_days(period)
        when = self.random.random()
        if when < 0.6:
            as_of = end + self.one([1, 2, 10, 30, 400])
        elif when < 0.75:
            as_of = self.one([end, start, end - 1])
        else:
            as_of = start + int(self.random.random() * (end - start))
        final = {period} if self.chance(0.06) else set()
        facts = self.facts(reads, start, end, as_of)
        if rules["kind"] == "year":
            # Of a year the period before is the year before.
            facts = {ident: value for ident, value in facts.items() if not ident.endswith("@previous")}
        taken_over = [self.facts(reads, start, end, as_of) for _ in range(succession[0])] if succession and start < succession[1] <= end else []
        for ident in facts.keys() & {*FACTS, *CHOICES} if taken_over else ():
            # Parts that differ are a problem of the facts.
            told = [part[ident] for part in (facts, *taken_over) if part[ident] is not None]
            for part in (facts, *taken_over):
                part[ident] = None if part[ident] is None else told[0]
        for part in taken_over:
            ended(part, succession[1])
            for population in facts.keys() & POPULATIONS.keys():
                # A list and totals cannot be put together.
                if isinstance(part[population], list) != isinstance(facts[population], list):
                    part[population] = None
        return {"level": level, "id": "a", "main": period, "as_of": as_of, "final": final, "periods": {period: facts}, "within": self.within(rules),
                "taken_over": taken_over}

    def lasting(self, rules, level, reads):
        """Of several periods, years and such as are shorter; the day of the check is often near what is due."""
        as_of = self.one([*map(day, ("2026-06-30", "2026-07-01", "2027-01-05", "2028-01-05")), day("2026-01-01") + int(self.random.random() * 800)])
        names = {self.one(YEARS) for _ in range(self.one([1, 1, 2]))}
        names |= {self.one(SHORTER) for _ in range(self.one([0, 0, 1, 1, 2]))}
        names = sorted(names)
        periods = {name: self.facts(reads, *period_days(name), as_of) for name in names}
        for act in ACTS:
            # Done is told once: what is told done in several periods are several deeds.
            for name, facts in periods.items():
                first, last = period_days(name)
                if facts.get(act) and (first if facts[act] is True else facts[act]) > min(as_of, last):
                    facts[act] = False
            done = [name for name in names if periods[name].get(act) not in (None, False)]
            for name in names:
                if act in periods[name] and done and name != done[0]:
                    periods[name][act] = self.one([None, False]) if periods[done[0]][act] is not True else None
        begun = period_days(names[0])[0] <= as_of
        final = set(names) if len(names) == 1 and begun and self.chance(0.15) else set()
        return {"level": level, "id": "a", "main": names[0], "as_of": as_of, "final": final, "periods": periods, "within": self.within(rules),
                "taken_over": []}

    def within(self, rules):
        """What the body lies in: not always where the text binds."""
        return self.one([["province:p"]] * 5 + [["province:q"], [], ["province:q", "province:p"]]) if rules["within"] else []

    def facts(self, reads, start, end, as_of):
        blank = self.one([0, 0, 0.12, 0.25, 0.5, 0.9])
        facts = {}
        anchor = min(max(as_of - self.one([0, 1, 2, 3, 5, 7, 9, 12, 30]), start), end)
        for ident in sorted({fact for one in reads for fact in one.facts}):
            facts[ident] = None if self.chance(blank) else self.fact(ident, start, end, as_of, anchor)
        wanted = {}
        for one in reads:
            for population, fields in one.fields.items():
                wanted.setdefault(population, set()).update(fields)
        for population, fields in sorted(wanted.items()):
            if population in BODIES:
                facts[population] = self.wards(sorted(fields), blank, start, end, as_of, anchor)
                continue
            facts[population] = self.members(population, sorted(fields), blank, start, end, as_of, anchor)
        return facts

    def day(self, start, end, as_of, anchor):
        kind = self.random.random()
        if kind < 0.6:
            return max(start, anchor + self.one([-3, -2, -1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 31]))
        if kind < 0.75:
            return self.one([start, end, end + 1, end + 3, as_of, as_of + 1])
        return start + int(self.random.random() * (end - start + 5))

    def fact(self, ident, start, end, as_of, anchor):
        if ident in ACTS or ident in ("session", "adoption"):
            kind = self.random.random()
            if kind < 0.2:
                return False
            if kind < 0.26 and ident in ACTS:
                return True
            return max(start, self.day(start, end, as_of, anchor))
        if ident in FACTS:
            return self.chance(0.5)
        if ident in CHOICES:
            return self.one(CHOICES[ident])
        if ident.split("@")[0] in AMOUNTS:
            return self.one([0, 1, 2, 3, 5, Fraction(5, 2), 8])
        return self.one([0, 0, 1, 1, 2, 2, 3, 4, 5])

    def members(self, population, fields, blank, start, end, as_of, anchor):
        kinds = POPULATIONS[population][1]
        if self.chance(blank * 0.4):
            return None
        size = self.one([0, 1, 1, 2, 2, 3, 3, 4, 5])
        if self.chance(0.6):
            anchors = [max(start, min(anchor + self.one([0, -1, -2, 1]), end)) for _ in range(size)]
            found = [{field: None if self.chance(blank) else self.member_fact(kinds[field], start, end, as_of, near)
                      for field in fields} for near in anchors]
            for member in found:
                # No case of a period came after it.
                if "issued" in member and member["issued"]:
                    member["issued"] = min(member["issued"], end)
            return found
        totals = {}
        for field in fields:
            if kinds[field] in ("flow", "to_date", "stands"):
                totals[field] = None if self.chance(blank) else int(self.random.random() * (size + 1))
        return (None if self.chance(blank * 0.7) else size, totals)

    def member_fact(self, kind, start, end, as_of, anchor):
        if isinstance(kind, list):
            return self.one(kind)
        if kind == "date":
            if self.chance(0.2):
                return False
            return self.day(start, end, as_of, anchor)
        if kind == "count":
            return self.one([0, 1, 1, 2, 3, 4])
        if kind == "amount":
            return self.one([0, 1, 1, 2, 3, Fraction(1, 2)])
        return self.chance(0.6)


def ended(facts, first):
    """What a body that is no more from a day on has not done since."""
    for ident, value in facts.items():
        if isinstance(value, list):
            for member in value:
                ended(member, first)
        elif isinstance(value, int) and value >= first and value > 500000:
            facts[ident] = False


def written(report):
    """A report as JSON data; what belongs to a period before stands there, and what bodies below report in theirs."""
    periods, below = {}, []
    for period, facts in report["periods"].items():
        periods.setdefault(period, {}).update(plain_facts(facts))
        for ident, value in facts.items():
            if "@" in ident and value is not None:
                ident, which = ident.split("@")
                periods.setdefault(earlier(period, which), {})[ident] = plain(value)
            if ident in BODIES and isinstance(value, tuple) and value[0] == "bodies":
                below += [{"body": {"level": ident, "id": f"b{n}"}, "periods": {period: plain_body(one)}} for n, one in enumerate(value[2])]
    closed = {"final": True} if report["main"] in report["final"] else {}
    for period in report["final"]:
        periods[period]["final"] = True
    found = {"body": {"level": report["level"], "id": report["id"]}, "periods": periods}
    if report["within"]:
        found["within"] = report["within"]
    if below:
        found["below"] = below
    if report["taken_over"]:
        found["predecessors"] = [
            {"body": {"level": report["level"], "id": f"old-{n}"}, "periods": {report["main"]: {**plain_facts(facts, f"old{n}-"), **closed}}} for n, facts in enumerate(report["taken_over"], 1)
        ]
    return found


def plain_body(facts):
    """What a body below reports; its officers in totals."""
    found = {ident: plain(value) for ident, value in facts.items() if ident != "officers"}
    found["officers"], found["officers.trained"] = facts.get("officers") or (None, None)
    return {ident: value for ident, value in found.items() if value is not None}


def plain_facts(given, of=""):
    facts = {}
    for ident, value in given.items():
        if "@" in ident:
            continue
        if isinstance(value, list):
            facts[ident] = [{"id": f"{of}{ident[:2]}{n}", **{k: plain(v) for k, v in m.items()}} for n, m in enumerate(value)]
        elif isinstance(value, tuple) and value[0] == "bodies":
            facts[ident] = value[1]
        elif isinstance(value, tuple):
            size, totals = value
            facts[ident] = size
            facts.update({f"{ident}.{state}": many for state, many in totals.items()})
        else:
            facts[ident] = plain(value)
    return {ident: value for ident, value in facts.items() if value is not None}


def plain(value):
    if isinstance(value, Fraction):
        return str(float(value)) if value.denominator > 1 else value.numerator
    if isinstance(value, int) and not isinstance(value, bool) and value > 500000:
        return iso(value)
    return value
