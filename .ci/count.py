"""Counts the tests of the last build from their reports; exits 1 where one failed or one that must run did not."""
import glob
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

# What cannot run on every machine, and may be skipped.
MAY_SKIP = re.compile("|".join([
    r"\.RealPerfIT\b",  # a processor with branch stacks; and some of it one without counters
    r"\.RunnerCountersIT\b",  # the same
    r"\.SampleProfileIT\b",  # a nightly toolchain
    r"\.EachRustIT\b", r"\.OlderReadobjIT\b",  # case by case a toolchain of rustup's, with llvm-tools
    r"^src/it/ffm$",  # a JDK of 22 or newer
    r"^src/it/sampled-branches$",  # unshare -m, which a container may not be permitted
    r"\.BoltAArch64IT\b", r"\.ArmSpeIT\b", r"^src/it/aarch64$",  # a Rust target and a package of another architecture
    r"\.FuzzIT\b",  # -Preliability
    r"\.ProcessTreeTest\.noProcessIsLeft",  # a shell that does not ignore SIGINT
]))

passed, failed, skipped, faults = 0, 0, 0, []
checked = set()


def must_run(name):
    faults.append(f"did not run: {name}")


def has_toolchain(name):
    if shutil.which("rustup") is None:
        return False
    return subprocess.run(["rustup", "which", "--toolchain", name, "rustc"], capture_output=True).returncode == 0


def may_skip(name):
    """Whether a skipped test is excused; for want of a toolchain only where rustup does not have it."""
    if re.search(r"\.ToolchainsIT\.(nightlyIsAskedFor|aToolchainFileIn)", name):
        return not has_toolchain("nightly-2026-10-30")
    if re.search(r"^src/it/(five-platforms|targets-bin|targets-trouble)$", name):
        # Without rustup there is no Rust for other targets; all else .ci/run installs.
        return shutil.which("rustup") is None
    return MAY_SKIP.search(name) is not None


reports = glob.glob("target/surefire-reports/TEST-*.xml") + glob.glob("target/failsafe-reports/TEST-*.xml")
for report in reports:
    for case in ET.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        if name.startswith("io.github.pgobolt.it.ProjectChecks."):
            # "eachProject() gates"
            checked.add(case.get("name").split()[-1])
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            faults.append(f"failed: {name}")
        elif case.find("skipped") is not None:
            skipped += 1
            if not may_skip(name):
                must_run(name)
        else:
            passed += 1

# Every class of tests has a report; every folder of src/it has one too.
classes = {os.path.basename(r)[len("TEST-"):-len(".xml")].split(".")[-1].split("$")[0] for r in reports}
for source in glob.glob("src/test/java/**/*.java", recursive=True):
    name = os.path.basename(source)[: -len(".java")]
    if re.search(r"(Test|IT)$", name) and name not in classes and not MAY_SKIP.search(f".{name}."):
        must_run(name)

projects = {}
for report in glob.glob("target/invoker-reports/BUILD-*.xml"):
    root = ET.parse(report).getroot()
    projects[root.get("project").split("/")[0]] = root
for folder in sorted(os.listdir("src/it")):
    if not os.path.exists(f"src/it/{folder}/invoker.properties"):
        continue
    if folder == "setup":
        # Runs first, alone; it ends the build where it fails, and the reports of the others take the place of its own.
        continue
    result = projects[folder].get("result") if folder in projects else "skipped"
    if result == "success":
        passed += 1
        print(f"  {float(projects[folder].get('time')):6.1f} s  src/it/{folder}")
        if os.path.exists(f"src/it/{folder}/checks.groovy") and folder not in checked:
            must_run(f"src/it/{folder}/checks.groovy")
    elif result == "skipped":
        skipped += 1
        if may_skip(f"src/it/{folder}"):
            print(f"  skipped  src/it/{folder}")
        else:
            must_run(f"src/it/{folder}")
    else:
        failed += 1
        faults.append(f"failed: src/it/{folder}; its log is target/it/{folder}/build.log")
    cases = f"target/it/{folder}/cases.tsv"
    if os.path.exists(cases):
        for line in open(cases, encoding="utf-8"):
            outcome, name = line.rstrip("\n").split("\t", 1)
            if outcome == "passed":
                passed += 1
            elif outcome == "skipped":
                # A test names what this machine does not permit, such as a mount.
                skipped += 1
                print(f"  skipped  src/it/{folder}: {name}")
            else:
                failed += 1
                faults.append(f"failed: src/it/{folder}: {name}")

for fault in faults:
    print(fault)
built = int(sys.argv[1])
if built != 0 and not faults:
    print(f"mvn verify ended with exit code {built}")
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if faults or built != 0 or passed == 0 else 0)
