package io.github.pgobolt.cargo;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The output of {@code cargo metadata --no-deps} for a workspace. */
public final class CargoMetadata {

    private static final Gson GSON = new Gson();

    /** A registry that accepts a connection and then stays silent must not hold up a build for ever. */
    private static final Duration LOCK_LIMIT = Duration.ofMinutes(10);

    private record Workspace(
            List<Package> packages,
            @SerializedName("workspace_root") String root) {}

    private record Package(
            String id,
            String name,
            @SerializedName("manifest_path") String manifest,
            List<Target> targets,
            Map<String, List<String>> features) {

        /** Returns the names of the targets of a kind whose features are on. */
        List<String> named(String kind, Features on) {
            Set<String> all = on.closure(features == null ? Map.of() : features);
            return targets.stream()
                    .filter(target -> target.isOfKind(kind)
                            && (target.requiredFeatures() == null || all.containsAll(target.requiredFeatures())))
                    .map(Target::name)
                    .sorted()
                    .toList();
        }
    }

    /**
     * The features that a build asks for.
     *
     * @param named by their names
     * @param byDefault whether the default ones are on
     */
    public record Features(List<String> named, boolean byDefault) {
        public Features {
            named = List.copyOf(named);
        }

        /** Returns those that are on, with what they bring along. */
        private Set<String> closure(Map<String, List<String>> known) {
            Set<String> on = new LinkedHashSet<>();
            Deque<String> next = new ArrayDeque<>(named);
            if (byDefault) {
                next.add("default");
            }
            while (!next.isEmpty()) {
                String feature = next.poll();
                if (on.add(feature)) {
                    next.addAll(known.getOrDefault(feature, List.of()));
                }
            }
            return on;
        }
    }

    private record Target(
            List<String> kind,
            @SerializedName("crate_types") List<String> crateTypes,
            String name,
            Boolean test,
            @SerializedName("required-features") List<String> requiredFeatures) {

        /** Whether {@code cargo test} or {@code cargo bench} takes it, where no feature is asked for. */
        boolean isOfKind(String wanted) {
            return kind.contains(wanted) && !(wanted.equals("test") && Boolean.FALSE.equals(test));
        }

        boolean isBin() {
            return kind.contains("bin");
        }

        boolean isSharedLibrary() {
            return kind.contains("cdylib") || kind.contains("dylib");
        }
    }

    /** A target and the package that it belongs to. */
    private record Candidate(Package owner, Target target) {

        Subject.Kind kind() {
            return target.isBin() ? Subject.Kind.bin : Subject.Kind.lib;
        }

        String label() {
            return kind() + " '" + target.name() + "' of package '" + owner.name() + "'";
        }
    }

    private final ProcessRunner processes;
    private final List<String> cargo;

    /** @param cargo the cargo command, such as {@code [/…/cargo, +nightly]} */
    public CargoMetadata(ProcessRunner processes, List<String> cargo) {
        this.processes = processes;
        this.cargo = List.copyOf(cargo);
    }

    /** Whether a crate is found in a project's folder without being named. */
    public static boolean hasManifest(Path baseDirectory) {
        return places(baseDirectory).stream().anyMatch(Files::isRegularFile);
    }

    private static List<Path> places(Path baseDirectory) {
        return List.of(
                baseDirectory.resolve("Cargo.toml"),
                baseDirectory.resolve("src/main/rust/Cargo.toml"),
                baseDirectory.resolve("rust/Cargo.toml"));
    }

    /** Returns the manifest that the query names, else the one that is found. */
    public static Path locateManifest(SubjectQuery query) {
        if (query.manifest() != null) {
            Path named = query.baseDirectory().resolve(query.manifest());
            Path manifest = Files.isDirectory(named) ? named.resolve("Cargo.toml") : named;
            if (!Files.isRegularFile(manifest)) {
                throw Failure.user(
                        "There is no Cargo.toml at " + manifest
                                + ", which manifestPath (-Dpgobolt.manifestPath) names. Give the path of the crate's Cargo.toml.");
            }
            return manifest.toAbsolutePath().normalize();
        }
        List<Path> places = places(query.baseDirectory());
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .map(found -> found.toAbsolutePath().normalize())
                .orElseThrow(() -> Failure.user("No Cargo.toml was found; looked at "
                        + places.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + ". Name it: <manifestPath>path/to/Cargo.toml</manifestPath>"
                        + " or -Dpgobolt.manifestPath=path/to/Cargo.toml. Of several modules the plugin belongs into the POM of the"
                        + " one that has the crate."));
    }

    /** Returns the one cargo target that the query means; fails with a list of candidates if it is not unique. */
    public Subject subject(SubjectQuery query, String hostTriple) {
        Path manifest = locateManifest(query);
        Workspace workspace = read(manifest);
        Candidate chosen = chosen(workspace, manifest, query);
        return new Subject(
                chosen.owner().name(),
                chosen.owner().id(),
                chosen.kind(),
                chosen.target().name(),
                query.target() == null ? hostTriple : query.target(),
                Path.of(chosen.owner().manifest()),
                Path.of(workspace.root()));
    }

    /** Returns the tests and benches of the subject's package that {@code cargo test} and {@code cargo bench} would run. */
    public CrateTargets targets(SubjectQuery query, Features features) {
        Path manifest = locateManifest(query);
        Candidate chosen = chosen(read(manifest), manifest, query);
        return new CrateTargets(
                Path.of(chosen.owner().manifest()).getParent(),
                chosen.kind(),
                chosen.owner().named("test", features),
                chosen.owner().named("bench", features));
    }

    private static Candidate chosen(Workspace workspace, Path manifest, SubjectQuery query) {
        List<Package> packages = packages(workspace, manifest, query);
        return choose(candidates(packages, query), workspace.packages(), manifest, query);
    }

    /** Writes a missing Cargo.lock, as the first build would: otherwise that build would change its own inputs. */
    public void lock(Subject subject, List<String> cargoArguments) throws IOException {
        if (Files.exists(subject.workspaceRoot().resolve("Cargo.lock"))) {
            return;
        }
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(List.of(
                "generate-lockfile", "--manifest-path", subject.manifest().toString()));
        if (cargoArguments.contains("--offline")) {
            argv.add("--offline");
        }
        Outcome outcome = processes.run(Command.of(argv)
                .in(subject.directory())
                .with("CARGO_TERM_COLOR", "never")
                .within(LOCK_LIMIT));
        if (!outcome.ok()) {
            String fix = Registry.didNotAnswer(outcome) || outcome.timedOut()
                    ? Registry.ADVICE
                    : Files.isWritable(subject.workspaceRoot())
                            ? "Fix what cargo names."
                            : subject.workspaceRoot()
                                    + " cannot be written, and a build needs a Cargo.lock there. Run 'cargo"
                                    + " generate-lockfile' where it can be written, and commit what it makes.";
            throw Failure.user("cargo cannot write a Cargo.lock for " + subject.manifest() + " (" + outcome.ending()
                    + "):\n" + outcome.tail() + "\n" + fix);
        }
    }

    private static List<Package> packages(Workspace workspace, Path manifest, SubjectQuery query) {
        if (query.packageName() != null) {
            List<Package> named = workspace.packages().stream()
                    .filter(p -> p.name().equals(query.packageName()))
                    .toList();
            if (named.isEmpty()) {
                throw Failure.user("The workspace of " + manifest + " has no package '" + query.packageName()
                        + "'; it has "
                        + names(workspace.packages().stream().map(Package::name).toList())
                        + ". Set <package> (-Dpgobolt.package) to one of these.");
            }
            return named;
        }
        // A manifest with its own package means that package; a virtual workspace means all its members.
        List<Package> own = workspace.packages().stream()
                .filter(p -> Path.of(p.manifest()).equals(manifest))
                .toList();
        return own.isEmpty() ? workspace.packages() : own;
    }

    private static List<Candidate> candidates(List<Package> packages, SubjectQuery query) {
        List<Candidate> found = new ArrayList<>();
        for (Package owner : packages) {
            for (Target target : owner.targets()) {
                boolean wanted = query.bin() != null
                        ? target.isBin() && target.name().equals(query.bin())
                        : query.lib() != null
                                ? target.isSharedLibrary() && sameLibrary(target.name(), query.lib())
                                : target.isBin() || target.isSharedLibrary();
                if (wanted) {
                    found.add(new Candidate(owner, target));
                }
            }
        }
        return found;
    }

    private static boolean sameLibrary(String target, String wanted) {
        return target.replace('-', '_').equals(wanted.replace('-', '_'));
    }

    private static Candidate choose(List<Candidate> found, List<Package> workspace, Path manifest, SubjectQuery query) {
        if (found.size() == 1) {
            return found.get(0);
        }
        List<Candidate> all = candidates(workspace, new SubjectQuery(null, null, null, null, null, null));
        if (found.isEmpty()) {
            String wanted = query.bin() != null
                    ? "no bin '" + query.bin() + "'"
                    : query.lib() != null ? "no cdylib '" + query.lib() + "'" : "no bin and no cdylib";
            throw Failure.user(
                    manifest + " has " + wanted + "; "
                            + (all.isEmpty()
                                    ? "it has nothing that could be optimised. Add a [[bin]], or crate-type = [\"cdylib\"] under [lib]."
                                    : "the workspace has " + labels(all)
                                            + ". Set <package> (-Dpgobolt.package), <bin> (-Dpgobolt.bin) or <lib> (-Dpgobolt.lib) to one of these."));
        }
        Set<String> owners =
                found.stream().map(c -> c.owner().name()).collect(Collectors.toCollection(LinkedHashSet::new));
        if (owners.size() > 1) {
            throw Failure.user(
                    manifest + " is a workspace in which " + labels(found) + " could be meant. Name the package: "
                            + "<package>" + owners.iterator().next() + "</package> or -Dpgobolt.package="
                            + owners.iterator().next()
                            + (query.bin() == null && query.lib() == null
                                    ? ", and <bin> or <lib> where it has several."
                                    : "."));
        }
        throw Failure.user(manifest + " has " + labels(found) + ". Name the one to optimise: -Dpgobolt."
                + found.get(0).kind() + "=" + found.get(0).target().name() + " or <"
                + found.get(0).kind() + ">"
                + found.get(0).target().name() + "</" + found.get(0).kind() + ">.");
    }

    private static String labels(List<Candidate> candidates) {
        return names(candidates.stream().map(Candidate::label).toList());
    }

    private static String names(Collection<String> names) {
        return String.join(", ", names);
    }

    private Workspace read(Path manifest) {
        List<String> argv = new ArrayList<>(cargo);
        argv.addAll(List.of("metadata", "--no-deps", "--format-version=1", "--manifest-path", manifest.toString()));
        try {
            Outcome outcome =
                    processes.run(Command.of(argv).in(manifest.getParent()).with("CARGO_TERM_COLOR", "never"));
            if (!outcome.ok()) {
                throw Failure.user("cargo cannot read " + manifest + " (" + outcome.ending() + "):\n" + outcome.tail());
            }
            return GSON.fromJson(outcome.stdout(), Workspace.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
