package io.github.pgobolt.mojo;

import io.github.pgobolt.toolchain.Detection;
import io.github.pgobolt.toolchain.DoctorReport;
import java.io.IOException;
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
        DoctorReport.lines(detection).forEach(getLog()::info);
        if (!detection.whole()) {
            detection.requireRoute();
        }
    }
}
