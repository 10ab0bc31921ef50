#!/usr/bin/env python3
"""Checks a receipt of luat without luat: canonical form, digest, signature, digest of the report.

    verify.py RECEIPT [--report REPORT] [--trust PUBLIC.pem]

Exit code 0: all of it is right; 1: something is not; the lines say what. Written from docs/receipts.md
and RFC 8785 and 8032 alone, with nothing but Python's own library.
"""

import argparse
import base64
import hashlib
import json
import re
import sys

# --- Canonical JSON -------------------------------------------------------------------------------


class Amount(str):
    """A number of JSON by its digits, which no float may touch."""


def read(text):
    """JSON as a tree; an object is a list of pairs in the order written."""

    def no_constant(name):
        raise ValueError(f"{name} is no JSON")

    return json.loads(
        text,
        object_pairs_hook=Pairs,
        parse_int=Amount,
        parse_float=Amount,
        parse_constant=no_constant,
    )


class Pairs(list):
    """An object."""

    def get(self, key):
        return next((value for name, value in self if name == key), None)


def amount(digits):
    """A number as the string that stands for it: by its value, without an exponent up to 40 digits."""
    sign, whole, part, exponent = re.fullmatch(
        r"(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?", digits
    ).groups(default="")
    number, exponent = whole + part, int(exponent or 0) - len(part)
    stripped = number.rstrip("0")
    exponent += len(number) - len(stripped)
    number = stripped.lstrip("0")
    if not number:
        return "0"
    if exponent >= 0 and len(number) + exponent <= 40:
        return sign + number + "0" * exponent
    if exponent < 0 and max(len(number), -exponent) <= 40:
        number = number.rjust(1 - exponent, "0")
        return f"{sign}{number[:exponent]}.{number[exponent:]}"
    return f"{sign}{number}e{exponent}"


SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def quoted(text):
    return '"' + "".join(SHORT.get(one) or (f"\\u{ord(one):04x}" if one < " " else one) for one in text) + '"'


def canonical(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Amount):
        return quoted(amount(value))
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Pairs):
        pairs = sorted(value, key=lambda pair: pair[0].encode("utf-16-be"))
        return "{" + ",".join(f"{quoted(key)}:{canonical(one)}" for key, one in pairs) + "}"
    return "[" + ",".join(map(canonical, value)) + "]"


def digest(text):
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def without(receipt, *names):
    return canonical(Pairs(pair for pair in receipt if pair[0] not in names))


# --- Ed25519 (RFC 8032, section 6) ----------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def added(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = added(total, point)
        point = added(point, point)
        scalar >>= 1
    return total


def point_of(encoded):
    y = int.from_bytes(encoded, "little")
    odd, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    x = P - x if x & 1 != odd else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, value, text):
    key, value = bytes.fromhex(key), bytes.fromhex(value)
    public, point = point_of(key), point_of(value[:32])
    scalar = int.from_bytes(value[32:], "little")
    if public is None or point is None or scalar >= ORDER:
        return False
    hashed = hashlib.sha512(value[:32] + key + text.encode()).digest()
    one = times(scalar, BASE)
    other = added(point, times(int.from_bytes(hashed, "little") % ORDER, public))
    return all((one[i] * other[2] - other[i] * one[2]) % P == 0 for i in (0, 1))


def key_of(pem):
    """The 32 bytes at the end of a public key as `openssl pkey -pubout` writes it."""
    body = "".join(line for line in pem.splitlines() if not line.startswith("-----"))
    return base64.b64decode(body)[-32:].hex()


# --- The receipt ----------------------------------------------------------------------------------

PARTS = "receipt engine rules calendar facts body as_of periods verdicts result digest".split()


def faults(text, report, trusted):
    """What is wrong with a receipt, part by part."""
    text = text.removesuffix("\n")
    try:
        receipt = read(text)
        if not isinstance(receipt, Pairs) or receipt.get("receipt") != "1":
            return ["not a receipt"]
        if canonical(receipt) != text or len({key for key, _ in receipt}) != len(receipt):
            return ["not canonical"]
    except (ValueError, RecursionError):
        return ["not JSON"]
    found = []
    names = {name for name, _ in receipt}
    found += [f"without {name}" for name in PARTS if name not in names]
    found += [f"no part of a receipt: {name}" for name in sorted(names - {*PARTS, "signature"})]
    if receipt.get("digest") != digest(without(receipt, "digest", "signature")):
        found.append("digest")
    if report is not None and receipt.get("facts") != digest(canonical(read(report))):
        found.append("facts")
    signature = receipt.get("signature")
    if signature is not None:
        key, value = signature.get("key"), signature.get("value")
        if signature.get("algorithm") != "Ed25519" or len(signature) != 3:
            found.append("signature")
        elif not re.fullmatch("[0-9a-f]{64}", key or "") or not re.fullmatch("[0-9a-f]{128}", value or ""):
            found.append("signature")
        elif not is_signed(key, value, without(receipt, "signature")):
            found.append("signature")
        elif trusted and key not in trusted:
            found.append("key")
    elif trusted:
        found.append("not signed")
    return found


def text_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("receipt")
    arguments.add_argument("--report")
    arguments.add_argument("--trust", action="append", default=[])
    given = arguments.parse_args()
    try:
        text = text_of(given.receipt)
    except UnicodeDecodeError:
        found = ["not UTF-8"]
    else:
        report = text_of(given.report) if given.report else None
        found = faults(text, report, [key_of(text_of(path)) for path in given.trust])
    for fault in found:
        print(f"not right: {fault}")
    if not found:
        print("right")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
