package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import java.io.IOException;
import java.nio.file.Path;

/** One build of the subject by cargo: made on first use and then cached. Single use. */
final class SubjectBuild {

    /** Runs the build. */
    interface Build {
        CargoBuild.Built run() throws IOException;
    }

    private final Session session;
    private final StepKey<?> step;
    private final Path targetFolder;
    private final Build build;
    private CargoBuild.Built built;

    /** @param targetFolder where cargo builds it */
    SubjectBuild(Session session, StepKey<?> step, Path targetFolder, Build build) {
        this.session = session;
        this.step = step;
        this.targetFolder = targetFolder;
        this.build = build;
    }

    /** Returns cargo's output, whether built now or found up to date. */
    CargoBuild.Built built() throws IOException {
        if (built == null) {
            SourceList sources = SourceList.of(session, step);
            Path unseen = sources.changedWithAnOldTime();
            if (unseen != null) {
                session.log()
                        .info(step.goal() + ": all is built anew, since " + unseen + " was changed and has an old time:"
                                + " cargo, which goes by times, would not see it");
                session.work().emptied(targetFolder);
            }
            CargoBuild.Built now = build.run();
            sources.refresh(now.file(), now.compiled() > 0);
            built = now;
        }
        return built;
    }

    /** Returns that output as an input for a step that depends on it. */
    Step.Asked asked() throws IOException {
        return Step.Asked.of(session.subject().kind() + " " + session.subject().name(), hash(), built().compiled());
    }

    /** Hashes the file and any libraries that it needs, since they change without it. */
    private String hash() throws IOException {
        String file = Hashes.ofFile(built().file());
        if (built().libraries().isEmpty()) {
            return file;
        }
        StringBuilder all = new StringBuilder(file);
        for (Path library : built().libraries()) {
            all.append(' ').append(library.getFileName()).append(' ').append(Hashes.ofFile(library));
        }
        return Hashes.ofText(all.toString());
    }

    String seenChange() throws IOException {
        return SourceList.of(session, step).seenChange();
    }

    /** Returns how many full compiles it took; none if cargo found all of it up to date. */
    int compiles() throws IOException {
        return built().compiled() > 0 ? 1 : 0;
    }
}
