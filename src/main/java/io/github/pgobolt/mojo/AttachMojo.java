package io.github.pgobolt.mojo;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.report.ReportJson;
import io.github.pgobolt.step.Attestations;
import io.github.pgobolt.step.ProfileArchive;
import io.github.pgobolt.step.SelectResult;
import io.github.pgobolt.step.SelectStep;
import io.github.pgobolt.step.Session;
import io.github.pgobolt.step.Settings;
import io.github.pgobolt.step.SubjectPipeline;
import io.github.pgobolt.step.TargetsResult;
import io.github.pgobolt.step.TargetsStep;
import io.github.pgobolt.toolchain.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Attaches the file that ships, the profile that it was made with, and the report if it is there, to the project, so
 * that {@code install} and {@code deploy} include them. Classifiers are those of os-maven-plugin, such as {@code linux-x86_64}.
 *
 * @since 0.1.0
 */
@Mojo(name = "attach", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class AttachMojo extends TrainingParameters {

    @Component
    private MavenProjectHelper projectHelper;

    /**
     * Skips attaching.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.attach.skip", defaultValue = "false")
    boolean attachSkip;

    /**
     * The prefix of the classifiers, such as {@code server-}; a {@code <subject>} adds its name automatically.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.classifierPrefix", defaultValue = "")
    String classifierPrefix;

    /**
     * Allows attaching a file that was built for this machine's processor ({@code target-cpu=native}) and may not run
     * on another.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.attachNative", defaultValue = "false")
    boolean attachNative;

    /**
     * Skips the selection.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.select.skip", defaultValue = "false")
    boolean selectSkip;

    /**
     * Skips the statements on how the file was made, checked and measured, and the bill of materials.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.provenance.skip", defaultValue = "false")
    boolean provenanceSkip;

    /**
     * The URI of the builder in the provenance: who is to be trusted for this build. By default GitHub's or GitLab's
     * runner if their variables are set, else a local build.
     * @since 0.1.0
     */
    @Parameter(property = "pgobolt.provenance.builderId")
    String provenanceBuilderId;

    /** If this build makes no selection, an earlier build's does not count. */
    @Override
    Settings settings() {
        return selectSkip ? super.settings().without(SelectStep.KEY) : super.settings();
    }

    @Override
    void perform() throws IOException {
        if (attachSkip) {
            getLog().info("attach: skipped, switched off");
            return;
        }
        SubjectPipeline pipeline = pipeline();
        Session session = pipeline.session();
        SelectResult selected = pipeline.records().result(SelectStep.KEY);
        refuseNative(session);
        String classifier =
                prefix() + Platform.ofTriple(session.subject().target()).classifier();
        Path file = session.work().file(selected.file());
        attachFile(selected.variant(), file, classifier);
        List<TargetsResult.Row> further = targets(pipeline);
        for (TargetsResult.Row row : further) {
            attachFile(row.variant(), session.work().file(row.file()), prefix() + row.classifier());
        }
        Map<String, Path> others = new LinkedHashMap<>();
        attachReport(session, selected, classifier).ifPresent(report -> others.put("report.json", report));
        Optional<Path> archive = ProfileArchive.write(
                session, pipeline.records(), session.work().file("attach").resolve(classifier + "-profile.zip"));
        if (archive.isPresent()) {
            projectHelper.attachArtifact(
                    project, "zip", classifier + "-profile", archive.get().toFile());
            getLog().info("attach: the profile as " + classifier + "-profile.zip");
            others.put("profile.zip", archive.get());
        }
        if (!provenanceSkip) {
            attachStatements(pipeline.attestations(), classifier, others);
            List<Attestations> ofFurther = pipeline.attestations(further);
            for (int i = 0; i < further.size(); i++) {
                attachStatements(ofFurther.get(i), prefix() + further.get(i).classifier(), Map.of());
            }
        }
    }

    private String prefix() {
        return (classifierPrefix == null ? "" : classifierPrefix)
                + (subject().name() == null ? "" : subject().name() + "-");
    }

    private void attachFile(String variant, Path file, String classifier) {
        String name = file.getFileName().toString();
        String type = name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "exe";
        projectHelper.attachArtifact(project, type, classifier, file.toFile());
        getLog().info("attach: " + variant + " as " + classifier + "." + type);
    }

    private List<TargetsResult.Row> targets(SubjectPipeline pipeline) throws IOException {
        if (Given.list(targets).isEmpty()) {
            return List.of();
        }
        List<TargetsResult.Row> rows =
                pipeline.records().result(TargetsStep.KEY).targets();
        for (TargetsResult.Row row : rows) {
            Path file = pipeline.session().work().file(row.file());
            if (!Hashes.ofFile(file).equals(row.sha256())) {
                throw Failure.user(file + " was changed after it was built. Build it again: "
                        + Goals.command(TargetsStep.KEY.goal()) + " -Dpgobolt.force");
            }
        }
        return rows;
    }

    private void attachStatements(Attestations attestations, String classifier, Map<String, Path> others)
            throws IOException {
        if (!attestations.isOfTheFile()) {
            getLog().warn("attach: " + attestations.file()
                    + " was changed after it was selected, so that no provenance, no checks and no"
                    + " verdict of it can be attached. Select it again: " + Goals.command("select")
                    + " -Dpgobolt.force, or attach it without them: -Dpgobolt.provenance.skip");
            return;
        }
        List<String> names = new ArrayList<>();
        for (Attestations.Written written : attestations.write(provenanceBuilderId, others)) {
            String ofIt = classifier + "-" + written.classifier();
            projectHelper.attachArtifact(
                    project, written.type(), ofIt, written.file().toFile());
            names.add(ofIt + "." + written.type());
        }
        getLog().info("attach: how it was made, checked and measured as " + String.join(", ", names));
    }

    /** Attaches the report that {@code previous} of the next release names, if it is of the very file that ships. */
    private Optional<Path> attachReport(Session session, SelectResult selected, String classifier) {
        Path report = ReportJson.file(session.work().root());
        if (Files.isRegularFile(report)
                && Optional.ofNullable(ReportJson.read(report).selection())
                        .filter(told -> selected.sha256().equals(told.sha256()))
                        .isPresent()) {
            projectHelper.attachArtifact(project, "json", classifier + "-report", report.toFile());
            getLog().info("attach: the report as " + classifier + "-report.json");
            return Optional.of(report);
        }
        return Optional.empty();
    }

    private void refuseNative(Session session) {
        boolean isNative = session.cargo().flags(List.of()).stream().anyMatch(f -> f.endsWith("target-cpu=native"));
        if (isNative && !attachNative) {
            throw Failure.user(
                    "The file was built with target-cpu=native, so that it may not run on other machines, and attach"
                            + " hands it to others. Take the flag out, name a processor all of them have (-Dpgobolt.targetCpu=x86-64-v3),"
                            + " or permit it: -Dpgobolt.attachNative");
        }
    }
}
