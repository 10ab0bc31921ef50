"""Makes a disagreement as small as it can be, and writes it as a case for tests/conformance."""

import json
import random

from compare import DECIDED, Answer, disagreement, setting
from days import iso
from make import written
from text import ruleset
from worlds import Reads


def first(options):
    return options[0]


def alone(rules, rule, sentence):
    """A ruleset of one sentence."""
    read = Reads(sentence)
    rule = {**rule, "sentences": [sentence]}
    return {**rules, "rules": [rule], "declared": read.facts | set(read.fields)}, rule, read


def differs(engine, kind, rules, rule, sentence, report):
    """Whether the engine and the reference still part in the same way; then what they say."""
    rules, rule, read = alone(rules, rule, sentence)
    report = only(report, read)
    engine.ask(ruleset(rules, first), [(written(report), iso(report["as_of"]))])
    heard = engine.heard()
    if "error" in heard or heard["answers"][0].get("error") or heard["answers"][0]["problems"]:
        return None
    _, period, _ = setting(rules, rule, sentence, read, report)
    verdicts = [verdict for verdict in heard["answers"][0]["verdicts"] if verdict[2] == period]
    if not verdicts:
        return (None, {}) if kind == "silent" else None
    status, grave = verdicts[0][3], verdicts[0][4]
    reference = Answer(rules, rule, sentence, read, report, random.Random(0), status not in DECIDED)
    wrong = disagreement(rules, sentence, reference, status, grave)
    if wrong is None or wrong[0] != kind or kind in ("needless", "untold") and not read.once:
        return None
    return status, reference.found


def only(report, read):
    """A report of the facts that are read."""
    kept = lambda facts: {ident: value for ident, value in facts.items() if ident in read.facts or ident in read.fields}
    return {**report, "periods": {period: kept(facts) for period, facts in report["periods"].items()}}


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
    for place, part in enumerate(node):
        if isinstance(part, tuple) and part and isinstance(part[0], str):
            for other in smaller(part):
                yield (*node[:place], other, *node[place + 1 :])
        elif isinstance(part, list) and node[0] in ("all", "any", "some", "and", "or"):
            for index, inner in enumerate(part):
                for other in smaller(inner):
                    yield (*node[:place], [*part[:index], other, *part[index + 1 :]], *node[place + 1 :])


def simpler(rules, rule, sentence, report):
    """One step smaller each, in the order in which they are tried."""
    if sentence["condition"] is not None:
        yield rules, rule, {**sentence, "condition": None}, report
        for node in smaller(sentence["condition"]):
            yield rules, rule, {**sentence, "condition": node}, report
    for node in smaller(sentence["requirement"]):
        yield rules, rule, {**sentence, "requirement": node}, report
    if sentence["modality"] != "must":
        yield rules, rule, {**sentence, "modality": "must"}, report
    if rule["none_met"]:
        yield rules, {**rule, "none_met": False}, sentence, report
    if rules["status"] != "in force":
        yield {**rules, "status": "in force"}, rule, sentence, report
    if rules["in_force"] != (737425, 10**6):
        yield {**rules, "in_force": (737425, 10**6)}, rule, sentence, report
    if rules["lang"] != "en":
        yield {**rules, "lang": "en"}, rule, sentence, report
    if report["final"]:
        yield rules, rule, sentence, {**report, "final": set()}
    for other in without_one(report["periods"]):
        yield rules, rule, sentence, {**report, "periods": other}


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


def shrunk(engine, kind, rules, rule, sentence, report):
    """The smallest that still differs, with what both say."""
    now, last = (rules, rule, sentence, report), None
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


def case_of(rules, rule, sentence, report, status, found):
    """The case as text: rules, report, day, both answers, in the form of tests/conformance."""
    rules, rule, read = alone(rules, rule, sentence)
    report = only(report, read)
    text = ruleset(rules, first)
    _, period, _ = setting(rules, rule, sentence, read, report)
    expected = {"rule": rule["id"], "period": period, "status": sorted(found)}
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
