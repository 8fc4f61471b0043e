"""What the benchmarks have in common that call the plugin of this checkout and write a page of its reports."""
import datetime
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = "io.github.pgobolt:pgo-bolt-maven-plugin"
OWN = "x86_64-unknown-linux-gnu"
# The programs work on one thread; JMH's own numbers are not wanted.
MEASURED = ["-Dpgobolt.benchmark.metric=cpu", "-Djmh.forks=1"]
STEPS_OF_BUILDS = {"baseline", "instrument", "train", "merge", "optimize", "bolt-profile", "bolt"}


class Failed(Exception):
    """A run that did not end well; its text says why, in a line."""


def say(text):
    print(f"{datetime.datetime.now():%H:%M:%S} {text}", flush=True)


def output(*argv, **more):
    ended = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)
    if ended.returncode != 0:
        lines = ended.stderr.strip().splitlines() or ["it failed"]
        # What follows an error may be a stack.
        raise Failed(f"{' '.join(map(str, argv))}: {next((line for line in lines if line.startswith('error')), lines[-1])}")
    return ended.stdout.strip()


# --- the plugin, and what of it is done ---

def plugin_version():
    pom = (ROOT / "pom.xml").read_text()
    return re.search(r"<artifactId>pgo-bolt-maven-plugin</artifactId>\s*<version>([^<]+)<", pom)[1]


def goal(name):
    """A goal with the settings of the program's POM."""
    return f"{PLUGIN}:{plugin_version()}:{name}@default"


def budget(program, seconds):
    """The seconds that a benchmark may take. A run of css-inline is a JVM's, which takes more."""
    return f"-Dpgobolt.benchmark.budgetSeconds={seconds * 2 if program == 'css-inline' else seconds}"


def once(folder, what, work):
    """Does a piece of work that leaves a result, unless it was done; returns the result. One that failed is tried again."""
    done = folder / "result.json"
    if done.exists():
        say(f"{what}: done before")
        return json.loads(done.read_text())
    folder.mkdir(parents=True, exist_ok=True)
    say(what)
    start, load = time.monotonic(), os.getloadavg()[0]
    try:
        result = work(folder)
    except (Failed, OSError, KeyError, ValueError) as failure:
        say(f"{what}: FAILED: {failure}")
        return {"failed": str(failure)}
    result.update(wall=time.monotonic() - start, load=load, day=str(datetime.date.today()))
    # Its presence means that the work is done, so that it has to be whole.
    whole = done.with_suffix(".tmp")
    whole.write_text(json.dumps(result, indent=1))
    whole.replace(done)
    say(f"{what}: {result['wall']:.0f} s")
    return result


class Bench:
    """A benchmark that keeps what is done below target/, as long as the plugin, the programs and the options are the same."""

    def __init__(self, name, programs, parts=()):
        """Its name is that of its folder; the parts are further paths of the tree that its results come of."""
        self.name = name
        self.programs = programs
        self.state = ROOT / f"target/{name}-benchmark"
        self.parts = ["src/main", "pom.xml", "benchmarks/vendor", *(f"benchmarks/{program}" for program in programs), *parts]

    def call(self, run):
        """Reads the command line and calls the function with the programs, the options and all words; never twice at a time."""
        words = sys.argv[1:]
        programs = [word for word in words if not word.startswith("-")] or self.programs
        options = [word for word in words if word.startswith("-")]
        if not all(option.startswith("-D") for option in options):
            # Also --help: nothing is built, and nothing that was done is thrown away for other options.
            sys.exit(sys.modules["__main__"].__doc__)
        unknown = set(programs) - set(self.programs)
        if unknown:
            sys.exit(f"benchmarks/{self.name}/run knows no program {', '.join(sorted(unknown))}. It knows {', '.join(self.programs)}.")
        (ROOT / "target").mkdir(exist_ok=True)
        with open(f"{self.state}.lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                sys.exit(f"benchmarks/{self.name}/run is already running in this checkout.")
            self.prepare(options)
            run(programs, options, words)

    def key(self, options):
        """A hash of what the results come of: the plugin, the programs, and the options."""
        text = [output("git", "-C", ROOT, "ls-tree", "HEAD", "--", *self.parts),
                output("git", "-C", ROOT, "diff", "HEAD", "--", *self.parts),
                output("rustc", "-vV"), " ".join(options)]
        return hashlib.sha256("\n".join(text).encode()).hexdigest()

    def prepare(self, options):
        """Makes the folder of the results, without what another plugin or other options left there, and builds the plugin."""
        of = self.state / "of"
        if self.state.exists() and (not of.exists() or of.read_text() != self.key(options)):
            shutil.rmtree(self.state)
        self.state.mkdir(parents=True, exist_ok=True)
        of.write_text(self.key(options))
        say("builds the plugin")
        self.maven(self.state / "plugin.log", "-q", "-f", ROOT / "pom.xml", "install", "-DskipTests", "-Dmaven.test.skip=true")

    def maven_command(self, *words):
        settings = self.state / "settings.xml"
        # What the user's local repository has is not downloaded again.
        text = (ROOT / "src/it/settings.xml").read_text()
        settings.write_text(text.replace("@localRepositoryUrl@", (Path.home() / ".m2/repository").as_uri()))
        return ["mvn", "-B", "-gs", str(settings), f"-Dmaven.repo.local={ROOT}/target/benchmarks-repo", *map(str, words)]

    def maven(self, log, *words, env=None):
        """Calls Maven, with all that it says in a log."""
        with open(log, "w") as written:
            ended = subprocess.run(self.maven_command(*words), stdin=subprocess.DEVNULL, stdout=written, stderr=subprocess.STDOUT,
                                   env={**os.environ, **(env or {})})
        ended_well(log, ended.returncode)

    def words(self, program, folder, goals, options):
        """What Maven is told to run goals for a program, with a work folder of its own below the folder."""
        return ["-f", ROOT / "benchmarks" / program / "pom.xml", *goals, f"-Dpgobolt.workDirectory={folder}/work", *options]

    def build(self, program, folder, goals, options, env=None):
        """Builds a program by goals of Maven; returns its report."""
        folder.mkdir(exist_ok=True)
        self.maven(folder / "maven.log", *self.words(program, folder, goals, options), env=env)
        return json.loads((folder / "work/report/report.json").read_text())

    def compare(self, program, folder, files, options):
        """Measures any files by the program's evaluation workloads; the first is the reference. Returns the benchmark."""
        named = ",".join(f"{name}={path}" for name, path in files.items())
        self.maven(folder / "maven.log", *self.words(program, folder, [goal("benchmark")],
                                                     [f"-Dpgobolt.benchmark.files={named}", *options]))
        return json.loads((folder / "work/benchmark.json").read_text())

    def commit(self):
        name = output("git", "-C", ROOT, "rev-parse", "--short=10", "HEAD")
        changed = output("git", "-C", ROOT, "status", "--porcelain", "--untracked-files=no", "--", "src/main", "pom.xml",
                         "benchmarks/common.py", f"benchmarks/{self.name}")
        return name + (" and changes" if changed else "")

    def write(self, text, words, failed):
        """Writes the page: into the tree where all was done by default, else below target/; ends with an error if a run failed."""
        result = self.state / f"{self.name}.md" if words or failed else ROOT / f"benchmarks/results/{self.name}.md"
        result.write_text(text)
        say(f"written: {result}")
        if failed:
            sys.exit(f"{len(failed)} of the runs failed. Called again with the same words, benchmarks/{self.name}/run does these alone.")


def ended_well(log, code):
    """Raises the first error of Maven's log where it did not end well."""
    if code != 0:
        errors = re.findall(r"^\[ERROR\] (.+)", log.read_text(errors="replace"), re.M)
        raise Failed((errors or [f"Maven ended with {code}"])[0] + f" (all of it: {log})")


# --- what is read from reports ---

def llvm(env=None):
    return re.search(r"LLVM version: (\S+)", output("rustc", "-vV", env={**os.environ, **(env or {})}))[1]


def seconds(report, names):
    """The time from the start of the first of these steps to the end of the last: some run beside each other."""
    ran = [step for step in report["steps"] if step["name"] in names and step["startedAt"] is not None]
    return round(max(step["startedAt"] / 1000 + step["seconds"] for step in ran) - min(step["startedAt"] / 1000 for step in ran)) if ran else 0


def compiles(report):
    # The step of the further targets has theirs, which are those of their own reports.
    return sum(step["compiles"] for step in report["steps"] if step["name"] in STEPS_OF_BUILDS)


def compared(rows, name, reference="baseline"):
    """The comparison of a file with another one over all workloads; none where it was not measured."""
    return next((row for row in rows if (row["variant"], row["reference"], row["workload"]) == (name, reference, None)), None)


def machine(reports):
    of = reports[0]["machine"]
    loads = sorted(report["machine"]["loadBefore"] for report in reports if report["machine"] and report["machine"]["loadBefore"] is not None)
    return f"{of['cpuModel']}, {of['logicalCpus']} processors, {of['os']}" + (
        f", with a load of {loads[0]:.1f} to {loads[-1]:.1f} before the benchmarks began" if loads else "")


# --- what is written ---

def megabytes(size):
    return "" if size is None else f"{size / 1e6:.2f} MB"


def change(ratio):
    return f"{(ratio - 1) * 100:+.1f} %"


def interval(comparison):
    """The bounds of a change; empty where there are too few pairs for one."""
    return "" if not comparison["low"] or not comparison["high"] else f"{change(comparison['low'])} to {change(comparison['high'])}"


def verdict(comparison):
    return comparison["verdict"].lower().replace("_", " ")


def table(heads, rows):
    """A table of Markdown; heads of numbers end with a colon."""
    lines = ["| " + " | ".join(head.rstrip(":") for head in heads) + " |",
             "| " + " | ".join("---:" if head.endswith(":") else "---" for head in heads) + " |"]
    return lines + ["| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |" for row in rows]


def cell(text):
    """Text that cannot end a cell of a table, and names no folder of this machine."""
    return text.replace(str(ROOT) + "/", "").replace(str(Path.home()), "~").replace("|", "\\|").replace("\n", " ")
