package io.github.pgobolt.step;

import io.github.pgobolt.base.Shown;
import io.github.pgobolt.base.Variant;
import io.github.pgobolt.benchmark.BenchmarkResult;
import io.github.pgobolt.benchmark.Selection;
import io.github.pgobolt.benchmark.Selector;
import io.github.pgobolt.benchmark.Verdict;
import io.github.pgobolt.pipeline.Records;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Chooses what ships for a further target: by its own measurement where that shows something; else PGO, if the build that
 * trained shows that it gains, and if the file's outputs are shown correct here or nobody asks for that.
 */
final class TargetChoice {

    private final Session session;
    private final Records records;
    private final VariantFiles variants;
    private final FurtherTarget target;

    TargetChoice(Session session, Records records, VariantFiles variants) {
        this.session = session;
        this.records = records;
        this.variants = variants;
        this.target = session.settings().section(FurtherTarget.class);
    }

    Selection choose() {
        if (variants.others().isEmpty()) {
            return plain(withoutProfile());
        }
        Set<String> mayShip = names(variants.all(Shown.CORRECT));
        if (session.settings().shipping().allowUnchecked() || target.runner() == null && target.shipUnrun()) {
            mayShip.addAll(names(variants.all(Shown.NOT)));
        }
        if (mayShip.isEmpty()) {
            return plain(unfinished());
        }
        Optional<BenchmarkResult> measured = records.findResult(BenchmarkStep.KEY);
        if (measured.isPresent()) {
            Selection chosen = Selector.choose(Variants.ALL, mayShip, measured.get());
            boolean slower = measured.get()
                    .overall(Variants.PGO, Variants.BASELINE)
                    .filter(pgo -> pgo.verdict() == Verdict.SLOWER)
                    .isPresent();
            if (slower || !chosen.variant().equals(Variants.BASELINE)) {
                return chosen;
            }
        }
        return mayShip.contains(Variants.PGO) ? byTheTraining(measured.isPresent()) : plain(unfinished());
    }

    /** Nothing was shown here: what holds for the target of the training is taken to hold for the same code here. */
    private Selection byTheTraining(boolean measured) {
        FurtherTarget.Evidence trained = target.trained();
        String here = measured ? "No difference was shown here" : "Nothing was measured here";
        if (!trained.gains()) {
            return plain(here + ", and on " + trained.target() + " " + trained.because() + ".");
        }
        String run = target.runner() == null
                ? "It was built with the profile and not run here (" + target.unrun() + "); shipUnrun lets it ship."
                : "Its outputs are those of the plain build (" + target.run() + ").";
        return new Selection(
                Variants.PGO, run + " " + here + "; on " + trained.target() + " " + trained.because() + ".");
    }

    private String unfinished() {
        if (target.runner() == null) {
            return "What was built with the profile was not run here (" + target.unrun()
                    + "), so that the plain file ships. To ship the other all the same: -Dpgobolt.shipUnrun=true.";
        }
        return variants.all(Shown.WRONG).isEmpty()
                ? "What was built with the profile is not shown correct (" + target.run()
                        + "). To ship it all the same: -Dpgobolt.allowUnchecked=true."
                : "What was built with the profile is shown wrong by " + failedChecks() + " (" + target.run() + ").";
    }

    private String failedChecks() {
        return records.findResult(CheckStep.KEY).stream()
                .flatMap(check -> check.rows().stream())
                .filter(row -> row.shown() == Shown.WRONG)
                .map(CheckStepResult.Row::name)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String withoutProfile() {
        String refused = session.found().stored().refusedBecause();
        if (refused != null) {
            return refused + ". So it was built plainly." + unrun();
        }
        FurtherTarget.Evidence trained = target.trained();
        String why = session.settings().does(MergeStep.KEY) || trained.gains()
                ? session.withoutPgo()
                : "on " + trained.target() + " " + trained.because();
        return "It was built plainly: " + why + "." + unrun();
    }

    /** Why nothing ran it, as one more sentence; empty if something did. */
    private String unrun() {
        return target.runner() == null ? " It was not run here: " + target.unrun() + "." : "";
    }

    private static Selection plain(String reason) {
        return new Selection(Variants.BASELINE, reason);
    }

    private static Set<String> names(List<Variant> variants) {
        return new TreeSet<>(variants.stream().map(Variant::name).toList());
    }
}
