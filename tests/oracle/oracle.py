#!/usr/bin/env python3
"""A second evaluator, against which the engine is held; see README.md beside it.

    oracle.py --judge PATH [--seed N] [--count N] [--minutes N] [--workers N]

Each ruleset is made from the seed and its number, so any can be made again by `--only NUMBER`.
"""

import argparse
import multiprocessing
import os
import random
import sys
import time
from collections import Counter

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from compare import DECIDED, Answer, disagreement, period_of
from days import iso
from engine import Engine
from make import LEFT_OUT, PERIOD_NAMES, Maker, written
from shrink import case_of, shrunk
from text import ruleset
from wording import asked
from worlds import declared

REPORTS = 20
# What leaves open what it need not is no wrong answer.
OPEN = ("needless", "untold")
# The greatest shares of verdicts left open needlessly, where a fact stands more than once and where each
# stands once: there it is to be none but of the two kinds that README.md tells.
REPEATED_AT_MOST = 0.01
ONCE_AT_MOST = 0.0005


def made(seed, number, besides=()):
    """The ruleset of a number, its text, what its sentences read, and its reports; `besides` names what is made although left out."""
    maker = Maker(random.Random(f"{seed}:{number}"), besides)
    rules = maker.ruleset()
    every = [asked(rules, rule) for rule in rules["rules"]]
    flat = [read for of_rule in every for one in of_rule for read in one.reads]
    rules["declared"] = declared(flat)
    text = ruleset(rules, maker.one)
    return rules, text, every, [maker.report(rules, flat) for _ in range(REPORTS)], maker.random


def judged(rules, every, report, answer, chance, tally):
    """Holds each verdict of an answer against what it may be; yields what is wrong."""
    given = {tuple(verdict[:3]): verdict for verdict in answer["verdicts"] if verdict[-1] == report["id"]}
    for rule, of_rule in zip(rules["rules"], every):
        for one in of_rule:
            period = period_of(one, report)
            if one.kind in PERIOD_NAMES and one.kind != rules["kind"]:
                continue
            verdict = given.get((rule["id"], one.number, period))
            if rules["within"] and "province:p" not in report["within"]:
                if verdict is not None:
                    yield rule, one, "unbound", f"a verdict for {period} of a body that the text does not bind"
                continue
            if verdict is None:
                yield rule, one, "silent", f"no verdict for {period}"
                continue
            status, grave = verdict[3], verdict[4]
            reference = Answer(rules, one, report, chance, status not in DECIDED)
            tally["verdicts", status] += 1
            tally["ways"] += reference.ways
            wrong = disagreement(rules, reference, status, grave)
            if wrong is None:
                continue
            kind, told = wrong
            # Where nothing is read nothing stands twice.
            once = reference.read is None or reference.read.once
            if kind in OPEN:
                tally["once" if once else "repeated", kind] += 1
            if kind not in OPEN or once:
                yield rule, one, kind, told


def work(task):
    """Goes through some rulesets with an engine of its own."""
    judge, seed, numbers, until, besides = task
    engine = Engine(judge)
    tally, found, waiting = Counter(), [], []

    def answer():
        number, rules, every, reports, chance = waiting.pop(0)
        heard = engine.heard()
        if "error" in heard:
            found.append((number, "refused", heard["error"], None))
            return
        tally["rulesets"] += 1
        for report, one in zip(reports, heard["answers"]):
            if one.get("error") or one["problems"]:
                found.append((number, "problem", f"{one.get('error') or one['problems']}", None))
                continue
            tally["cases"] += 1
            for rule, which, kind, told in judged(rules, every, report, one, chance, tally):
                found.append((number, kind, told, (rules, rule, which.key, report)))

    for number in numbers:
        if until and time.time() > until:
            break
        rules, text, every, reports, chance = made(seed, number, besides)
        engine.ask(text, [(written(report), iso(report["as_of"])) for report in reports])
        waiting.append((number, rules, every, reports, chance))
        tally["numbers"] += 1
        # One is judged while the next is made.
        if len(waiting) > 1:
            answer()
    while waiting:
        answer()
    engine.close()
    return tally, found


def tasks(options, first, count, until, size):
    for start in range(first, first + count, size):
        yield options.judge, options.seed, range(start, min(start + size, first + count)), until, options.besides


def summary(tally, found, seconds):
    verdicts = {status: tally["verdicts", status] for status in (*DECIDED, "pending", "unknown")}
    sum_of = sum(verdicts.values())
    mix = ", ".join(f"{count} {status} ({100 * count / max(sum_of, 1):.1f}%)" for status, count in verdicts.items())
    wrong = sum(kind not in OPEN for _, kind, _, _ in found)
    needless = {place: tally[place, "needless"] + tally[place, "untold"] for place in ("once", "repeated")}
    shares = {place: count / max(sum_of, 1) for place, count in needless.items()}
    lines = [
        f"oracle: {tally['cases']} cases of {tally['rulesets']} rulesets, {sum_of} verdicts, "
        f"{tally['ways']} ways gone through, {seconds:.0f}s",
        f"oracle: {mix}",
        f"oracle: left open needlessly: {needless['once']} where each fact stands once ({100 * shares['once']:.3f}%), "
        f"{needless['repeated']} elsewhere ({100 * shares['repeated']:.3f}%)",
        f"oracle: {wrong} wrong answers",
    ]
    good = not wrong and shares["once"] <= ONCE_AT_MOST and shares["repeated"] <= REPEATED_AT_MOST
    return lines, good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--judge", required=True)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=100000, help="cases: reports held against rules")
    parser.add_argument("--first", type=int, default=0, help="number of the first ruleset, to go on with a seed")
    parser.add_argument("--minutes", type=float, help="stop after so long")
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--only", type=int, help="the ruleset of one number")
    parser.add_argument("--with", dest="besides", action="append", default=[], choices=sorted(LEFT_OUT), help="made although the engine is known to judge it otherwise")
    parser.add_argument("--show", type=int, default=5, help="so many disagreements are made small and shown")
    options = parser.parse_args()
    started = time.time()
    until = started + options.minutes * 60 if options.minutes else None
    first, rulesets = options.first, -(-options.count // REPORTS)
    if options.only is not None:
        first, rulesets = options.only, 1
    tally, found = Counter(), []
    with multiprocessing.Pool(options.workers) as pool:
        for part, wrong in pool.imap_unordered(work, tasks(options, first, rulesets, until, 50)):
            tally.update(part)
            found += wrong
    found.sort(key=lambda one: one[0])
    show(options, found)
    lines, good = summary(tally, found, time.time() - started)
    lines[0] += f", seed {options.seed}, rulesets {first} to {first + tally['numbers']}"
    print("\n".join(lines))
    return 0 if good else 1


def show(options, found):
    kinds = Counter(kind for _, kind, _, _ in found)
    if kinds:
        print("oracle: " + ", ".join(f"{count} {kind}" for kind, count in kinds.items()))
    shown = Counter()
    engine = Engine(options.judge)
    for number, kind, told, setting in found:
        if shown[kind] >= options.show:
            continue
        shown[kind] += 1
        print(f"\nruleset {number}: {kind}: {told}")
        if setting is not None:
            print(case_of(*shrunk(engine, kind, *setting)))
    engine.close()


if __name__ == "__main__":
    sys.exit(main())
