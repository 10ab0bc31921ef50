#!/usr/bin/env python3
"""Changes the engine in one place after the other and looks whether a test notices.

The changes are those that cargo-mutants lists. Instead of building the engine once for each of some thousands, every
function is built with all of its changes inside, and an environment variable says which of them is on. README.md
tells what is kept; scripts/mutants is what one runs.
"""

import argparse
import hashlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RECORD = HERE / "tried.txt"
MISSED = HERE / "missed.txt"
# What decides a verdict: the evaluator, its numbers, the calendar, and the checker of rule texts.
JUDGED = [
    "core/src/run/evaluate/**/*.rs",
    "core/src/run/calendar/**/*.rs",
    "core/src/run/number.rs",
    "core/src/run/interval.rs",
    "core/src/run/due.rs",
    "core/src/author/check/**/*.rs",
]
FEATURES = "luat-core/author,luat-core/editor,luat-core/statuses"
# Quick ones first: most changes are noticed by them.
AUTHOR = ["check", "vietnam", "compile", "told", "conformance", "faults", "recovery", "luat_core", "worded", "documents", "docs", "editor", "diff"]
RUN = ["told", "due", "compile", "vietnam", "conformance", "luat_core", "worded", "check", "documents", "diff", "oracle", "laws", "session", "statuses"]
# Cases of the second evaluator that a change of the evaluator is held against.
ORACLE = ["--seed", "11", "--count", "4000", "--workers", "1", "--show", "0"]
MEMORY = 6 << 30
SWITCH = "LUAT_MUTANT"


def say(text):
    print(f"== {text}", file=sys.stderr, flush=True)


def fail(text):
    print(f"error: {text}", file=sys.stderr)
    sys.exit(1)


# Where things stand in a text of Rust.


def tokens(text, at):
    """Positions of braces from a position on, what stands in strings and comments left out."""
    while at < len(text):
        sign = text[at]
        if text.startswith("//", at):
            at = text.find("\n", at)
            if at < 0:
                return
        elif text.startswith("/*", at):
            depth, at = 1, at + 2
            while depth:
                if text.startswith("/*", at):
                    depth, at = depth + 1, at + 2
                elif text.startswith("*/", at):
                    depth, at = depth - 1, at + 2
                else:
                    at += 1
            continue
        elif raw := re.match(r'b?r(#*)"', text[at:at + 20]):
            if at and (text[at - 1].isalnum() or text[at - 1] == "_"):
                at += 1
                continue
            at = text.index('"' + raw[1], at + raw.end()) + 1 + len(raw[1])
            continue
        elif sign == '"':
            at += 1
            while text[at] != '"':
                at += 2 if text[at] == "\\" else 1
        elif sign == "'":
            # A letter in quotes, or a lifetime.
            letter = re.match(r"'(\\u\{[0-9a-fA-F]+\}|\\x..|\\.|[^\\'])'", text[at:at + 12])
            if letter:
                at += letter.end()
                continue
        elif sign in "{}":
            yield at, sign
        at += 1


def body_of(text, start, end):
    """Where the body of a function begins that ends with the brace before `end`."""
    depth, begins = 0, None
    for at, sign in tokens(text, start):
        if at >= end:
            break
        if sign == "{":
            if depth == 0:
                begins = at
            depth += 1
        else:
            depth -= 1
    return begins


class Source:
    """A file, and where its lines begin."""

    def __init__(self, name):
        self.name = name
        self.text = (ROOT / name).read_text(encoding="utf-8")
        self.lines = [0]
        for line in self.text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def at(self, place):
        return self.lines[place["line"] - 1] + place["column"] - 1

    def span(self, span):
        return self.at(span["start"]), self.at(span["end"])


class Mutant:
    """One change."""

    def __init__(self, source, listed):
        self.source = source
        self.file = listed["file"]
        self.start, self.end = source.span(listed["span"])
        self.new = listed["replacement"]
        # Lines move: a change is known by what it does, in which function, as the first or second of its kind.
        self.what = re.sub(r"^[^:]+:\d+:\d+: ", "", listed["name"])
        self.function = (listed["function"] or {}).get("function_name", "")
        self.number = 0
        self.nth = 1
        self.outcome = None

    @property
    def label(self):
        return f"{self.what} #{self.nth}" if self.nth > 1 else self.what


class Function:
    """A function and the changes inside it."""

    def __init__(self, source, name, start, end):
        self.source, self.name, self.start, self.end = source, name, start, end
        self.begins = body_of(source.text, start, end)
        self.mutants = []

    @property
    def key(self):
        return f"{self.source.name} {self.name}"

    @property
    def digest(self):
        # Doc comments and attributes stand before it and change nothing.
        lines = self.source.text[self.start:self.end].splitlines()
        kept = [line.strip() for line in lines if not line.strip().startswith("//")]
        return hashlib.sha256("\n".join(kept).encode()).hexdigest()[:12]

    @property
    def head(self):
        return self.source.text[self.start:self.begins]

    @property
    def is_switchable(self):
        """Whether its changes can be built in beside it: not those of a constant."""
        return self.begins is not None

    def copy(self, mutant):
        text = self.source.text
        return text[self.begins:mutant.start] + mutant.new + " " + text[mutant.end:self.end]

    def switched(self, mutants):
        """Its body with changes inside: pairs of text and the change that it belongs to."""
        original = self.source.text[self.begins:self.end]
        which = "crate::mutated::which()"
        if re.search(r"->\s*impl\b", self.head):
            opened = 0
            for mutant in mutants:
                yield f"{{ match {which} {{ {mutant.number} => crate::mutated::Way::One(", None
                yield self.copy(mutant), mutant
                yield "), _ => crate::mutated::Way::Other(", None
                opened += 1
            yield original, None
            yield ") } }" * opened, None
            return
        yield f"{{ match {which} {{ ", None
        for mutant in mutants:
            yield f"{mutant.number} => ", None
            yield self.copy(mutant), mutant
            yield "\n", None
        yield "_ => ", None
        yield original, None
        yield " } }", None


def listed(patterns):
    """The functions that can be changed, with their changes, as cargo-mutants lists them."""
    files = [word for pattern in patterns for word in ("-f", pattern)]
    told = subprocess.run(["cargo", "mutants", "--list", "--json", *files], cwd=ROOT, capture_output=True, text=True)
    if told.returncode:
        fail(f"cargo mutants: {told.stderr.strip()}")
    sources, functions = {}, {}
    for one in json.loads(told.stdout):
        source = sources.setdefault(one["file"], None) or Source(one["file"])
        sources[one["file"]] = source
        mutant = Mutant(source, one)
        if one["function"]:
            start, end = source.span(one["function"]["span"])
        else:
            # A constant: its line.
            line = one["span"]["start"]["line"]
            start, end = source.lines[line - 1], source.lines[line]
        key = (one["file"], start, end)
        if key not in functions:
            functions[key] = Function(source, mutant.function, start, end)
        functions[key].mutants.append(mutant)
    # A function within a function is a part of it.
    kept = []
    for function in sorted(functions.values(), key=lambda one: (one.source.name, one.start, -one.end)):
        last = kept[-1] if kept else None
        if last and last.source is function.source and function.end <= last.end:
            last.mutants += function.mutants
        else:
            kept.append(function)
    for function in kept:
        seen = {}
        for mutant in function.mutants:
            seen[mutant.what] = seen.get(mutant.what, 0) + 1
            mutant.nth = seen[mutant.what]
    return kept


# The engine with all changes inside.

MUTATED = """//! Which change of the engine is on.
use std::sync::OnceLock;
pub fn which() -> u32 {
    static WHICH: OnceLock<u32> = OnceLock::new();
    *WHICH.get_or_init(|| std::env::var("%s").ok().and_then(|text| text.parse().ok()).unwrap_or(0))
}
#[derive(Clone)]
pub enum Way<A, B> { One(A), Other(B) }
impl<A: Iterator, B: Iterator<Item = A::Item>> Iterator for Way<A, B> {
    type Item = A::Item;
    fn next(&mut self) -> Option<A::Item> { match self { Self::One(one) => one.next(), Self::Other(other) => other.next() } }
    fn size_hint(&self) -> (usize, Option<usize>) { match self { Self::One(one) => one.size_hint(), Self::Other(other) => other.size_hint() } }
}
impl<A: DoubleEndedIterator, B: DoubleEndedIterator<Item = A::Item>> DoubleEndedIterator for Way<A, B> {
    fn next_back(&mut self) -> Option<A::Item> { match self { Self::One(one) => one.next_back(), Self::Other(other) => other.next_back() } }
}
impl<A: ExactSizeIterator, B: ExactSizeIterator<Item = A::Item>> ExactSizeIterator for Way<A, B> {}
""" % SWITCH


class Tree:
    """A copy of the sources into which changes are built."""

    def __init__(self, work, target):
        self.folder = work / "tree"
        self.env = {
            **os.environ,
            "CARGO_TARGET_DIR": str(target),
            "CARGO_INCREMENTAL": "1",
            "CARGO_PROFILE_DEV_DEBUG": "0",
            "CARGO_PROFILE_DEV_OPT_LEVEL": "1",
            "RUSTFLAGS": "--cap-lints allow",
            "INSTA_UPDATE": "no",
        }
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, files.split("\0")):
            if (ROOT / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.folder / name)
        library = self.folder / "core/src/lib.rs"
        library.write_text(library.read_text() + "\n#[doc(hidden)]\npub mod mutated;\n")
        (self.folder / "core/src/mutated.rs").write_text(MUTATED)

    def cargo(self, *words):
        return subprocess.run(
            ["cargo", *words, "--locked", "--features", FEATURES, "--message-format=json"],
            cwd=self.folder, env=self.env, capture_output=True, text=True,
        )

    def write(self, functions, left_out):
        """Writes the files with their changes; where which change stands, by file and line."""
        places = {}
        by_file = {}
        for function in functions:
            by_file.setdefault(function.source, []).append(function)
        for source, inside in by_file.items():
            made, line, at = [], 1, 0
            ranges = []

            def put(text):
                nonlocal line
                made.append(text)
                line += text.count("\n")

            for function in inside:
                mutants = [one for one in function.mutants if one not in left_out]
                if not mutants:
                    continue
                put(source.text[at:function.start])
                # What is constant cannot ask which change is on.
                put(re.sub(r"\bconst fn\b", "fn", function.head))
                for text, mutant in function.switched(mutants):
                    if mutant:
                        put("\n")
                    first = line
                    put(text)
                    if mutant:
                        ranges.append((first, line, mutant))
                        put("\n")
                at = function.end
            put(source.text[at:])
            file = self.folder / source.name
            text = "".join(made)
            if file.read_text(encoding="utf-8") != text:
                file.write_text(text, encoding="utf-8")
            places[source.name] = ranges
        return places

    def build(self, functions):
        """Builds all changes that can be built; those that cannot."""
        left_out = set()
        for number in range(12):
            places = self.write(functions, left_out)
            checked = self.cargo("check", "--package", "luat-core")
            if checked.returncode == 0:
                say(f"{len(left_out)} changes give no program")
                return left_out
            before = len(left_out)
            strangers = []
            for line in checked.stdout.splitlines():
                message = json.loads(line).get("message") or {}
                if not isinstance(message, dict) or message.get("level") != "error" or not message.get("spans"):
                    continue
                found = [
                    mutant
                    for span in message["spans"]
                    for first, last, mutant in places.get(span["file_name"], [])
                    if first <= span["line_start"] and span["line_end"] <= last
                ]
                left_out.update(found)
                if not found:
                    strangers.append(message["rendered"])
            say(f"round {number + 1}: {len(left_out)} changes give no program")
            if len(left_out) == before:
                # An error around a function's changes: all of them have to go.
                for text in strangers:
                    place = re.search(r"--> (\S+?):(\d+):", text)
                    for function in functions:
                        if place and function.source.name == place[1] and function in self.around(functions, places, place):
                            left_out.update(function.mutants)
                if len(left_out) == before:
                    fail("the engine cannot be built:\n" + "\n".join(strangers or [checked.stderr])[:4000])
        fail("the changes that can be built are not found")

    @staticmethod
    def around(functions, places, place):
        """The functions whose changes stand next to a place."""
        line = int(place[2])
        ranges = places.get(place[1], [])
        below = [mutant for first, _, mutant in ranges if first <= line]
        above = [mutant for _, last, mutant in ranges if last >= line]
        near = below[-1:] + above[:1]
        return [function for function in functions if any(one in function.mutants for one in near)]

    def tests(self):
        """The programs that test, by name: the command and the folder it runs in."""
        names = sorted(set(AUTHOR + RUN) - {"luat_core", "oracle"})
        in_core = [name for name in names if (self.folder / f"core/tests/{name}.rs").is_file()]
        in_tests = [name for name in names if name not in in_core]
        programs = {}
        for package, chosen in (("luat-core", ["--lib", *flags(in_core)]), ("luat-tests", flags(in_tests))):
            built = self.cargo("test", "--no-run", "--package", package, *chosen)
            if built.returncode:
                fail(f"the tests cannot be built:\n{built.stderr[-4000:]}")
            for line in built.stdout.splitlines():
                told = json.loads(line)
                if told.get("executable") and told["profile"]["test"]:
                    folder = Path(told["manifest_path"]).parent
                    programs[told["target"]["name"]] = ([told["executable"]], folder)
        built = self.cargo("build", "--package", "luat-tests", "--bin", "judge")
        if built.returncode:
            fail(f"what the second evaluator asks cannot be built:\n{built.stderr[-4000:]}")
        judge = next(told["executable"] for told in map(json.loads, built.stdout.splitlines()) if told.get("executable"))
        oracle = self.folder / "tests/oracle/oracle.py"
        programs["oracle"] = ([sys.executable, "-B", str(oracle), "--judge", judge, *ORACLE], self.folder)
        return programs


def flags(names):
    return [word for name in names for word in ("--test", name)]


class Runs:
    """The tests, and how long each takes where nothing is changed."""

    def __init__(self, tree, programs):
        self.tree, self.programs, self.limits = tree, programs, {}
        for name in programs:
            began = time.monotonic()
            if not self.passes(name, 0, 900):
                fail(f"`{name}` fails where nothing is changed")
            took = time.monotonic() - began
            self.limits[name] = 20 + 5 * took
            say(f"{name}: {took:.1f} s")

    def passes(self, name, number, limit):
        program, folder = self.programs[name]
        env = {**self.tree.env, SWITCH: str(number), "CARGO_MANIFEST_DIR": str(folder), "RUST_BACKTRACE": "0"}
        try:
            done = subprocess.run(
                program, cwd=folder, env=env, timeout=limit, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def noticed(self, mutant):
        order = AUTHOR if "/author/" in mutant.file else RUN
        return any(not self.passes(name, mutant.number, self.limits[name]) for name in order if name in self.programs)


# What is kept.


def read_record():
    """By function: the digest of its text, and how many of its changes came out how."""
    record = {}
    if RECORD.is_file():
        for line in RECORD.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                file, name, digest, noticed, missed, unviable = line.split("\t")
                record[(file, name, digest)] = (int(noticed), int(missed), int(unviable))
    return record


def read_missed():
    """By function and change: why no test notices it; nothing where no reason is written."""
    reasons = {}
    if MISSED.is_file():
        for line in MISSED.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                file, name, label, *reason = line.split("\t")
                reasons[(file, name, label)] = reason[0] if reason else ""
    return reasons


HEAD_RECORD = """# Functions whose changes were tried: file, function, digest of its text, how many changes a test noticed, how many none
# noticed (each stands in missed.txt), how many gave no program. Written by scripts/mutants.
"""
HEAD_MISSED = """# Changes that no test notices, each with the reason why none has to: file, function, change, reason. scripts/mutants adds
# them; whoever cannot give a reason writes a test.
"""


def sources_digest():
    """Of all files that are changed."""
    files = sorted(file for pattern in JUDGED for file in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def all_tried():
    """Whether the record says that of the sources as they are nothing is left to try."""
    return RECORD.is_file() and f"# All of {sources_digest()}\n" in RECORD.read_text(encoding="utf-8")


def write_record(functions, record, reasons):
    lines = sorted("\t".join((*key, *map(str, counts))) for key, counts in record.items())
    whole = all((one.source.name, one.name, one.digest) in record for one in functions)
    head = HEAD_RECORD + (f"# All of {sources_digest()}\n" if whole else "")
    RECORD.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    lines = sorted("\t".join((*key, reason)).rstrip() for key, reason in reasons.items())
    MISSED.write_text(HEAD_MISSED + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def main():
    asks = argparse.ArgumentParser(description="Changes the engine in one place after the other and looks whether a test notices.")
    asks.add_argument("files", nargs="*", help="only functions of these files")
    asks.add_argument("--again", action="store_true", help="try what was tried already, too")
    asks.add_argument("--missed", action="store_true", help="try again only what no test noticed")
    asks.add_argument("--shard", metavar="K/N", help="the K-th of N parts of what is to be tried")
    asks.add_argument("--most", type=int, metavar="N", help="try N changes at most, and tell how many are left")
    asks.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = asks.parse_args()

    record, reasons = read_record(), read_missed()
    if not (asked.again or asked.missed) and all_tried() and all(reasons.values()):
        say("nothing was changed since all was tried")
        return 0
    set_up = subprocess.run([ROOT / "scripts/setup", "mutants"])
    if set_up.returncode:
        return 1
    functions = listed(JUDGED)
    known = {(one.source.name, one.name, one.digest) for one in functions}
    record = {key: counts for key, counts in record.items() if key in known}
    names = {(one.source.name, one.name, mutant.label) for one in functions for mutant in one.mutants}
    reasons = {key: reason for key, reason in reasons.items() if key in names}
    total = sum(len(one.mutants) for one in functions)

    def key(function):
        return (function.source.name, function.name, function.digest)

    asked_for = [one for one in functions if not asked.files or any(one.source.name.endswith(name) for name in asked.files)]
    if asked.missed:
        for function in asked_for:
            function.mutants = [one for one in function.mutants if (function.source.name, function.name, one.label) in reasons]
        asked_for = [one for one in asked_for if one.mutants and key(one) in record]
    elif not asked.again:
        asked_for = [one for one in asked_for if key(one) not in record]
    if asked.shard:
        part, parts = map(int, asked.shard.split("/"))
        asked_for = [one for at, one in enumerate(asked_for) if at % parts == part]
    left = 0
    if asked.most is not None:
        chosen, count = [], 0
        for function in asked_for:
            if count + len(function.mutants) <= asked.most or not chosen:
                chosen.append(function)
                count += len(function.mutants)
            else:
                left += len(function.mutants)
        asked_for = chosen
    trying = [one for one in asked_for if one.is_switchable]
    rigid = [one for one in asked_for if not one.is_switchable]
    say(f"{total} changes of {len(functions)} functions; {sum(len(one.mutants) for one in asked_for)} are tried now")
    if not asked_for:
        return finish(functions, record, reasons, left)

    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    work = target / "mutants"
    number = 0
    for function in trying:
        for mutant in function.mutants:
            number += 1
            mutant.number = number
    tree = Tree(work, target / "mutants-build")
    unviable = tree.build(trying)
    say("building the tests")
    runs = Runs(tree, tree.tests())

    lock, began, done = threading.Lock(), time.monotonic(), 0

    def settle(function):
        """Keeps what came of a function once all its changes are tried."""
        outcomes = [one.outcome for one in function.mutants]
        if any(outcome is None for outcome in outcomes):
            return
        for mutant in function.mutants:
            place = (function.source.name, function.name, mutant.label)
            if mutant.outcome == "missed":
                reasons.setdefault(place, "")
            else:
                reasons.pop(place, None)
        if asked.missed:
            was = record[key(function)]
            missed = outcomes.count("missed")
            record[key(function)] = (was[0] + was[1] - missed, missed, was[2])
        else:
            record[key(function)] = tuple(outcomes.count(word) for word in ("noticed", "missed", "no program"))
        write_record(functions, record, reasons)

    def attempt(function, mutant):
        nonlocal done
        mutant.outcome = "noticed" if runs.noticed(mutant) else "missed"
        with lock:
            done += 1
            if mutant.outcome == "missed":
                say(f"missed: {function.key}: {mutant.label}")
            if done % 50 == 0:
                say(f"{done} of {number - len(unviable)} in {time.monotonic() - began:.0f} s")
            settle(function)

    for mutant in unviable:
        mutant.outcome = "no program"
    with ThreadPoolExecutor(asked.jobs) as pool:
        for function in trying:
            with lock:
                settle(function)
            for mutant in function.mutants:
                if mutant.outcome is None:
                    pool.submit(attempt, function, mutant).add_done_callback(lambda done: done.result())

    # Constants cannot ask which change is on: each change is built by itself.
    for function in rigid:
        for mutant in function.mutants:
            source = function.source
            (tree.folder / source.name).write_text(source.text[:mutant.start] + mutant.new + " " + source.text[mutant.end:], encoding="utf-8")
            if tree.cargo("check", "--package", "luat-core").returncode:
                mutant.outcome = "no program"
            else:
                runs.programs = tree.tests()
                mutant.outcome = "noticed" if runs.noticed(mutant) else "missed"
            if mutant.outcome == "missed":
                say(f"missed: {function.key}: {mutant.label}")
            (tree.folder / source.name).write_text(source.text, encoding="utf-8")
        settle(function)
    return finish(functions, record, reasons, left)


def finish(functions, record, reasons, left):
    write_record(functions, record, reasons)
    noticed, missed, unviable = (sum(counts[at] for counts in record.values()) for at in range(3))
    bare = [key for key, reason in reasons.items() if not reason]
    untried = [one for one in functions if (one.source.name, one.name, one.digest) not in record]
    say(f"{noticed} noticed, {missed} missed, {unviable} give no program; {sum(len(one.mutants) for one in untried)} not tried")
    if left:
        say(f"{left} of the changed lines are left for a longer run")
    for file, name, label in bare:
        print(f"missed without a reason: {file} {name}: {label}")
    return 1 if bare else 0


if __name__ == "__main__":
    sys.exit(main())
