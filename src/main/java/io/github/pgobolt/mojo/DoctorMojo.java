package io.github.pgobolt.mojo;

import io.github.pgobolt.perf.BranchSampling;
import io.github.pgobolt.toolchain.BoltTools;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.DoctorReport;
import io.github.pgobolt.toolchain.Route;
import io.github.pgobolt.toolchain.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Says what is there, what is missing, which route follows, and the one command that mends it. Fails where the route is
 * not whole. Needs no POM and no crate.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractPgoBoltMojo {

    @Override
    void perform() throws IOException, MojoFailureException {
        Detection detection = detect();
        DoctorReport.lines(detection, branchSampling(detection)).forEach(getLog()::info);
        detection.requireRoute(wanted());
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
