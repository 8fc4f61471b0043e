package io.github.pgobolt.cargo;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings of all builds: as asked for, except where the user's own flags and the plugin's exclude each other and
 * another value works for every variant. That value is then used and noted.
 *
 * @param build the settings in effect
 * @param flags the user's flags in effect
 * @param asked the user's flags as given
 * @param notes what was changed, why, and how to avoid it; a sentence or two each
 */
public record SoundSettings(BuildSettings build, UserFlags flags, UserFlags asked, List<String> notes) {

    /** The flag that is added if debug information would be packed. */
    static final String UNPACKED = "-Csplit-debuginfo=unpacked";

    private static final String PACKED = "packed";

    public SoundSettings {
        notes = List.copyOf(notes);
    }

    /** Returns the value that the flags give one of rustc's codegen options; null if they give none. */
    public String codegen(String option) {
        List<String> all = new ArrayList<>(flags.flags());
        all.addAll(build.rustFlags());
        CodegenOption last = CodegenOption.last(all, option);
        return last == null ? null : last.value();
    }

    /**
     * Decides on the settings.
     *
     * @param relocations whether one of the builds may have relocations, which BOLT's input needs
     * @param packsDebugInformation whether the crate's profile has {@code split-debuginfo = "packed"}
     */
    public static SoundSettings of(
            BuildSettings build, UserFlags asked, boolean relocations, boolean packsDebugInformation) {
        List<String> notes = new ArrayList<>();
        LinkerStrip user = LinkerStrip.of(asked.flags());
        LinkerStrip pom = LinkerStrip.of(build.rustFlags());
        List<String> flags = new ArrayList<>(user.flags());
        if (!user.removed().isEmpty() || !pom.removed().isEmpty()) {
            List<String> removed = new ArrayList<>(user.removed());
            removed.addAll(pom.removed());
            notes.add("The linker's " + String.join(" ", removed) + " is left out ("
                    + origin(asked, pom.removed().isEmpty())
                    + "): it takes the symbols away by which a profile and BOLT find functions. What ships is stripped last:"
                    + " -Dpgobolt.strip=symbols takes its symbols out, too.");
        }
        List<String> all = new ArrayList<>(flags);
        all.addAll(pom.flags());
        String lto = build.lto();
        String against = withoutLto(all);
        if (against != null && !lto.equals(BuildSettings.INHERIT)) {
            notes.add("lto=inherit is taken instead of " + lto + ", for all variants: " + against + " is in force ("
                    + origin(asked, withoutLto(flags) != null)
                    + "), and with it rustc refuses the LTO that this plugin adds. To have"
                    + " LTO, take that flag out; to say so yourself: -Dpgobolt.lto=inherit.");
            lto = BuildSettings.INHERIT;
        }
        CodegenOption split = CodegenOption.last(all, "split-debuginfo");
        boolean packed = split == null ? packsDebugInformation : PACKED.equals(split.value());
        List<String> pomFlags = new ArrayList<>(pom.flags());
        if (relocations && packed) {
            // As the last flag it overrides both an earlier flag and the profile.
            pomFlags.add(UNPACKED);
            notes.add(
                    "split-debuginfo=unpacked is taken instead of packed, for all variants: rustc cannot pack debug information of a"
                            + " file with the relocations that BOLT reads. The debug information of crates lies in their object files; to"
                            + " have it in the file itself: split-debuginfo = \"off\" in the crate's profile. With packed: -Dpgobolt.bolt=off.");
        }
        return new SoundSettings(
                build.with(lto, pomFlags),
                new UserFlags(flags, asked.source(), asked.linker(), asked.wrapper(), asked.host()),
                asked,
                notes);
    }

    /** Returns the flag that makes rustc do no LTO, as it is written; null if there is none. */
    private static String withoutLto(List<String> flags) {
        if (CodegenOption.prefersDynamic(flags)) {
            return "-Cprefer-dynamic";
        }
        CodegenOption bitcode = CodegenOption.last(flags, "embed-bitcode");
        return bitcode != null && bitcode.isOff() ? "-Cembed-bitcode=no" : null;
    }

    private static String origin(UserFlags asked, boolean user) {
        return user ? asked.source() : "<rustFlags>";
    }
}
