#!/usr/bin/env python3
"""Writes the golden values of IntervalTest: python3 golden_intervals.py, in this folder.

Python's exact integers and fractions alone: nothing is shared with the Java code, neither logarithms nor a library.
  ranks.csv      alpha, n, the smallest S with 2^n / ((n + 1) C(n, S)) < 1 / alpha; 0 where S = 0 would do, so that
                 there is no interval yet
  chances.csv    alpha, looks, the chance that a fair coin is ever rejected in so many looks
  intervals.csv  alpha, low, high, median, the differences; the ends are sorted(x)[k - 1] and sorted(x)[n - k]
"""
from fractions import Fraction
from math import comb
from random import Random
from statistics import median

ALPHAS = ["0.05", "0.025", "1/60", "0.01", "0.001"]


def rejected(n, s, alpha):
    return Fraction(2**n, (n + 1) * comb(n, s)) >= 1 / alpha


def rank(n, alpha):
    return next(s for s in range(n + 1) if not rejected(n, s, alpha))


def chance_of_ever_rejecting(looks, alpha):
    """Exact dynamic program over the states (n, S) that are not rejected yet."""
    lost, alive = Fraction(0), {0: Fraction(1)}
    for n in range(1, looks + 1):
        after = {}
        for s, p in alive.items():
            for up in (s, s + 1):
                after[up] = after.get(up, 0) + p / 2
        k = rank(n, alpha)
        alive = {s: p for s, p in after.items() if k <= s <= n - k}
        lost += sum(p for s, p in after.items() if not k <= s <= n - k)
    return lost


with open("ranks.csv", "w") as out:
    for text in ALPHAS:
        for n in [*range(1, 41), 50, 80, 100, 127, 160, 250, 500, 1000]:
            print(text, n, rank(n, Fraction(text)), sep=",", file=out)

with open("chances.csv", "w") as out:
    for text in ALPHAS:
        for looks in (20, 160):
            chance = chance_of_ever_rejecting(looks, Fraction(text))
            assert chance <= Fraction(text)
            print(text, looks, repr(float(chance)), sep=",", file=out)

with open("intervals.csv", "w") as out:
    random = Random(5)
    for text in ALPHAS:
        for n in (8, 9, 15, 40, 41, 160):
            # Thousandths, so that some differences are equal and all are written without loss.
            x = [random.randint(-40, 60) / 1000 for _ in range(n)]
            k = rank(n, Fraction(text))
            low, high = ("-Infinity", "Infinity") if k == 0 else (sorted(x)[k - 1], sorted(x)[n - k])
            print(text, low, high, repr(median(x)), " ".join(map(str, x)), sep=",", file=out)
