package io.github.pgobolt.cargo;

import io.github.pgobolt.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An addition by the plugin to a build, which can be left out.
 *
 * @param name cargo's or rustc's name for it
 * @param does what it is for and what it changes
 * @param without what to type to build without it; null if no build can
 * @param flags the flags of rustc that belong to it
 * @param variables the variables of cargo that belong to it
 * @param std whether it is the standard library that is built along
 */
record Addition(String name, String does, String without, List<String> flags, List<String> variables, boolean std) {

    private static final String FLAGS = "CARGO_ENCODED_RUSTFLAGS";
    private static final String STRIP_NONE = "-Cstrip=none";

    Addition {
        flags = List.copyOf(flags);
        variables = List.copyOf(variables);
    }

    private Addition(String name, String does, String without, List<String> flags, List<String> variables) {
        this(name, does, without, flags, variables, false);
    }

    /** Returns all additions of an attempt. */
    static List<Addition> of(BuildFailure.Attempt attempt) {
        List<Addition> additions = new ArrayList<>();
        List<String> own = attempt.settings().rustFlags().stream()
                .filter(flag -> !flag.equals(SoundSettings.UNPACKED))
                .toList();
        List<String> rest = new ArrayList<>(attempt.added()
                .subList(attempt.settings().rustFlags().size(), attempt.added().size()));
        // The most likely ones first: each costs a build to try.
        if (!attempt.prebuilt().equals(attempt.command())) {
            additions.add(new Addition(
                    "-Zbuild-std",
                    "builds the standard library along, so that the profile reaches it",
                    "-Dpgobolt.std=prebuilt",
                    List.of(),
                    List.of(),
                    true));
        }
        flags(
                additions,
                rest,
                flag -> flag.startsWith("-Cprofile_generate="),
                "-Cprofile-generate",
                "counts in every function for PGO, and so keeps exported functions that nothing calls, with all that they refer to",
                "-Dpgobolt.pgo=off, which is BOLT alone");
        flags(
                additions,
                rest,
                flag -> flag.startsWith("-Cprofile_use="),
                "-Cprofile-use",
                "optimises by PGO's profile",
                "-Dpgobolt.pgo=off, which is BOLT alone");
        flags(
                additions,
                rest,
                flag -> flag.contains("profile-sample-use="),
                "-Cprofile-sample-use",
                "optimises by PGO's sampled profile",
                "-Dpgobolt.pgoMode=instrument");
        flags(
                additions,
                rest,
                flag -> flag.endsWith("--emit-relocs"),
                "-Clink-arg=-Wl,--emit-relocs",
                "keeps the relocations in the file, without which BOLT cannot move functions",
                "-Dpgobolt.bolt=off, which is PGO alone");
        variable(
                additions,
                attempt,
                "LTO",
                "lto = \"" + attempt.settings().lto() + "\"",
                "optimises all crates as one, so that a profile reaches across them",
                "-Dpgobolt.lto=inherit");
        flags(
                additions,
                rest,
                flag -> flag.startsWith("-Ctarget-cpu="),
                "-Ctarget-cpu",
                "lets the compiler use all that the processor has",
                "no <targetCpu>");
        if (!own.isEmpty()) {
            additions.add(new Addition(
                    "<rustFlags> (" + String.join(" ", own) + ")",
                    "you added to the crate's own",
                    "another <rustFlags> (-Dpgobolt.rustFlags)",
                    own,
                    List.of()));
        }
        flags(
                additions,
                rest,
                flag -> flag.startsWith("-Cremark=") || flag.startsWith("-Cllvm-args="),
                "-Cremark",
                "has rustc say how it uses the profile",
                "-Dpgobolt.remarks=false");
        flags(
                additions,
                rest,
                flag -> !flag.equals(STRIP_NONE),
                "debug information for recordings",
                "tells what samples are of",
                "-Dpgobolt.pgoMode=instrument");
        variable(
                additions,
                attempt,
                "CODEGEN_UNITS",
                "codegen-units = " + attempt.settings().codegenUnits(),
                "compiles each crate as one unit",
                "-Dpgobolt.codegenUnits=inherit");
        if (!attempt.first().isEmpty()) {
            additions.add(new Addition(
                    "--remap-path-prefix",
                    "keeps this machine's paths out of the file, so that it is the same from any folder",
                    "-Dpgobolt.remapPaths=false",
                    attempt.first(),
                    List.of()));
        }
        // What ships is stripped last; profiles and BOLT need the symbols until then.
        additions.add(new Addition(
                "strip = \"none\"",
                "keeps the symbols, by which a profile and BOLT find functions",
                null,
                rest,
                variables(attempt, "STRIP")));
        return additions;
    }

    private static void variable(
            List<Addition> additions,
            BuildFailure.Attempt attempt,
            String ending,
            String name,
            String does,
            String without) {
        List<String> variables = variables(attempt, ending);
        if (!variables.isEmpty()) {
            additions.add(new Addition(name, does, without, List.of(), variables));
        }
    }

    private static List<String> variables(BuildFailure.Attempt attempt, String ending) {
        String variable = CargoCommands.profileVariable(attempt.settings().profile()) + ending;
        return attempt.command().environment().containsKey(variable) ? List.of(variable) : List.of();
    }

    private static void flags(
            List<Addition> additions,
            List<String> rest,
            Predicate<String> which,
            String name,
            String does,
            String without) {
        List<String> mine = rest.stream().filter(which).toList();
        if (!mine.isEmpty()) {
            additions.add(new Addition(name, does, without, mine, List.of()));
            rest.removeIf(which);
        }
    }

    /** Returns the command of an attempt without this addition. */
    Command leftOutOf(BuildFailure.Attempt attempt) {
        List<String> all = List.of(attempt.command().environment().get(FLAGS).split(UserFlags.SEPARATOR));
        int users = all.size() - attempt.added().size();
        int start = flags.equals(attempt.first()) ? flags.size() : 0;
        List<String> kept = new ArrayList<>(all.subList(start, users));
        all.subList(users, all.size()).stream()
                .filter(flag -> !flags.contains(flag))
                .forEach(kept::add);
        return with(attempt, std ? attempt.prebuilt() : attempt.command(), kept, variables);
    }

    /** Returns the command of an attempt with nothing but the user's own flags and settings. */
    static Command nothingOf(BuildFailure.Attempt attempt, UserFlags asked) {
        return with(
                attempt,
                attempt.prebuilt(),
                asked.flags(),
                of(attempt).stream()
                        .flatMap(addition -> addition.variables().stream())
                        .toList());
    }

    private static Command with(BuildFailure.Attempt attempt, Command command, List<String> flags, List<String> unset) {
        Map<String, String> environment = new TreeMap<>(command.environment());
        unset.forEach(variable -> {
            String users = attempt.settings().environment().get(variable);
            if (users == null) {
                environment.remove(variable);
            } else {
                environment.put(variable, users);
            }
        });
        environment.put(FLAGS, String.join(UserFlags.SEPARATOR, flags));
        return new Command(
                command.argv(), command.directory(), environment, null, null, null, command.log(), command.timeout());
    }
}
