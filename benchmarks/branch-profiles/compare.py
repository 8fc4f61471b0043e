"""Prints README.md from what `run` left: two branch profiles, BOLT's account of each, and the benchmark of the two files."""
import collections
import datetime
import json
import pathlib
import sys

WORK = pathlib.Path(sys.argv[1])
SOURCES = ("instrumentation", "records")
DYNO = ("executed instructions", "total branches", "taken branches", "executed forward branches", "taken forward branches",
        "executed unconditional branches")


def edges(fdata):
    """Edges between known places of the program by how often they were taken (last column)."""
    counted = collections.Counter()
    for line in fdata.read_text().splitlines():
        words = line.split(" ")
        if len(words) == 8 and words[0] == "1" and words[3] == "1":
            counted[tuple(words[1:6])] += int(words[7])
    return counted


def result(source, step):
    return json.loads((WORK / source / f"{step}.json").read_text())["result"]


def percent(part, whole):
    return f"{100 * part / whole:.1f} %"


profile = {source: edges(WORK / source / "branch.fdata") for source in SOURCES}
total = {source: sum(profile[source].values()) for source in SOURCES}
hot = {source: [edge for edge, _ in profile[source].most_common()] for source in SOURCES}
functions = {source: {edge[0] for edge in profile[source]} for source in SOURCES}
log = {source: result(source, "bolt")["log"] for source in SOURCES}
counted, seen = SOURCES
overlap = sum(min(profile[counted][edge] / total[counted], profile[seen][edge] / total[seen]) for edge in profile[counted])
both = functions[counted] & functions[seen]
shared_weight = sum(count for edge, count in profile[counted].items() if edge[0] in both)
benchmark = json.loads((WORK / "benchmark/benchmark.json").read_text())
machine = benchmark["machine"]

print(f"""# Branch profiles: instrumentation against branch records

Written by `benchmarks/branch-profiles/run` on {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}. Do not edit.

rhai 1.24.0, trained with the three scripts of `benchmarks/rhai/train`, measured on the three of `benchmarks/rhai/evaluate`.
Both profiles are of the same PGO build, and both files were made by the plugin with the same options of llvm-bolt. The
instrumented build counted every branch. The branch records were taken by the tests' stand-in for perf: real branches, in
stacks of 32, from a program that is single-stepped for 5000 instructions and then runs at full speed for 50 µs, over and
over. What a processor's own records would add (skid, and the bias of its samples) is not in them.

Machine: {machine["cpuModel"]}, {machine["os"]}, {machine["usableCpus"]:g} processors, load {machine["loadBefore"]:.2f} before the benchmark and {machine["loadDuring"]:.2f} at its end.

## The profiles

| | instrumentation | records |
| --- | ---: | ---: |
| branches counted | {total[counted]:,} | {total[seen]:,} |
| edges | {len(profile[counted]):,} | {len(profile[seen]):,} |
| functions with an edge | {len(functions[counted]):,} | {len(functions[seen]):,} |
| functions with a profile, by BOLT | {log[counted]["profiledFunctions"]:,} of {log[counted]["totalFunctions"]:,} | {log[seen]["profiledFunctions"]:,} of {log[seen]["totalFunctions"]:,} |
| samples of functions that do not fit | {log[counted]["stalePercent"]:.1f} % | {log[seen]["stalePercent"]:.1f} % |

{len(both):,} functions are in both; they have {percent(shared_weight, total[counted])} of all branches that instrumentation counted.
As distributions the two profiles agree to {percent(overlap, 1)} (the sum over all edges of the smaller of the two shares).

| hottest edges of instrumentation | of all its branches | among as many hottest of the records | in the records at all |
| ---: | ---: | ---: | ---: |""")
for many in (10, 30, 100, 300, 1000):
    top = hot[counted][:many]
    share = sum(profile[counted][edge] for edge in top)
    same = len(set(top) & set(hot[seen][:many]))
    there = sum(edge in profile[seen] for edge in top)
    print(f"| {len(top)} | {percent(share, total[counted])} | {same} ({percent(same, len(top))}) | {there} ({percent(there, len(top))}) |")
print("""
## What BOLT expects of each

Dyno-stats: the count by the profile after BOLT, and its change by BOLT. Each is by its own profile, so that changes compare
and counts do not.

| | instrumentation | records |
| --- | ---: | ---: |""")
for name in DYNO:
    cells = []
    for source in SOURCES:
        stat = log[source]["dynoStats"][name]
        change = stat.get("changePercent")
        cells.append(f"{stat['value']:,} ({'=' if change is None else f'{change:+.1f} %'})")
    print(f"| {name} | {cells[0]} | {cells[1]} |")
print(f"""
## The two files against each other

By the goal `benchmark` with `pgobolt.benchmark.files`: {benchmark["rounds"]} pairs in random order, {benchmark["metric"]} time, stopped because
{benchmark["stopReason"]}.

| workload | records against instrumentation | interval | verdict |
| --- | ---: | ---: | --- |""")
for c in benchmark["comparisons"]:
    if c["reference"] == counted:
        print(f"| {c.get('workload') or 'all'} | {100 * (c['ratio'] - 1):+.2f} % | {100 * (c['low'] - 1):+.2f} % to {100 * (c['high'] - 1):+.2f} % "
              f"| {c['verdict']} |")
control = benchmark["control"]
print(f"\nControl, instrumentation against itself: {100 * (control['ratio'] - 1):+.2f} %.")
for warning in benchmark["warnings"] + machine["warnings"]:
    print(f"\n> {warning}")
