#!/usr/bin/env python3
"""Turns each bit of a receipt in turn: the verifier beside this must notice every one.

    flips.py RECEIPT
"""

import sys

import verify


def main():
    text = verify.text_of(sys.argv[1]).removesuffix("\n")
    assert verify.faults(text, None, []) == [], "the receipt itself is not right"
    whole = text.encode()
    # Half a second of each: a key or signature that is changed costs a check of the curve.
    curve = range(*(whole.index(b'"key":"') + at for at in (7, 71)))
    turned = 0
    for at in range(len(whole)):
        for bit in range(1 if at in curve else 8):
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            try:
                found = verify.faults(changed.decode(), None, [])
            except UnicodeDecodeError:
                found = ["not UTF-8"]
            if not found:
                sys.exit(f"not noticed: bit {bit} of byte {at}")
            turned += 1
    print(f"{turned} bits turned, all noticed")


if __name__ == "__main__":
    main()
