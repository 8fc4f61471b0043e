package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cargo arguments that a user may not give, because the plugin sets them or they make cargo build something else. */
public final class CargoArguments {

    private static final String OWN = "the plugin needs cargo's messages as JSON";
    private static final String NO_BUILD = "with it cargo builds nothing";
    private static final String ONE = "one program or library is optimised: -Dpgobolt.bin or -Dpgobolt.lib";
    private static final String OTHERS =
            "one program or library is optimised; a test, bench or example trains it as a workload of kind cargo";
    private static final String MEMBER = "the package is chosen by -Dpgobolt.package";

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("--release", "every build is of the profile release, or of another by -Dpgobolt.profile"),
            Map.entry("-r", "every build is of the profile release, or of another by -Dpgobolt.profile"),
            Map.entry("--profile", "the profile is chosen by -Dpgobolt.profile"),
            Map.entry("--target", "the target is chosen by -Dpgobolt.target"),
            Map.entry("--target-dir", "each variant has a target folder of its own, below -Dpgobolt.workDirectory"),
            Map.entry("--message-format", OWN),
            Map.entry("--build-plan", NO_BUILD),
            Map.entry("--unit-graph", NO_BUILD),
            Map.entry("--help", NO_BUILD),
            Map.entry("-h", NO_BUILD),
            Map.entry("--version", NO_BUILD),
            Map.entry("-V", NO_BUILD),
            Map.entry("--manifest-path", "the manifest is chosen by -Dpgobolt.manifestPath"),
            Map.entry("--package", MEMBER),
            Map.entry("-p", MEMBER),
            Map.entry("--workspace", MEMBER),
            Map.entry("--all", MEMBER),
            Map.entry("--exclude", MEMBER),
            Map.entry("--bin", ONE),
            Map.entry("--lib", ONE),
            Map.entry("--bins", ONE),
            Map.entry("--example", OTHERS),
            Map.entry("--examples", OTHERS),
            Map.entry("--test", OTHERS),
            Map.entry("--tests", OTHERS),
            Map.entry("--bench", OTHERS),
            Map.entry("--benches", OTHERS),
            Map.entry("--all-targets", OTHERS),
            Map.entry("--", "cargo build takes nothing behind it; arguments of a program belong to its workload"));

    /** Options that take the next word, whatever it is. */
    private static final List<String> TAKE_A_WORD =
            List.of("--config", "-Z", "--features", "-F", "-j", "--jobs", "--color", "-C");

    private CargoArguments() {}

    /** Refuses arguments that cannot work, before anything is compiled. */
    public static void require(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String why = refused(argument);
            if (why != null) {
                throw Failure.user("cargoArgs must not have " + argument + ": " + why + ". Take it out of <cargoArgs>"
                        + " (-Dpgobolt.cargoArgs, or what is inherited of rust-maven-plugin's <extraArgs>).");
            }
            if (argument.startsWith("+")) {
                throw Failure.user("cargoArgs must not have " + argument
                        + ": the toolchain is chosen by -Dpgobolt.toolchain=" + argument.substring(1) + ".");
            }
            if (TAKE_A_WORD.contains(argument)) {
                i++;
            }
        }
    }

    /** Returns those arguments that are configuration, for a build of another package. */
    static List<String> configuration(List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--config") || argument.equals("-Z")) {
                kept.add(argument);
                if (++i < arguments.size()) {
                    kept.add(arguments.get(i));
                }
            } else if (argument.startsWith("--config=") || argument.startsWith("-Z")) {
                kept.add(argument);
            }
        }
        return kept;
    }

    private static String refused(String argument) {
        int equals = argument.indexOf('=');
        String name = equals > 0 ? argument.substring(0, equals) : argument;
        // A short option may have its value attached: -ptool.
        return name.startsWith("-p") && !name.startsWith("--") ? REFUSED.get("-p") : REFUSED.get(name);
    }
}
