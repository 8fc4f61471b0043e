package io.github.pgobolt.cargo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** What the crate's own manifest says of a profile: what ships today, where the plugin's settings differ. */
public final class ManifestProfile {

    private ManifestProfile() {}

    /**
     * How the plugin's settings differ from the manifest's, in words; empty where they do not. Cargo's defaults of the
     * release profile are {@code lto = false} (thin within a crate) and {@code codegen-units = 16}.
     */
    public static List<String> differences(Subject subject, BuildSettings settings) throws IOException {
        Path manifest = subject.workspaceRoot().resolve("Cargo.toml");
        if (!Files.exists(manifest)) {
            return List.of();
        }
        TomlParseResult toml = Toml.parse(manifest);
        String lto = value(toml, settings.profile(), "lto", "false");
        String units = value(toml, settings.profile(), "codegen-units", "16");
        List<String> differences = new ArrayList<>();
        boolean same = lto.equals(settings.lto()) || settings.lto().equals("fat") && lto.equals("true");
        if (!settings.lto().equals(BuildSettings.INHERIT) && !same) {
            differences.add("lto = " + lto + " there, " + settings.lto() + " here");
        }
        if (!settings.codegenUnits().equals(BuildSettings.INHERIT) && !units.equals(settings.codegenUnits())) {
            differences.add("codegen-units = " + units + " there, " + settings.codegenUnits() + " here");
        }
        return differences;
    }

    private static String value(TomlParseResult toml, String profile, String key, String otherwise) {
        Object value = toml.get(List.of("profile", profile, key));
        return value == null ? otherwise : value.toString();
    }
}
