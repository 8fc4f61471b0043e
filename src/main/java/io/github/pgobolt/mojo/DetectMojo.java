package io.github.pgobolt.mojo;

import io.github.pgobolt.step.SubjectPipeline;
import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.DoctorReport;
import io.github.pgobolt.toolchain.Half;
import io.github.pgobolt.toolchain.Need;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Examines the platform, the toolchain and the crate, says which route follows, and fails early if something is missing
 * or a parameter of a later goal is invalid.
 *
 * @since 0.1.0
 */
@Mojo(name = "detect", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
public final class DetectMojo extends GateParameters {

    @Override
    void perform() throws IOException {
        SubjectPipeline pipeline = pipeline();
        Detection detection = pipeline.session().detection();
        DoctorReport.lines(detection).forEach(getLog()::debug);
        getLog().info("detect: " + detection.platform().classifier() + ", rustc "
                + detection.rust().release() + " (LLVM " + detection.rust().llvmVersion() + "), " + detection.route()
                + ": " + detection.routeReason());
        for (Half half : Half.values()) {
            if (wanted().of(half) != Need.off && !detection.has(half)) {
                getLog().warn("detect: this build goes without " + half + ". " + detection.lack(half));
            }
        }
        pipeline.preflight();
    }

    @Override
    boolean runsEarly() {
        return true;
    }
}
