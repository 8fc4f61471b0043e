package io.github.pgobolt.step;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.cargo.CargoBuild;
import io.github.pgobolt.pipeline.Step;
import io.github.pgobolt.pipeline.StepKey;
import java.io.IOException;
import java.nio.file.Path;

/** One build of the subject by cargo: made when it is first asked for, and then known. Single use. */
final class SubjectBuild {

    /** How it is built. */
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

    /** What cargo built, or found built. */
    CargoBuild.Built built() throws IOException {
        if (built == null) {
            SourceList sources = SourceList.of(session, step);
            Path unseen = sources.changedWithAnOldTime();
            if (unseen != null) {
                session.log().info(step.goal() + ": all is built anew, since " + unseen + " was changed and has an old time:"
                        + " cargo, which goes by times, would not see it");
                session.work().emptied(targetFolder);
            }
            CargoBuild.Built now = build.run();
            sources.refresh(now.file(), now.compiled() > 0);
            built = now;
        }
        return built;
    }

    /** What that tells a step that goes by it. */
    Step.Asked asked() throws IOException {
        return Step.Asked.of(session.subject().kind() + " " + session.subject().name(), hash(), built().compiled());
    }

    /** Of the file, and of the libraries that it needs where it has any: they change without it. */
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

    /** How many full compiles that took; none where cargo found all of it done. */
    int compiles() throws IOException {
        return built().compiled() > 0 ? 1 : 0;
    }
}
