package io.github.pgobolt.cargo;

import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where Rust's standard library in a build comes from.
 *
 * @param arguments of cargo, that make it build the library
 * @param flags of rustc, behind those that keep this machine's paths out of the file
 * @param environment variables of cargo, that permit it
 * @param script what cargo calls in place of rustc; null where the library is not built by this plugin
 */
public record StdSource(
        Kind kind, List<String> arguments, List<String> flags, Map<String, String> environment, Path script) {

    /** The names are those of a report and of a POM, so they are lower case. */
    public enum Kind {
        /** As the toolchain brings it. */
        prebuilt,
        /** Built from source with the crate, so that a profile reaches it. */
        profiled,
        /** Built by a {@code -Zbuild-std} of the user, in every variant. */
        own
    }

    /** As the toolchain brings it. */
    public static final StdSource PREBUILT = new StdSource(Kind.prebuilt, List.of(), List.of(), Map.of(), null);

    /** Built by what the user tells cargo. */
    public static final StdSource OWN = new StdSource(Kind.own, List.of(), List.of(), Map.of(), null);

    public StdSource {
        arguments = List.copyOf(arguments);
        flags = List.copyOf(flags);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** Whether this plugin has it built. */
    public boolean isProfiled() {
        return kind == Kind.profiled;
    }

    /** Whether arguments of cargo have it built. */
    public static boolean isIn(List<String> cargoArguments) {
        return String.join(" ", cargoArguments).matches("(.* )?-Z ?build-std(=.*| .*)?");
    }

    /** Returns the same with more arguments of cargo and flags of rustc. */
    StdSource and(List<String> moreArguments, List<String> moreFlags) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(moreArguments);
        return new StdSource(kind, all, moreFlags, environment, script);
    }

    /** Returns what a build depends on, for a record. */
    public String fingerprint() throws IOException {
        return isProfiled() ? kind + " " + String.join(" ", arguments) + " " + Hashes.ofFile(script) : kind.name();
    }

    /**
     * Returns a command without all that this adds to it.
     *
     * @param wrapper what cargo calls in place of rustc then; null if nothing
     */
    Command leftOutOf(Command command, String wrapper) {
        if (!isProfiled()) {
            return command;
        }
        List<String> argv = new ArrayList<>(command.argv());
        int at = Collections.indexOfSubList(argv, arguments);
        if (at >= 0) {
            argv.subList(at, at + arguments.size()).clear();
        }
        Map<String, String> left = new TreeMap<>(command.environment());
        environment.keySet().forEach(left::remove);
        left.remove(CargoCommands.WRAPPER);
        if (wrapper != null) {
            left.put(CargoCommands.WRAPPER, wrapper);
        }
        return new Command(argv, command.directory(), left, null, null, null, command.log(), command.timeout());
    }
}
