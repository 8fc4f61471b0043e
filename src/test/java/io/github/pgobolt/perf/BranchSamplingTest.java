package io.github.pgobolt.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ladder on other machines; perf is a script that answers in perf's words. */
class BranchSamplingTest {

    private static final String STACKS =
            "echo ' 4711  0x55d0c0a8b50f/0x55d0c0a8b4f0/P/-/-/0  " + "0x55d0c0a8b4fa/0x55d0c0a8b505/P/-/-/0'";
    private static final String DENIED = "printf 'Error:\\nAccess to performance monitoring and observability "
            + "operations is limited.\\nConsider adjusting /proc/sys/kernel/perf_event_paranoid setting\\n' >&2; "
            + "exit 255";

    @TempDir
    Path root;

    private LadderResult probe(String event, Path perf) {
        return probe(event, perf, 22);
    }

    private LadderResult probe(String event, Path perf, int llvm) {
        Tool perf2bolt = new Tool("perf2bolt", Path.of("/none/perf2bolt"), llvm + ".1.0", llvm, "");
        return new BranchSampling(new ProcessRunner(Map.of("PATH", root.resolve("bin") + ":/usr/bin:/bin")), root)
                .probe(event, perf, perf2bolt, root.resolve("scratch"));
    }

    private Path workingPerf(String version) {
        return MachineFiles.perf(root, version, "echo \"$@\" > '" + root + "/recorded'", "echo cycles:u", STACKS);
    }

    private RungStatus rung(LadderResult result, String name) {
        return result.rungs().stream()
                .filter(status -> status.rung().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "intel-lbr        | -e cycles:u -j any,u",
                "intel-hybrid-lbr | -e cpu_core/cycles/u -j any,u",
                "amd-lbr-v2       | -e cycles:u -j any,u",
                "amd-brs          | -e cpu/branch-brs/u -c 1000037 -j any,u",
                "arm-brbe         | -e cycles:u -j any,u",
                "arm-spe          | -e arm_spe_0/branch_filter=1/u",
                "intel-pt         | -e intel_pt//u",
                "arm-etm          | -e cs_etm/@tmc_etr0/u"
            })
    void eachKindOfHardwareIsRecognisedAndRecordedItsOwnWay(String machine, String arguments) {
        MachineFiles.lay(machine, root);

        LadderResult result = probe("auto", workingPerf("6.14.0"));

        assertThat(result.chosen()).isNotNull();
        assertThat(result.chosen().name()).isEqualTo(machine);
        assertThat(root.resolve("recorded")).content().contains(arguments);
    }

    @Test
    void hybridIsPinnedToThePerformanceCores() {
        MachineFiles.lay("intel-hybrid-lbr", root);

        assertThat(probe("auto", workingPerf("6.8.0")).chosen().processors()).isEqualTo("0-15");
    }

    @Test
    void zen2HasOnlyBasicEventsAndThoseOnlyWhenAskedFor() {
        MachineFiles.lay("amd-zen2", root);
        Path perf = MachineFiles.perf(root, "6.1.0", ":", "echo ibs_op//", "echo ' 4711 ibs_op//:  55d0c0a8b50f'");

        LadderResult auto = probe("auto", perf);
        assertThat(auto.chosen()).isNull();
        assertThat(rung(auto, "amd-brs").reason()).contains("branch-brs");
        assertThat(rung(auto, "basic-events").state()).isEqualTo(RungStatus.State.NOT_TRIED);

        LadderResult basic = probe("basic", perf);
        assertThat(basic.chosen().event()).isEqualTo("ibs_op//");
        assertThat(basic.chosen().branches()).isFalse();
    }

    @Test
    void aVirtualMachineWithoutCountersIsToldSoAndPerfIsNotEvenAsked() {
        MachineFiles.lay("no-counters", root);
        Path perf = MachineFiles.perf(root, "6.1.192", "touch '" + root + "/recorded'", ":", ":");

        LadderResult result = probe("auto", perf);

        assertThat(result.chosen()).isNull();
        assertThat(result.reason()).contains("virtual machine", "AMD EPYC");
        assertThat(root.resolve("recorded")).doesNotExist();
        assertThat(result.lines()).hasSizeLessThan(12);
        assertThat(result.lines().get(0)).contains("BOLT's instrumentation");
    }

    @Test
    void aClockThatPerfRecordedSilentlyIsRefused() {
        MachineFiles.lay("intel-lbr", root);

        LadderResult result = probe("auto", MachineFiles.perf(root, "6.1.192", ":", "echo cpu-clock:uH", STACKS));

        assertThat(result.chosen()).isNull();
        assertThat(rung(result, "intel-lbr").reason()).contains("exited 0", "cpu-clock:uH");
    }

    @Test
    void aRecordingWithoutStacksIsRefused() {
        MachineFiles.lay("intel-lbr", root);

        LadderResult result = probe("auto", MachineFiles.perf(root, "6.1.192", ":", "echo cycles:u", "echo ' 4711 '"));

        assertThat(rung(result, "intel-lbr").reason()).contains("recorded no branches");
    }

    @Test
    void zen3RefusesCyclesAndTheNextRungIsTaken() {
        // The response of an EPYC Milan's kernel to cycles:u -b (llvm-project issue 63077).
        MachineFiles.lay("amd-brs", root);
        MachineFiles.write(root.resolve("proc/cpuinfo"), "vendor_id\t: AuthenticAMD\nflags\t\t: brs amd_lbr_v2\n");
        Path perf = MachineFiles.perf(
                root,
                "6.2.0",
                "case \"$*\" in *cycles:u*) echo 'The sys_perf_event_open() "
                        + "syscall returned with 22 (Invalid argument) for event (cycles:u).' >&2; exit 255;; esac",
                "echo cpu/branch-brs/u",
                STACKS);

        LadderResult result = probe("auto", perf);

        assertThat(rung(result, "amd-lbr-v2").reason()).contains("22 (Invalid argument)");
        assertThat(result.chosen().name()).isEqualTo("amd-brs");
    }

    @Test
    void aParanoidKernelAContainersFilterAndAMissingCapabilityAreToldApart() {
        MachineFiles.lay("intel-lbr", root);
        Path perf = MachineFiles.perf(root, "6.1.192", DENIED, ":", ":");

        MachineFiles.write(root.resolve("proc/sys/kernel/perf_event_paranoid"), "3\n");
        RungStatus paranoid = rung(probe("auto", perf), "intel-lbr");
        assertThat(paranoid.reason()).contains("perf_event_paranoid is 3");
        assertThat(paranoid.fix()).contains("sysctl kernel.perf_event_paranoid=2");

        MachineFiles.write(root.resolve("proc/sys/kernel/perf_event_paranoid"), "2\n");
        MachineFiles.write(root.resolve("proc/self/status"), "CapEff:\t00000000a80425fb\nSeccomp:\t2\n");
        RungStatus filtered = rung(probe("auto", perf), "intel-lbr");
        assertThat(filtered.reason()).contains("seccomp");
        assertThat(filtered.fix()).contains("--cap-add=PERFMON");

        MachineFiles.write(root.resolve("proc/self/status"), "CapEff:\t0000000000000000\nSeccomp:\t0\n");
        RungStatus incapable = rung(probe("auto", perf), "intel-lbr");
        assertThat(incapable.reason()).contains("CAP_PERFMON");
        assertThat(incapable.fix()).contains("setcap");
    }

    @Test
    void aParanoidKernelDoesNotKeepOutWhoHasTheCapability() {
        MachineFiles.lay("intel-lbr", root);
        MachineFiles.write(root.resolve("proc/sys/kernel/perf_event_paranoid"), "4\n");
        MachineFiles.write(root.resolve("proc/self/status"), "CapEff:\t0000004000000000\nSeccomp:\t2\n");

        RungStatus status = rung(probe("auto", MachineFiles.perf(root, "6.1.192", DENIED, ":", ":")), "intel-lbr");

        assertThat(status.reason()).contains("seccomp").doesNotContain("paranoid");
    }

    @Test
    void aWrapperWithoutPerfForThisKernelNamesThePackage() {
        MachineFiles.lay("intel-lbr", root);
        Path perf = root.resolve("bin/perf");
        MachineFiles.write(perf, "#!/bin/sh\necho 'WARNING: perf not found for kernel 6.1.0-18' >&2; exit 2\n");
        MachineFiles.executable(perf);

        RungStatus status = rung(probe("auto", perf), "intel-lbr");

        assertThat(status.reason()).contains("not installed for this kernel");
        assertThat(status.fix()).contains("linux-tools-6.1.0-18-amd64");
    }

    @Test
    void tooOldAKernelAPerfOrAPerf2BoltIsNamedWithBothVersions() {
        MachineFiles.lay("arm-spe", root);
        assertThat(rung(probe("auto", workingPerf("6.1.192")), "arm-spe").reason())
                .contains("perf 6.14", "6.1.192");
        assertThat(rung(probe("auto", workingPerf("6.14.0"), 20), "arm-spe").reason())
                .contains("LLVM 21", "20.1.0");

        MachineFiles.lay("amd-lbr-v2", root);
        MachineFiles.write(root.resolve("proc/sys/kernel/osrelease"), "5.15.0-100-generic\n");
        assertThat(rung(probe("auto", workingPerf("6.1.192")), "amd-lbr-v2").reason())
                .contains("Linux 6.1", "5.15.0-100-generic");
    }

    @Test
    void withoutPerfThePackageIsNamed() {
        MachineFiles.lay("intel-lbr", root);
        MachineFiles.write(root.resolve("etc/os-release"), "ID=debian\n");

        LadderResult result = new BranchSampling(
                        new ProcessRunner(Map.of("PATH", root.resolve("bin").toString())), root)
                .probe("auto", null, null, root.resolve("scratch"));

        assertThat(rung(result, "intel-lbr").fix()).isEqualTo("sudo apt-get install linux-perf");
        assertThat(result.perf()).isNull();
    }

    @Test
    void anExplicitEventIsTakenAsItIs() {
        MachineFiles.lay("intel-lbr", root);

        LadderResult result = probe("br_inst_retired.near_taken:upp", workingPerf("6.1.192"));

        assertThat(result.requireWhatWasAsked().chosen().event()).isEqualTo("br_inst_retired.near_taken:upp");
        assertThat(root.resolve("recorded")).content().contains("-e br_inst_retired.near_taken:upp -c 100003 -j any,u");
    }

    @Test
    void anExplicitEventThatTheCpuLacksIsRefusedAndNotReplaced() {
        MachineFiles.lay("intel-lbr", root);
        Path perf = MachineFiles.perf(
                root,
                "6.1.192",
                "printf \"event syntax error: 'nonsense:u'\\n                        \\\\\\\\___ parser error\\n\" "
                        + ">&2; exit 129",
                ":",
                ":");

        LadderResult result = probe("nonsense:u", perf);

        assertThat(result.chosen()).isNull();
        assertThatThrownBy(result::requireWhatWasAsked)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("nonsense:u")
                .hasMessageContaining("does not have the event")
                .hasMessageContaining("-Dpgobolt.perfEvent=auto");
    }

    @Test
    void noneAsksNobody() {
        assertThat(probe("none", null).rungs()).isEmpty();
    }

    @Test
    void probesLeaveNothingBehind() {
        MachineFiles.lay("intel-lbr", root);
        Path perf = MachineFiles.perf(root, "6.1.192", "echo PERFILE2 > \"$3\"", "echo cycles:u", STACKS);

        assertThat(probe("auto", perf).chosen()).isNotNull();
        assertThat(root.resolve("scratch")).isEmptyDirectory();
    }
}
