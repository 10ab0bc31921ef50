"""How a ruleset is written: each construct in English and in Vietnamese, loosely spaced."""

from fractions import Fraction

from days import WEEKDAYS, iso
from words import declared, name

COMPARATORS = {
    "over": (["over", "more than", ">"], ["trên", "nhiều hơn", ">"]),
    "at_least": (["at least", "not less than", "≥", ">="], ["ít nhất", "không dưới", "tối thiểu", ">="]),
    "under": (["under", "less than", "<"], ["dưới", "ít hơn", "<"]),
    "at_most": (["at most", "not more than", "<="], ["không quá", "tối đa", "<="]),
    "exactly": (["exactly", "="], ["đúng", "="]),
}
FRACTIONS = {
    Fraction(1, 2): ("half", "một nửa"), Fraction(1, 3): ("one third", "một phần ba"),
    Fraction(2, 3): ("two thirds", "hai phần ba"), Fraction(3, 4): ("three quarters", "ba phần tư"),
    Fraction(3, 5): ("three fifths", "ba phần năm"),
}
UNITS = {
    "days": ("days", "ngày"), "working": ("working days", "ngày làm việc"), "weeks": ("weeks", "tuần"),
    "months": ("months", "tháng"), "years": ("years", "năm"),
}
PERIODS = {
    "year": ("annually", "hằng năm"), "half": ("half-yearly", "6 tháng một lần"),
    "quarter": ("quarterly", "hằng quý"), "month": ("monthly", "hằng tháng"),
}
MODALITIES = {
    "must": ("must", "phải"), "strive": ("strive", "phấn đấu"),
    "encouraged": ("encouraged", "khuyến khích"), "requested": ("requested", "đề nghị"), "may": ("may", "có thể"),
}
OVER = {"sum": ("sum of", "tổng"), "average": ("average of", "bình quân"),
        "least": ("least of", "giá trị nhỏ nhất của"), "greatest": ("greatest of", "giá trị lớn nhất của")}


# Things with a name: the keyword and the name's first word.
NAMED = {"parameter": (("parameter", "figure"), ("tham số", "con số")), "table": (("table", "chart"), ("bảng", "biểu")),
         "defined": (("define", "measure"), ("định nghĩa", "thước đo")), "score": (("score", "rating"), ("thang điểm", "xếp hạng"))}
LETTERS = [f"{a}{b}" for a in "bcdghklmnp" for b in ("aro", "elo", "ino", "omo", "uno", "abe", "ede", "ibe", "ofe", "uge")]
EARLIER = {"year": ("last year", "năm trước"), "previous": ("previous period", "kỳ trước")}


NONE_MET = ("  none counts as met", "  không có thì coi là đạt")


class Writer:
    def __init__(self, lang, choose):
        self.lang, self.en, self.choose = lang, lang == "en", choose

    def pick(self, pair):
        return pair[0 if self.en else 1]

    def name(self, ident, many=True):
        return name(ident, self.lang, many)

    def comparator(self, word):
        return self.choose(self.pick(COMPARATORS[word]))

    def number(self, value):
        value = Fraction(value)
        if value.denominator == 1:
            return str(value.numerator)
        text = f"{float(value):.4f}".rstrip("0")
        return text if self.en else text.replace(".", ",")

    def percent(self, value):
        if value in FRACTIONS and (value.denominator % 3 == 0 or self.choose([0, 1])):
            return self.pick(FRACTIONS[value])
        return self.number(value * 100) + "%"

    def date(self, ordinal):
        text = iso(ordinal)
        return text if self.en else "/".join(reversed(text.split("-")))

    def joined(self, parts):
        return f" {self.pick(('and', 'và'))} ".join(parts)

    def where(self, node):
        return f" {self.pick(('where', 'mà'))} {self.condition(node)}" if node else ""

    def states(self, population, states):
        having = self.choose([self.pick(("with ", "có ")), ""]) if population == "ward" and states else ""
        return having + self.joined([self.name(f"{population}.{state}") for state in states])

    def members(self, population, where, states):
        text = self.name(population) + self.where(where)
        return f"{text} {self.states(population, states)}".rstrip()

    def by(self, last):
        """By a day: told as such, or as the day before which; the end of a year as the year."""
        ways = [f"{self.pick(('by', 'đến ngày'))} {self.date(last)}", f"{self.pick(('before', 'trước ngày'))} {self.date(last + 1)}",
                f"{self.pick(('no later than', 'chậm nhất ngày'))} {self.date(last)}"]
        year, month_day = iso(last)[:4], iso(last)[5:]
        if month_day == "12-31":
            ways += [self.pick((f"by {year}", f"đến năm {year}")), self.pick((f"by the end of {year}", f"đến hết năm {year}"))]
        return self.choose(ways)

    def limit(self, limit, event):
        kind, number, unit = limit
        event = self.name(event)
        if kind == "order":
            if number == "before":
                return f"{self.pick(('before', 'trước'))} {event}"
            return f"{self.pick(('no later than the day of', 'chậm nhất vào ngày'))} {event}"
        length = f"{number} {self.pick(UNITS[unit])}"
        if kind == "within":
            return self.pick((f"within {length} of {event}", f"trong vòng {length} kể từ {event}"))
        return self.pick((f"at least {length} before {event}", f"trước {event} ít nhất {length}"))

    def condition(self, node):
        kind = node[0]
        if kind == "fact":
            return self.name(node[1])
        if kind in ("is", "option"):
            field = node[1] if kind == "is" else f"{node[3]}.{node[1]}"
            return f"{self.name(field)} {self.pick(('is', 'là'))} {self.name(f'{field}.{node[2]}')}"
        if kind == "state":
            return self.name(f"{node[2]}.{node[1]}")
        if kind == "member_count":
            _, field, comparator, bound, first = node
            bound = f"{self.comparator(comparator)} {bound}"
            return f"({bound} {self.name(field)})" if first else f"({self.name(field)} {bound})"
        if kind == "member_share":
            return f"({self.of(node[1], node[2])} {self.name('officers')} {self.name('officers.trained')})"
        if kind == "not":
            return f"{self.pick(('not', 'không phải'))} ({self.condition(node[1])})"
        if kind in ("and", "or"):
            word = self.pick((("and", "or"), ("và", "hoặc")))[kind == "or"]
            return f" {word} ".join(f"({self.condition(part)})" for part in node[1])
        if kind == "compare":
            left = self.expression(node[1])
            if " where " in left or " mà " in left:
                left = f"({left})"
            return f"{left} {self.comparator(node[2])} {self.expression(node[3])}"
        raise ValueError(kind)

    def expression(self, node):
        kind = node[0]
        if kind == "number":
            if node[2:] == ("percentage",):
                return self.value(node[1], "share")
            return self.percent(node[1]) if node[2:] == ("share",) else self.number(node[1])
        if kind == "money":
            return self.number(node[1]) + " VND"
        if kind in ("of_body", "added_up"):
            return self.name(node[1])
        if kind == "how_many":
            return f"{self.pick(('number of', 'số'))} {self.members(*node[1:])}"
        if kind == "share":
            return f"{self.pick(('share of', 'tỷ lệ'))} {self.members(*node[1:])}"
        if kind == "points":
            return self.points(node[1])
        if kind == "score":
            return f"{self.pick(('score of', 'tổng điểm'))} {self.pick(NAMED[kind])[1]} {LETTERS[node[1]]}"
        if kind in ("parameter", "table", "defined"):
            return self.pick(NAMED[kind])[1] + f" {LETTERS[node[1]]}"
        if kind == "earlier":
            return f"{self.name(node[1])} {self.pick(EARLIER[node[2]])}"
        if kind == "if":
            then, otherwise = self.operand(node[2]), self.operand(node[3])
            words = self.pick((("if", "then", "else"), ("nếu", "thì", "nếu không thì")))
            return f"{words[0]} ({self.condition(node[1])}) {words[1]} {then} {words[2]} {otherwise}"
        if kind in OVER:
            _, field, population, where = node
            text = f"{self.pick(OVER[kind])} {self.name(f'{population}.{field}')} "
            return text + self.pick(("over", "của các")) + f" {self.name(population)}{self.where(where)}"
        left, right = (self.operand(part) for part in node[1:3])
        if kind in ("greater", "lesser"):
            words = self.pick((("the greater of", "the lesser of"), ("số lớn hơn giữa", "số nhỏ hơn giữa")))
            return f"{words[kind == 'lesser']} {left} {self.pick(('and', 'và'))} {right}"
        return f"{left} {kind} {right}"

    def operand(self, node):
        text = self.expression(node)
        return text if node[0] in ("number", "money", "of_body", *NAMED) else f"({text})"

    def bound(self, comparator, value):
        if comparator == "between":
            return self.pick((f"{value[0]} to {value[1]}", f"{value[0]} đến {value[1]}"))
        return f"{self.comparator(comparator)} {value}"

    def of(self, comparator, bound):
        """A bound on a share, `of` at its end in English."""
        if comparator == "at_least" and bound == 1 and self.choose([0, 1]):
            return self.pick(("100% of", "100%"))
        bound = self.expression(bound) if isinstance(bound, tuple) else self.percent(bound)
        return f"{self.comparator(comparator)} {bound}{self.pick((' of', ''))}"

    def declared(self, node):
        """The lines of something with a name."""
        kind, number, unit = node[:3]
        (_, en), (_, vi) = NAMED[kind]
        lead = f'{self.pick(NAMED[kind])[0]} n{number} "{en} {LETTERS[number]}" / "{vi} {LETTERS[number]}"'
        value = lambda one: self.value(one, unit)
        if kind == "score":
            return [lead, self.pick(("  cite article 4", "  căn cứ Điều 4")), *([self.pick(NONE_MET)] if unit else []), *map(self.line, node[3])]
        if kind == "parameter":
            since = self.pick(("from", "từ"))
            return [f"{lead} " + ", ".join(f"{value(one)} {since} {self.date(first)}" for one, first in node[3])]
        if kind == "defined":
            return [f"{lead} = {self.expression(node[3])}"]
        _, _, _, key, rows = node
        by = ", ".join(self.name(one) for one in key[1:])
        lines = [f"{lead} {self.pick(('by', 'theo'))} {by}"]
        for *case, one in rows:
            if key[0] == "is":
                (named,) = case
                words = [self.name(f"{key[1]}.{option}") for option in named or ()]
                said = f" {self.pick(('or', 'hoặc'))} ".join(words) or self.pick(("otherwise", "còn lại"))
            elif key[0] == "both":
                option, low, high = case
                said = f"{self.name(f'{key[1]}.{option}')}, {self.band(low, high) if low or high else self.pick(('otherwise', 'còn lại'))}"
            else:
                low, high = case
                said = self.band(low, high)
            lines.append(f"  {said}: {value(one)}")
        return lines

    def points(self, number):
        return f"{self.number(number)} {self.pick(('points', 'điểm'))}"

    def line(self, node):
        """A line of a score."""
        kind, points, *rest = node
        if kind == "bands":
            lead = f"  {self.expression(points)}:"
            percent = lambda one: one if one is None or points[0] != "share" else self.value(one, "share")
            return lead + "".join(f"\n    - {self.band(percent(low) if low else low, percent(high))}: {self.points(given)}" for low, high, given in rest[0])
        asked, test, wanted = rest
        how = self.pick((" pro rata", " theo tỷ lệ đạt được")) if kind == "pro rata" else ""
        text = self.requirement(asked, "    ")
        if test is None:
            return f"  {self.points(points)}{how}: {text}"
        words = self.pick((("unless", "if"), ("trừ khi", "nếu")))[wanted]
        if "\n" in text:
            return f"  {self.points(points)}{how}: {words} {self.condition(test)}, {text}"
        return f"  {self.points(points)}{how}: {text} {words} {self.condition(test)}"

    def value(self, one, unit):
        if one is None:
            return self.pick(("not prescribed", "không quy định"))
        return self.number(one * 100) + "%" if unit == "share" else self.number(one)

    def band(self, low, high):
        if not low:
            return self.pick((f"under {high}", f"dưới {high}"))
        if high is None:
            return self.pick((f"at least {low}", f"từ {low} trở lên"))
        return self.pick((f"from {low} to under {high}", f"từ {low} đến dưới {high}"))

    def requirement(self, node, indent):
        kind = node[0]
        if kind == "share":
            _, populations, where, states, comparator, bound, rounding = node
            first = populations[0]
            whom = self.joined([self.name(one) for one in populations]) + self.where(where)
            text = f"{self.of(comparator, bound)} {whom} {self.states(first, states)}"
            if rounding:
                words = {"down": ("rounded down", "làm tròn xuống"), "up": ("rounded up", "làm tròn lên"),
                         "half": ("rounded half up", "làm tròn nửa lên")}
                text += " " + self.pick(words[rounding])
            return text
        if kind == "weighed":
            _, population, weight, states, comparator, bound = node
            text = f"{self.of(comparator, bound)} {self.name(f'{population}.{weight}')} {self.pick(('of', 'của'))}"
            return f"{text} {self.name(population)} {self.states(population, states)}"
        if kind == "share_below":
            return f"{self.of(node[1], node[2])} {self.name('officers')} {self.name('officers.trained')}"
        if kind == "in_time":
            _, population, deed, limit, event, comparator, bound = node
            text = f"{self.of(comparator, bound)} {self.name(population)} {self.name(f'{population}.{deed}')}"
            return f"{text} {self.limit(limit, f'{population}.{event}')}"
        if kind == "count":
            return self.count(node)
        if kind == "compare":
            return self.condition(node)
        if kind == "growth":
            _, ident, direction, comparator, bound, unit, which = node
            words = {"more": ("increase by", "tăng"), "less": ("decrease by", "giảm")}[direction]
            bound = self.number(bound) + (unit if unit in ("", "%") else f" {unit}")
            text = f"{self.name(ident)} {self.pick(words)} {self.comparator(comparator)} {bound}"
            return f"{text} {self.pick(('compared with', 'so với'))} {self.pick(EARLIER[which])}"
        if kind == "ratio":
            _, part, comparator, bound, whole = node
            text = f"{self.name(part)} {self.comparator(comparator)} {self.percent(bound)}"
            return f"{text} {self.pick(('of', 'trong số'))} {self.name(whole)}"
        if kind == "acts":
            return self.joined([self.name(act) for act in node[1]])
        if kind == "forbidden":
            return self.pick(("must not ", "không được ")) + self.joined([self.name(act) for act in node[1]])
        if kind == "limit":
            return f"{self.name(node[1])} {self.limit(node[2], node[3])}"
        if kind == "each":
            return self.each(node)
        if kind in ("all", "any"):
            words = {"all": ("all of:", "tất cả các việc sau:"), "any": ("any of:", "một trong các việc sau:")}
            return self.bullets(self.pick(words[kind]), node[1], indent)
        if kind == "some":
            lead = self.pick((f"at least {node[1]} of:", f"ít nhất {node[1]} trong các việc sau:"))
            return self.bullets(lead, node[2], indent)
        raise ValueError(kind)

    def bullets(self, lead, parts, indent):
        indent += "  "
        return lead + "".join(f"\n{indent}- {self.requirement(part, indent)}" for part in parts)

    def count(self, node):
        value = node[1]
        if value[0] in ("of_body", "added_up"):
            what = self.name(value[1])
        else:
            what = self.members(*value[1:])
        if node[2] == "no":
            return f"{self.pick(('no', 'không có'))} {what}"
        bound = node[3]
        if isinstance(bound, tuple) and isinstance(bound[0], str):
            bound = self.expression(bound)
        return f"{self.bound(node[2], bound)} {what}"

    def each(self, node):
        _, population, where, (kind, *asked) = node
        text = f"{self.pick(('each', 'mỗi'))} {self.name(population, many=False)}{self.where(where)}"
        field = lambda ident: self.name(f"{population}.{ident}")
        if kind in ("state", "date"):
            return f"{text}{',' if where else ''} {field(asked[0])}"
        if kind == "limit":
            deed, limit, event = asked
            return f"{text}{',' if where else ''} {field(deed)} {self.limit(limit, f'{population}.{event}')}"
        if kind == "count":
            counted, comparator, bound = asked
            return f"{text}, {self.comparator(comparator)} {bound} {field(counted)}"
        part, comparator, bound, whole = asked
        text = f"{text}, {field(part)} {self.comparator(comparator)} {self.percent(bound)}"
        return f"{text} {self.pick(('of', 'trong số'))} {field(whole)}"

    def succession(self, number, first):
        word, level, of, since = self.pick((("successor", "ward", "of", "from"), ("kế thừa", "phường", "của", "từ")))
        old = ", ".join(f"{level} old-{n}" for n in range(1, number + 1))
        return [f"{word} {level} a {of} {old} {since} {self.date(first)}", self.pick(("  cite article 3", "  căn cứ Điều 3"))]

    def change(self, rule, change):
        word = self.pick({"amend": ("amend", "sửa đổi"), "repeal": ("repeal", "bãi bỏ"), "suspend": ("suspend", "ngưng hiệu lực")}[change["kind"]])
        days = self.pick(("from ", "từ ")) + self.date(change["first"])
        if change["last"] < 10**6:
            days += self.pick((" to ", " đến ")) + self.date(change["last"])
        lines = [f"{word} invented {self.pick(('rule', 'quy định'))} {rule['id']} {days}", self.pick(("  cite article 2", "  căn cứ Điều 2"))]
        if change["none_met"] and change["sentences"]:
            lines.append(self.pick(NONE_MET))
        return lines + ["  " + self.sentence(one, replaces=True) for one in change["sentences"]]

    def sentence(self, sentence, replaces=False):
        """What takes the place of another says itself when it is due and how binding it is."""
        leads = []
        forbids = sentence["requirement"][0] == "forbidden"
        if sentence["modality"] != "must" or (replaces or self.choose([0, 0, 1])) and not forbids:
            leads.append(self.pick(MODALITIES[sentence["modality"]]))
        if replaces and sentence["period"] == "standing" and not forbids:
            leads.append(self.pick(("at all times", "thường xuyên")))
        if sentence["deadline"]:
            day, month = sentence["deadline"]
            months = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
                      "October", "November", "December"]
            leads.append(self.pick((f"by {day} {months[month - 1]} each year", f"đến ngày {day} tháng {month} hằng năm")))
        elif sentence["period"] == "milestone":
            leads.append(self.by(sentence["by"]))
        elif sentence["period"] in PERIODS:
            leads.append(self.pick(PERIODS[sentence["period"]]))
        if sentence["years"]:
            first, last = sentence["years"]
            leads.append(self.pick((f"throughout {first} to {last}", f"giai đoạn {first} đến {last}") if last else (f"starting {first}", f"bắt đầu từ năm {first}")))
        text = self.requirement(sentence["requirement"], "  ")
        tail = ""
        if sentence["condition"] is not None:
            words = self.pick((("unless", "if"), ("trừ khi", "nếu")))[sentence["holds_if"]]
            condition = f"{words} {self.condition(sentence['condition'])}"
            if "\n" in text or self.choose([0, 1]):
                leads = [condition + ","] + leads
            else:
                tail = " " + condition
        return " ".join([*leads, text]) + tail


# What may be left undone: nothing with a bound or a limit, which would say nothing.
LIFTED = {"modality": "may", "deadline": None, "period": None, "years": None, "requirement": ("acts", ["notice"]), "condition": None}


def kept(rules):
    """The ids of what is declared."""
    lifts = any(instead is None for rule in rules["rules"] for _, instead in rule["exceptions"])
    return rules["declared"] | set(LIFTED["requirement"][1] if lifts else [])


def ruleset(rules, choose):
    """The text of a ruleset; `choose` picks among ways of writing the same."""
    lang = rules["lang"]
    writer = Writer(lang, choose)
    lines = [writer.pick(("language en", "ngôn ngữ vi")), ""]
    lines.append(writer.pick(("document", "văn bản")) + ' invented "Invented" / "Tưởng tượng"')
    first, last = rules["in_force"]
    until = "" if last >= 10**6 else writer.pick((" to ", " đến ")) + writer.date(last)
    lines.append(writer.pick(("  in force from ", "  có hiệu lực từ ")) + writer.date(first) + until)
    if rules["status"] != "in force":
        words = {"draft": ("draft", "dự thảo"), "plan": ("plan", "kế hoạch")}[rules["status"]]
        lines.append(writer.pick(("  status ", "  tình trạng ")) + writer.pick(words))
    lines.append(writer.pick(("  calendar", "  lịch")) + " own")
    if rules["within"]:
        lines.append(writer.pick(("  applies to province p", "  áp dụng cho tỉnh p")))
    lines += ["", *calendar(rules["calendar"], writer), "", *declared(lang, kept(rules), rules["within"])]
    for node in named(rules):
        lines += writer.declared(node)
    for rule in rules["rules"]:
        lines.append("")
        lines.append(f'{writer.pick(("rule", "quy định"))} {rule["id"]} "{rule["id"]}" / "{rule["id"]}"')
        lines.append(writer.pick(("  cite article 1", "  căn cứ Điều 1")))
        lines.append(writer.pick(("  bearer ", "  chủ thể ")) + writer.name(rules["level"], many=False))
        if rule["none_met"]:
            lines.append(writer.pick(NONE_MET))
        lines += ["  " + writer.sentence(one) for one in rule["sentences"]]
        for test, instead in rule["exceptions"]:
            lines.append(writer.pick(("  except when ", "  trừ trường hợp ")) + writer.condition(test))
            lines += ["    " + writer.sentence(one, replaces=True) for one in instead or [LIFTED]]
    if rules["succession"]:
        lines += ["", *writer.succession(*rules["succession"])]
    for rule in rules["rules"]:
        for change in rule["changes"]:
            lines += ["", *writer.change(rule, change)]
    text = "\n".join(lines) + "\n"
    if choose([0, 0, 0, 1]):
        text = loosened(text, choose)
    return text


def named(rules):
    """What has a name of its own in the sentences, each once, what it stands on before it."""
    found = {}

    def walk(node):
        if isinstance(node, (tuple, list, dict)):
            for part in node.values() if isinstance(node, dict) else node:
                walk(part)
            if isinstance(node, tuple) and node and isinstance(node[0], str) and node[0] in NAMED:
                found.setdefault(node[1], node)

    for rule in rules["rules"]:
        walk([change["sentences"] for change in rule["changes"]])
        walk(rule["sentences"])
        walk(rule["exceptions"])
    return list(found.values())


def loosened(text, choose):
    """The same with spaces doubled here and there; a line's own indentation stays."""
    return "".join(c + " " if c == " " and choose([0] * 9 + [1]) else c for c in text)


def calendar(own, writer):
    pick = writer.pick
    yield pick(("calendar", "lịch")) + ' own "Own" / "Riêng"'
    yield pick(("  weekend ", "  nghỉ hằng tuần ")) + ", ".join(pick(WEEKDAYS[one]) for one in own.weekend)
    for first, last in own.holidays:
        until = "" if first == last else pick((" to ", " đến ")) + writer.date(last)
        yield pick(("  holiday ", "  nghỉ lễ ")) + writer.date(first) + until + ' "Off" / "Nghỉ"'
    for one in own.workdays:
        yield pick(("  workday ", "  làm bù ")) + writer.date(one) + ' "in lieu" / "làm bù"'
    yield pick(("  month end last day", "  cuối tháng ngày cuối cùng"))
    rolls = (pick(("stands", "giữ nguyên")), pick(("rolls", "chuyển sang ngày làm việc")))
    yield pick(("  weekend end ", "  hạn rơi vào nghỉ hằng tuần ")) + rolls[own.weekend_rolls]
    yield pick(("  holiday end ", "  hạn rơi vào nghỉ lễ ")) + rolls[own.holiday_rolls]
    yield pick(("  known until ", "  đã công bố đến ")) + writer.date(own.known_until)
