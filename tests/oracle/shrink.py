"""Makes a disagreement as small as it can be, and writes it as a case for tests/conformance."""

import json
import random

from compare import DECIDED, Answer, disagreement, period_of
from days import iso
from make import written
from text import ruleset
from wording import asked
from worlds import declared


def first(options):
    return options[0]


def alone(rules, rule, key):
    """A ruleset of one rule, and of it what stands under the key; None where nothing does."""
    every = asked(rules, rule)
    facts = declared(read for one in every for read in one.reads)
    found = next((one for one in every if one.key == key), None)
    return {**rules, "rules": [rule], "declared": facts}, found, facts


def differs(engine, kind, rules, rule, key, report):
    """Whether the engine and the reference still part in the same way; then what they say."""
    rules, found, facts = alone(rules, rule, key)
    if found is None:
        return None
    report = only(report, facts)
    engine.ask(ruleset(rules, first), [(written(report), iso(report["as_of"]))])
    heard = engine.heard()
    if "error" in heard or heard["answers"][0].get("error") or heard["answers"][0]["problems"]:
        return None
    verdicts = [one for one in heard["answers"][0]["verdicts"] if one[1:3] == [found.number, period_of(found, report)]]
    if not verdicts:
        return (None, {}) if kind == "silent" else None
    status, grave = verdicts[0][3], verdicts[0][4]
    reference = Answer(rules, found, report, random.Random(0), status not in DECIDED)
    wrong = disagreement(rules, reference, status, grave)
    if wrong is None or wrong[0] != kind or kind in ("needless", "untold") and not (reference.read and reference.read.once):
        return None
    return status, reference.found


def only(report, read):
    """A report of the facts that are read."""
    def kept(facts):
        return {ident: reports(value) for ident, value in facts.items() if ident in read}

    def reports(value):
        """Of bodies below, what they report likewise."""
        return (*value[:2], [kept(one) for one in value[2]]) if isinstance(value, tuple) and value[0] == "bodies" else value

    periods = {period: kept(facts) for period, facts in report["periods"].items()}
    return {**report, "periods": periods, "taken_over": [kept(facts) for facts in report["taken_over"]]}


def smaller(node):
    """Simpler forms of a part of a sentence, the simplest first."""
    if node[0] in ("all", "any"):
        yield from node[1]
        if len(node[1]) > 2:
            for place in range(len(node[1])):
                yield (node[0], node[1][:place] + node[1][place + 1 :])
    if node[0] == "some":
        yield from node[2]
    if node[0] in ("and", "or"):
        yield from node[1]
    if node[0] == "not":
        yield node[1]
    if node[0] == "each" and node[2] is not None:
        yield (*node[:2], None, node[3])
    if node[0] == "share" and len(node) == 7:
        if node[6]:
            yield (*node[:6], None)
        if node[2] is not None:
            yield (*node[:2], None, *node[3:])
        if len(node[3]) > 1:
            yield (*node[:3], node[3][:1], *node[4:])
    if node[0] in ("+", "-", "greater", "lesser"):
        yield from node[1:]
    if node[0] == "defined" and node[2] == "number":
        yield node[3]
    if node[0] == "if":
        yield from node[2:]
    if node[0] == "score":
        for place, one in enumerate(node[3]):
            if len(node[3]) > 1:
                yield (*node[:3], node[3][:place] + node[3][place + 1 :])
            if one[0] != "bands" and one[3] is not None:
                yield (*node[:3], (*node[3][:place], (*one[:3], None, True), *node[3][place + 1 :]))
    for place, part in enumerate(node):
        if isinstance(part, tuple) and part and isinstance(part[0], str):
            for other in smaller(part):
                yield (*node[:place], other, *node[place + 1 :])
        elif isinstance(part, list) and node[0] in ("all", "any", "some", "and", "or"):
            for index, inner in enumerate(part):
                for other in smaller(inner):
                    yield (*node[:place], [*part[:index], other, *part[index + 1 :]], *node[place + 1 :])


def simpler(rules, rule, key, report):
    """One step smaller each, in the order in which they are tried."""
    number = key[0]
    for part in ("changes", "exceptions"):
        for place in range(len(rule[part])):
            yield rules, {**rule, part: rule[part][:place] + rule[part][place + 1 :]}, key, report
    if not rule["changes"] and not rule["exceptions"] and len(rule["sentences"]) > 1:
        yield rules, {**rule, "sentences": [rule["sentences"][number - 1]]}, (1, *key[1:]), report
    for sentences, put in worded(rule):
        if number <= len(sentences):
            for sentence in plainer(sentences[number - 1]):
                yield rules, put([*sentences[: number - 1], sentence, *sentences[number:]]), key, report
    if rule["none_met"]:
        yield rules, {**rule, "none_met": False}, key, report
    if rules["status"] != "in force":
        yield {**rules, "status": "in force"}, rule, key, report
    if rules["in_force"] != (737425, 10**6):
        yield {**rules, "in_force": (737425, 10**6)}, rule, key, report
    if rules["lang"] != "en":
        yield {**rules, "lang": "en"}, rule, key, report
    if rules["within"] and report["within"]:
        yield {**rules, "within": False}, rule, key, {**report, "within": []}
    if report["final"]:
        yield rules, rule, key, {**report, "final": set()}
    for other in without_one(report["periods"]):
        yield rules, rule, key, {**report, "periods": other}
    for other in without_one(dict(enumerate(report["taken_over"]))):
        if len(other) == len(report["taken_over"]):
            yield rules, rule, key, {**report, "taken_over": list(other.values())}


def worded(rule):
    """The sentences of each wording, and what puts others in their place."""
    yield rule["sentences"], lambda sentences: {**rule, "sentences": sentences}
    for place, change in enumerate(rule["changes"]):
        if change["kind"] == "amend":

            def put(sentences, place=place, change=change):
                changes = [*rule["changes"][:place], {**change, "sentences": sentences}, *rule["changes"][place + 1 :]]
                return {**rule, "changes": changes}

            yield change["sentences"], put


def plainer(sentence):
    if sentence["condition"] is not None:
        yield {**sentence, "condition": None}
        for node in smaller(sentence["condition"]):
            yield {**sentence, "condition": node}
    for node in smaller(sentence["requirement"]):
        yield {**sentence, "requirement": node}
    if sentence["years"] is not None:
        yield {**sentence, "years": None}
    if sentence["modality"] != "must":
        yield {**sentence, "modality": "must"}


def without_one(periods):
    """What is reported, less one period, fact or member."""
    for period, facts in periods.items():
        if len(periods) > 1:
            yield {name: told for name, told in periods.items() if name != period}
        for ident, value in facts.items():
            if value is not None:
                yield {**periods, period: {**facts, ident: None}}
            if isinstance(value, list):
                for place in range(len(value)):
                    yield {**periods, period: {**facts, ident: value[:place] + value[place + 1 :]}}
            if isinstance(value, tuple) and value[0] == "bodies":
                for place in range(len(value[2])):
                    fewer = (value[0], value[1] and value[1] - 1, value[2][:place] + value[2][place + 1 :])
                    yield {**periods, period: {**facts, ident: fewer}}


def shrunk(engine, kind, rules, rule, key, report):
    """The smallest that still differs, with what both say."""
    now, last = (rules, rule, key, report), None
    tries = 0
    while tries < 300:
        for candidate in simpler(*now):
            tries += 1
            try:
                said = differs(engine, kind, *candidate)
            except KeyError:
                continue
            if said is not None:
                now, last = candidate, said
                break
        else:
            break
    if last is None:
        last = differs(engine, kind, *now) or (None, {})
    return (*now, *last)


def case_of(rules, rule, key, report, status, found):
    """The case as text: rules, report, day, both answers, in the form of tests/conformance."""
    rules, which, facts = alone(rules, rule, key)
    report = only(report, facts)
    text = ruleset(rules, first)
    expected = {"rule": rule["id"], "requirement": which.number, "period": period_of(which, report), "status": sorted(found)}
    case = {"name": "", "as_of": iso(report["as_of"]), "report": written(report), "expect": {"verdicts": [expected]}}
    ways = "\n".join(f"  {said}: {readable(world)}" for said, world in found.items())
    return f"{text}\n{json.dumps(case, ensure_ascii=False)}\nthe engine: {status}\nthe reference:\n{ways}"


def readable(world):
    def day(value):
        whole = isinstance(value, (int, float)) and not isinstance(value, bool) and 500000 < value < 10**6
        return iso(int(value)) + ("+" if value != int(value) else "") if whole else str(value)

    told = {}
    for ident, value in world.items():
        members = isinstance(value, list)
        told[ident] = [{k: day(v) for k, v in m.items()} for m in value] if members else day(value)
    return told
