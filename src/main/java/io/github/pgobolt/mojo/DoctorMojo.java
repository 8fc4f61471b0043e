package io.github.pgobolt.mojo;

import io.github.pgobolt.perf.BranchSampling;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.step.MachineTrial;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.DoctorReport;
import io.github.pgobolt.toolchain.Route;
import io.github.pgobolt.toolchain.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.codehaus.plexus.util.FileUtils;

/**
 * Says what is there, what is missing, which route follows, whether an llvm-bolt serves for this rustc and linker, and the one
 * command that installs what is missing. Fails where neither PGO nor BOLT can be had, and where {@code pgo} or {@code bolt} is
 * {@code require} and cannot be had. Needs no POM and no crate.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractPgoBoltMojo {

    @Override
    void perform() throws IOException, MojoFailureException {
        Detection detection = detection();
        List<String> findings = new ArrayList<>(branchSampling(detection));
        findings.addAll(boltTrial(detection));
        DoctorReport.lines(detection, findings).forEach(getLog()::info);
        detection.requireRoute(wanted());
    }

    /** For the target that is asked for, or that cargo is configured for. */
    private Detection detection() throws IOException {
        Detection asked = detect(target);
        if (asked.rust() == null || target != null) {
            return asked;
        }
        Path scratch = Files.createTempDirectory("pgo-bolt-doctor");
        try {
            String configured = MachineTrial.configuration(settings(), asked, processes(), baseDirectory(), scratch).target();
            return configured == null || configured.equals(asked.target()) ? asked : detect(configured);
        } finally {
            FileUtils.deleteDirectory(scratch.toFile());
        }
    }

    private List<String> boltTrial(Detection detection) throws IOException {
        Path scratch = Files.createTempDirectory("pgo-bolt-doctor");
        try {
            return MachineTrial.hold(settings(), detection, processes(), baseDirectory(), scratch, new Quiet()).stream()
                    .map(line -> "Trial     " + line)
                    .toList();
        } finally {
            FileUtils.deleteDirectory(scratch.toFile());
        }
    }

    /** The lines of a trial stand in the doctor's screen. */
    private static final class Quiet implements Log {

        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void debug(String line) {}
    }

    private List<String> branchSampling(Detection detection) throws IOException {
        if (detection.route() != Route.PGO_AND_BOLT && detection.route() != Route.BOLT_ONLY) {
            return List.of();
        }
        Path scratch = Files.createTempDirectory("pgo-bolt-doctor");
        try {
            return new BranchSampling(processes(), Path.of("/"))
                    .probe(
                            perfEvent,
                            SearchPath.of(processes(), Given.paths(toolPaths)).find("perf").orElse(null),
                            detection.llvm().bolts().stream().findFirst().map(BoltTools::perf2bolt).orElse(null),
                            scratch)
                    .lines();
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    @Override
    boolean forEachSubject() {
        return false;
    }
}
