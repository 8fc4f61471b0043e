package io.github.pgobolt.toolchain;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses LLVM's tools for a Rust, and says which of those that the route needs are missing, and why. */
final class LlvmFinder {

    /** Two tools that come together, from rustup's component and from the distribution's package alike. */
    static final String BINARY_TOOLS = "llvm-objcopy and llvm-nm";

    private final ToolLocator locator;
    private final Hints hints;

    LlvmFinder(ToolLocator locator, Hints hints) {
        this.locator = locator;
        this.hints = hints;
    }

    LlvmToolchain find(RustToolchain rust, String target, Platform platform, List<Missing> missing) {
        Route route = RouteChoice.of(rust, target, platform).route();
        if (route == Route.NONE) {
            return LlvmToolchain.none();
        }
        int major = rust.llvmMajor();
        Path bin = rust.sysroot().resolve("lib").resolve("rustlib").resolve(rust.host()).resolve("bin");
        // To ask a dozen tools for their versions, one after the other, is half of what a build with nothing to do takes.
        Function<String, CompletableFuture<Tool>> soon =
                name -> CompletableFuture.supplyAsync(() -> locator.any(name, major, bin));
        CompletableFuture<Tool> objcopySoon = soon.apply("llvm-objcopy");
        CompletableFuture<Tool> stripSoon = soon.apply("llvm-strip");
        CompletableFuture<Tool> nmSoon = soon.apply("llvm-nm");
        CompletableFuture<Tool> readobjSoon = soon.apply("llvm-readobj");
        CompletableFuture<Tool> dwarfdumpSoon = soon.apply("llvm-dwarfdump");
        CompletableFuture<Tool> profgenSoon = soon.apply("llvm-profgen");
        Tool profdata = null;
        if (route.pgo()) {
            ToolLocator.Search search = locator.exactly("llvm-profdata", major, bin);
            profdata = search.tool();
            if (profdata == null) {
                search = new ToolLocator.Search(null, locator.ofOtherMajors("llvm-profdata", major, bin));
                missing.add(new Missing("llvm-profdata", "rustc " + rust.release() + " writes profiles of LLVM " + major
                        + " (" + rust.llvmVersion() + "), which only llvm-profdata " + major + " reads; "
                        + passedOver(search) + ".", hints.profdata(rust)));
            }
        }
        Tool bolt = null;
        Tool mergeFdata = null;
        Tool perf2bolt = null;
        if (route.bolt()) {
            ToolLocator.Search search = locator.asNamedOrAtLeast("llvm-bolt", major, bin);
            bolt = search.tool();
            if (bolt == null) {
                missing.add(new Missing("llvm-bolt", "rustc " + rust.release() + " writes code of LLVM " + major + " ("
                        + rust.llvmVersion() + "), which llvm-bolt " + major + " or newer reads; " + passedOver(search)
                        + ".", hints.packages(rust, false, true)));
            } else {
                mergeFdata = locator.beside("merge-fdata", bolt, bin);
                perf2bolt = locator.beside("perf2bolt", bolt, bin);
                if (mergeFdata == null) {
                    missing.add(new Missing("merge-fdata", "llvm-bolt " + bolt.version() + " is at " + bolt.path()
                            + ", but no merge-fdata of LLVM " + bolt.llvmMajor() + " is beside it or on PATH.",
                            hints.packages(rust, false, true)));
                }
            }
        }
        Tool objcopy = objcopySoon.join();
        Tool nm = nmSoon.join();
        if (route.bolt() && (objcopy == null || nm == null)) {
            missing.add(new Missing(BINARY_TOOLS, "names of more than 10 KB must be shortened before BOLT, and GNU "
                    + "strip breaks what BOLT made; " + (objcopy == null ? "llvm-objcopy" : "llvm-nm")
                    + " was not found in toolPaths, rustc's sysroot, PATH or /usr/lib/llvm-*. Any version serves.",
                    hints.profdata(rust)));
        }
        return new LlvmToolchain(
                profdata,
                bolt,
                mergeFdata,
                perf2bolt,
                objcopy,
                stripSoon.join(),
                nm,
                readobjSoon.join(),
                dwarfdumpSoon.join(),
                profgenSoon.join());
    }

    private static String passedOver(ToolLocator.Search search) {
        return search.passedOver().isEmpty()
                ? "none was found in toolPaths, rustc's sysroot, PATH or /usr/lib/llvm-*"
                : "found only " + search.passedOver().stream()
                        .map(tool -> tool.version() + " at " + tool.path())
                        .collect(Collectors.joining(", "));
    }
}
