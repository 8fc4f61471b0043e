package io.github.pgobolt.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Uses files in Linux's formats; this machine has no frequency scaling and no control groups of version 1. */
class MachineProbeTest {

    @TempDir
    Path root;

    private MachineProbe probe;

    @BeforeEach
    void aQuietMachine() throws IOException {
        probe = new MachineProbe(root, "Linux 6.1", 4);
        put(
                "proc/cpuinfo",
                "processor\t: 0\n"
                        + "model name\t: Some CPU @ 3.00GHz\n"
                        + "flags\t\t: fpu vme sse2\n\n"
                        + "processor\t: 1\n"
                        + "model name\t: X\n");
        put("proc/loadavg", "0.25 0.30 0.20 1/123 4567\n");
        put("proc/stat", "cpu  1000 10 200 5000 5 1 2 40 0 0\ncpu0 1 2 3\n");
        put("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-1,3\n");
        put("proc/self/cgroup", "0::/user.slice/job\n");
        put("proc/sys/kernel/randomize_va_space", "2\n");
    }

    private void put(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    @Test
    void aQuietMachineHasNothingToFix() {
        MachineState state = probe.before();
        assertThat(state.cpuModel()).isEqualTo("Some CPU @ 3.00GHz");
        assertThat(state.logicalCpus()).isEqualTo(4);
        assertThat(state.usableCpus()).isEqualTo(3);
        assertThat(state.loadBefore()).isEqualTo(0.25);
        assertThat(state.aslr()).isEqualTo("on");
        assertThat(state.virtualisation()).isNull();
        assertThat(state.governor()).isNull();
        assertThat(state.warnings()).isEmpty();
    }

    @Test
    void whatDisturbsIsNamedWithTheCommandThatMendsIt() throws IOException {
        put("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        put("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");
        put("sys/devices/system/cpu/smt/active", "1\n");
        put("proc/loadavg", "3.5 1 1 1/1 1\n");
        MachineState state = probe.before();
        assertThat(state.turbo()).isEqualTo("on");
        assertThat(state.warnings())
                .anyMatch(w -> w.contains("cpupower frequency-set -g performance"))
                .anyMatch(w -> w.contains("intel_pstate/no_turbo"))
                .anyMatch(w -> w.contains("smt/control"))
                .anyMatch(w -> w.contains("load was 3.5"))
                .hasSize(4);
    }

    @Test
    void stealIsCountedBetweenTheTwoLooks() throws IOException {
        MachineState before = probe.before();
        long[] ticks = probe.ticks();
        put("proc/stat", "cpu  1800 10 200 5100 5 1 2 140 0 0\n");
        MachineState after = probe.after(before, ticks);
        // 1000 ticks more, 100 of them stolen.
        assertThat(after.stealPercent()).isCloseTo(10, within(1e-9));
        assertThat(after.warnings()).anyMatch(w -> w.contains("took 10.0 %"));
        assertThat(after.loadBefore()).isEqualTo(0.25);
    }

    @Test
    void theTightestLimitOfTheUnifiedControlGroupsCounts() throws IOException {
        put("sys/fs/cgroup/user.slice/cpu.max", "50000 100000\n");
        put("sys/fs/cgroup/user.slice/job/cpu.max", "max 100000\n");
        assertThat(probe.before().containerCpuLimit()).isEqualTo(0.5);
        assertThat(probe.before().usableCpus()).isEqualTo(0.5);
        assertThat(probe.before().warnings()).anyMatch(w -> w.contains("0.50 of a processor"));
    }

    @Test
    void limitsOfVersionOneCountToo() throws IOException {
        put("proc/self/cgroup", "12:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc\n");
        put("sys/fs/cgroup/cpu/docker/abc/cpu.cfs_quota_us", "200000\n");
        put("sys/fs/cgroup/cpu/docker/abc/cpu.cfs_period_us", "100000\n");
        assertThat(probe.before().containerCpuLimit()).isEqualTo(2);
        put("sys/fs/cgroup/cpu/docker/abc/cpu.cfs_quota_us", "-1\n");
        assertThat(probe.before().containerCpuLimit()).isNull();
    }

    @Test
    void virtualMachinesAreSeenByTheirFlagOrName() throws IOException {
        put("proc/cpuinfo", "model name\t: Q\nflags\t\t: fpu hypervisor sse2\n");
        assertThat(probe.before().virtualisation()).isEqualTo("hypervisor");
        put("sys/class/dmi/id/product_name", "Standard PC (Q35), QEMU\n");
        assertThat(probe.before().virtualisation()).isEqualTo("Standard PC (Q35), QEMU");
        put(".dockerenv", "");
        assertThat(probe.before().virtualisation()).isEqualTo("container on Standard PC (Q35), QEMU");
    }

    @Test
    void whatIsNotThereIsUnknown() {
        MachineState state = new MachineProbe(root.resolve("nothing"), "Mac OS X 15", 8).before();
        assertThat(state.cpuModel()).isNull();
        assertThat(state.loadBefore()).isNull();
        assertThat(state.usableCpus()).isEqualTo(8);
        assertThat(state.warnings()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineTellsSomething() {
        MachineProbe here = MachineProbe.ofThisMachine();
        MachineState before = here.before();
        assertThat(before.logicalCpus()).isPositive();
        assertThat(before.loadBefore()).isNotNull();
        assertThat(here.after(before, here.ticks()).aslr()).isNotNull();
    }
}
