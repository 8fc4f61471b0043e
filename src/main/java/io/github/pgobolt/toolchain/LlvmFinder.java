package io.github.pgobolt.toolchain;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses LLVM's tools for a Rust, and says which tools of the route are missing, and why. */
final class LlvmFinder {

    /** Two tools that come together, both in rustup's component and in the distribution's package. */
    static final String BINARY_TOOLS = "llvm-objcopy and llvm-nm";

    /** The oldest major that the pipeline was measured with. There is no newest: a trial decides, not a number. */
    static final int OLDEST_BOLT = 15;

    private final ToolLocator locator;
    private final Hints hints;

    LlvmFinder(ToolLocator locator, Hints hints) {
        this.locator = locator;
        this.hints = hints;
    }

    LlvmToolchain find(RustToolchain rust, Route route, List<Missing> missing) {
        if (route == Route.NONE) {
            return LlvmToolchain.none();
        }
        int major = rust.llvmMajor();
        Path bin = rust.sysroot()
                .resolve("lib")
                .resolve("rustlib")
                .resolve(rust.host())
                .resolve("bin");
        // Asking a dozen tools for their versions in sequence takes half the time of a build with nothing to do.
        Function<String, CompletableFuture<Tool>> soon =
                name -> CompletableFuture.supplyAsync(() -> locator.sound(name, major, bin));
        CompletableFuture<Tool> objcopySoon = soon.apply("llvm-objcopy");
        CompletableFuture<Tool> stripSoon = soon.apply("llvm-strip");
        CompletableFuture<Tool> nmSoon = soon.apply("llvm-nm");
        CompletableFuture<Tool> readobjSoon = soon.apply("llvm-readobj");
        CompletableFuture<Tool> dwarfdumpSoon = soon.apply("llvm-dwarfdump");
        CompletableFuture<Tool> profgenSoon = soon.apply("llvm-profgen");
        CompletableFuture<Tool> objdumpSoon = soon.apply("llvm-objdump");
        CompletableFuture<List<BoltTools>> boltsSoon =
                CompletableFuture.supplyAsync(() -> route.bolt() ? locator.bolts(bin) : List.of());
        Tool profdata = locator.exactly("llvm-profdata", major, bin).tool();
        if (route.pgo() && profdata == null) {
            List<Tool> others = locator.ofOtherMajors("llvm-profdata", major, bin);
            missing.add(new Missing(
                    "llvm-profdata",
                    Half.PGO,
                    "rustc " + rust.release() + " writes profiles of LLVM " + major
                            + " (" + rust.llvmVersion() + "), which only llvm-profdata " + major + " reads; "
                            + passedOver(others) + ".",
                    hints.profdata(rust)));
        }
        List<BoltTools> bolts = boltsSoon.join();
        List<BoltTools> complete = bolts.stream()
                .filter(tools -> tools.llvmBolt().llvmMajor() >= OLDEST_BOLT && tools.mergeFdata() != null)
                .toList();
        if (route.bolt() && complete.isEmpty()) {
            missing.add(withoutBolt(bolts));
        }
        Tool objcopy = objcopySoon.join();
        Tool nm = nmSoon.join();
        if (route.bolt() && (objcopy == null || nm == null)) {
            missing.add(new Missing(
                    BINARY_TOOLS,
                    Half.BOLT,
                    "names of more than 10 KB must be shortened before BOLT, and GNU "
                            + "strip breaks what BOLT made; " + (objcopy == null ? "llvm-objcopy" : "llvm-nm")
                            + " was not found in toolPaths, rustc's sysroot, PATH or /usr/lib/llvm-*. Any version serves.",
                    hints.profdata(rust)));
        }
        return new LlvmToolchain(
                profdata,
                complete,
                objcopy,
                stripSoon.join(),
                nm,
                readobjSoon.join(),
                dwarfdumpSoon.join(),
                profgenSoon.join(),
                objdumpSoon.join());
    }

    private Missing withoutBolt(List<BoltTools> found) {
        List<BoltTools> newEnough = found.stream()
                .filter(tools -> tools.llvmBolt().llvmMajor() >= OLDEST_BOLT)
                .toList();
        if (!newEnough.isEmpty()) {
            Tool bolt = newEnough.get(0).llvmBolt();
            return new Missing(
                    "merge-fdata",
                    Half.BOLT,
                    "llvm-bolt " + bolt.version() + " is at " + bolt.path() + ", but no merge-fdata of LLVM "
                            + bolt.llvmMajor() + " is beside it or on PATH.",
                    hints.bolt());
        }
        List<Tool> older = found.stream().map(BoltTools::llvmBolt).toList();
        return new Missing(
                "llvm-bolt",
                Half.BOLT,
                "BOLT lays out the linked file, and any llvm-bolt from " + OLDEST_BOLT
                        + " on may serve, whatever rustc's LLVM is; " + passedOver(older) + ".",
                hints.bolt());
    }

    private static String passedOver(List<Tool> others) {
        return others.isEmpty()
                ? "none was found in toolPaths, rustc's sysroot, PATH or /usr/lib/llvm-*"
                : "found only "
                        + others.stream()
                                .map(tool -> tool.version() + " at " + tool.path())
                                .collect(Collectors.joining(", "));
    }
}
