package io.github.pgobolt.cargo;

import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cargo target to optimise.
 *
 * @param packageName the package it belongs to
 * @param packageId cargo's own identifier of that package
 * @param kind an executable or a shared library
 * @param name the cargo target's name
 * @param target the Rust target triple it is built for
 * @param manifest the package's Cargo.toml
 * @param workspaceRoot the folder of the workspace, whose manifest holds the profiles
 */
public record Subject(
        @SerializedName("package") String packageName,
        String packageId,
        Kind kind,
        String name,
        String target,
        Path manifest,
        Path workspaceRoot) {

    /** {@code path+file:///app#1.2.3} or {@code …#app@1.2.3}; before cargo 1.77 {@code app 1.2.3 (path+file:///app)}. */
    private static final Pattern VERSION =
            Pattern.compile("(?:#(?:.*@)?|^\\S+ )(\\d+\\.\\d+\\.\\d+[^ #@/]*)(?:$| \\()");

    /** The kind of file that a subject is. The names are those used in a report, so they are lower case. */
    public enum Kind {
        bin,
        lib
    }

    /** Returns the same subject, built for another target. */
    public Subject builtFor(String triple) {
        return new Subject(packageName, packageId, kind, name, triple, manifest, workspaceRoot);
    }

    /** Returns the package's version, which cargo writes at the end of its identifier; null if there is none. */
    public String packageVersion() {
        Matcher version = VERSION.matcher(packageId);
        return version.find() ? version.group(1) : null;
    }

    /**
     * Returns the package's folder, where cargo is started so that its .cargo/config.toml and rust-toolchain.toml
     * apply.
     */
    public Path directory() {
        return manifest.getParent();
    }
}
