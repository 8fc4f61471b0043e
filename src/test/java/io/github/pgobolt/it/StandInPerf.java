package io.github.pgobolt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the parts that a machine without branch records lacks: a processor that has them, and the perf that
 * reads them. The branches are real, see {@code src/test/rust/branch-tracer}; the Intel processor is simulated by a
 * mount namespace, for this call only, with other {@code /sys} and {@code /proc/cpuinfo}.
 *
 * @param folder the folder of perf, for {@code pgobolt.toolPaths}
 * @param devices replaces {@code /sys/bus/event_source/devices}
 * @param cpuinfo replaces {@code /proc/cpuinfo}
 */
public record StandInPerf(Path folder, Path devices, Path cpuinfo) {

    /**
     * How many instructions of the plugin's probe, a shell loop, are single-stepped; all of them would take minutes.
     */
    private static final int PROBE_STEPS = 20_000;

    /** Compiles the tracer and creates the machine's files. */
    public static StandInPerf below(Path folder, Path sources) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve("stand-in"));
        Path tracer = own.resolve("branch-tracer");
        run(
                own,
                List.of(
                        "rustc",
                        "--edition=2021",
                        "-O",
                        sources.resolve("src/test/rust/branch-tracer/main.rs").toString(),
                        "-o",
                        tracer.toString()));
        Path perf = Files.createDirectories(own.resolve("bin")).resolve("perf");
        Files.writeString(
                perf,
                "#!/bin/sh\ncase \"$*\" in *' -- /bin/sh '*) export BRANCH_TRACER_STEPS=" + PROBE_STEPS
                        + ";; esac\nexec '" + tracer + "' \"$@\"\n");
        Files.setPosixFilePermissions(perf, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path devices = own.resolve("devices");
        Files.createDirectories(devices.resolve("cpu/caps"));
        Files.writeString(devices.resolve("cpu/caps/branches"), "32\n");
        Path cpuinfo = Files.writeString(
                own.resolve("cpuinfo"),
                "processor\t: 0\nvendor_id\t: GenuineIntel\n"
                        + "cpu family\t: 6\nmodel\t\t: 94\nmodel name\t: Intel(R) Core(TM) i7-6700K CPU @ 4.00GHz\n"
                        + "flags\t\t: fpu vme de pse tsc\n\n");
        return new StandInPerf(perf.getParent(), devices, cpuinfo);
    }

    /** Whether this machine lets a process have its own mounts, as root may. */
    public static boolean possible() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    }

    /** Returns the call on that machine, with the stand-in as its perf. */
    public MavenCall on(MavenCall call) {
        String script = "mount --bind '" + devices + "' /sys/bus/event_source/devices && mount --bind '" + cpuinfo
                + "' /proc/cpuinfo && exec \"$@\"";
        return call.behind("unshare", "-m", "sh", "-c", script, "sh").and("-Dpgobolt.toolPaths=" + folder);
    }

    private static void run(Path folder, List<String> argv) throws IOException, InterruptedException {
        Path log = folder.resolve("rustc.log");
        Process process = new ProcessBuilder(new ArrayList<>(argv))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
