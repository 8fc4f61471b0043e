package io.github.pgobolt.profile;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Goals;
import io.github.pgobolt.base.Nulls;
import io.github.pgobolt.base.TextFiles;
import io.github.pgobolt.base.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The layout that a race has found, as the source tree keeps it beside the stored profile. Later builds take llvm-bolt's
 * options from it.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
 * @param target the triple that it was found for
 * @param variant the variant that it is a layout of: {@code pgo-bolt}, or {@code bolt} without PGO
 * @param options of llvm-bolt, in place of the default ones
 * @param rustc the version that compiled what was raced
 * @param llvmBolt the version of llvm-bolt
 * @param raced how many layouts were raced
 * @param workloads those on which the winner was confirmed
 * @param measuredOnTrainingInput whether one of them took part in the race
 * @param confirmed the winner against what it was to beat, on fresh rounds
 */
public record TunedLayout(
        int schemaVersion,
        String target,
        String variant,
        List<String> options,
        String rustc,
        String llvmBolt,
        int raced,
        List<String> workloads,
        boolean measuredOnTrainingInput,
        List<Confirmed> confirmed) {

    /** Its name in the folder of the subject. */
    public static final String FILE = "layout.json";

    public static final int SCHEMA_VERSION = 1;

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    public TunedLayout {
        options = Nulls.list(options);
        workloads = Nulls.list(workloads);
        confirmed = Nulls.list(confirmed);
    }

    /**
     * What the winner was shown to beat.
     *
     * @param against the name of the other file
     * @param metric {@code cpu}, {@code wall} or {@code reported}
     * @param ratio time(winner) / time(other)
     * @param low the lower end of the interval
     * @param high the upper end of the interval
     * @param pairs the number of pairs
     */
    public record Confirmed(String against, String metric, double ratio, double low, double high, int pairs) {}

    /** @throws Failure that names the file and the fix if it is not what {@link #write} writes */
    public static TunedLayout read(Path file) {
        TunedLayout layout;
        try {
            layout = GSON.fromJson(TextFiles.read(file), TunedLayout.class);
        } catch (IOException | JsonParseException unreadable) {
            throw unusable(file, "it cannot be read (" + unreadable.getMessage() + ")");
        }
        if (layout == null || layout.schemaVersion < 1) {
            throw unusable(file, "it has no schemaVersion");
        }
        if (layout.schemaVersion > SCHEMA_VERSION) {
            throw Failure.user("The layout " + file + " is of form " + layout.schemaVersion
                    + ", and this plugin reads up to form " + SCHEMA_VERSION
                    + ". Take the plugin that wrote it, or a newer one.");
        }
        if (layout.target == null || layout.variant == null) {
            throw unusable(file, "it names no target or no variant");
        }
        if (layout.options.isEmpty() || !layout.options.stream().allMatch(option -> option.startsWith("-"))) {
            throw unusable(file, "its options are no options of llvm-bolt, which begin with '-'");
        }
        return layout;
    }

    private static Failure unusable(Path file, String why) {
        return Failure.user("The layout " + file + " cannot be used: " + why
                + ". Restore it, or delete it and race anew: " + Goals.command("tune"));
    }

    public Path write(Path file) throws IOException {
        return WholeFile.write(file, GSON.toJson(this) + "\n");
    }
}
