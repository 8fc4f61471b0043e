package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.elf.ElfSections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a linked file has what the next steps need, checked before minutes are spent on it. A file that is not ELF
 * passes.
 */
final class LinkedFile {

    private static final String COUNTERS = "__llvm_prf_cnts";
    private static final String SYMBOLS = ".symtab";

    private final Session session;
    private final Path file;
    private final Optional<ElfSections> sections;

    LinkedFile(Session session, Path file) throws IOException {
        this.session = session;
        this.file = file;
        this.sections = ElfSections.of(file);
    }

    boolean hasSymbols() {
        return sections.map(all -> all.has(SYMBOLS)).orElse(true);
    }

    /** Refuses an instrumented file that counts nothing, and one without symbols if BOLT is to follow. */
    void requireCounters() {
        if (sections.isPresent() && !sections.get().has(COUNTERS)) {
            throw Failure.user(
                    "The instrumented '" + session.subject().name() + "' counts nothing: " + file + " has no section "
                            + COUNTERS
                            + ", though cargo was given -Cprofile-generate. Either the flag does not reach rustc, as behind a wrapper"
                            + " (RUSTC_WRAPPER, build.rustc-wrapper) or a [profile] with rustflags, or the linker ("
                            + session.cargo().linker()
                            + ") drops the section. Let both through, or go without PGO: -Dpgobolt.pgo=off, which is BOLT alone");
        }
        if (!hasSymbols() && session.doesBolt()) {
            throw withoutSymbols("instrumented");
        }
    }

    /** Refuses a file that BOLT cannot rewrite. */
    void requireRelocations() {
        if (!hasSymbols()) {
            throw withoutSymbols("optimised");
        }
        if (sections.isPresent()
                && !sections.get().any(section -> section.name().startsWith(".rela.text"))) {
            throw Failure.user("The linker (" + session.cargo().linker() + ") left no relocations in " + file
                    + ", though it was given --emit-relocs; BOLT"
                    + " cannot move functions without them. Let the argument through to the linker, take another one"
                    + " (-Clink-arg=-fuse-ld=lld), or go without BOLT: -Dpgobolt.bolt=off, which is PGO alone");
        }
    }

    private Failure withoutSymbols(String which) {
        return Failure.user(
                "The linker (" + session.cargo().linker() + ") takes the symbols out of what it links: the " + which
                        + " " + file + " has no "
                        + SYMBOLS
                        + ", and BOLT finds functions by them. No flag of rustc in force asks for that, so that it is the linker"
                        + " itself, a wrapper of it, or a build script (cargo:rustc-link-arg=-s). Take -s or --strip-all out there; what"
                        + " ships is stripped last: -Dpgobolt.strip=symbols. As it is, PGO alone can be done: -Dpgobolt.bolt=off");
    }
}
