package io.github.pgobolt.fuzz;

import io.github.pgobolt.bolt.BoltLog;
import io.github.pgobolt.cargo.CargoMessages;
import io.github.pgobolt.pgo.ProfileMatch;
import io.github.pgobolt.pgo.ProfileSummary;
import io.github.pgobolt.translation.MissingFunction;
import java.nio.charset.StandardCharsets;

/** Output of llvm-bolt, cargo, rustc and llvm-profdata: the readers return, whatever the input. */
public final class ToolTextFuzz {

    private ToolTextFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        BoltLog.parse(text);
        CargoMessages.parse(text);
        ProfileMatch.parse(text);
        ProfileSummary.parse(text);
        MissingFunction.listed(text);
    }
}
