package io.github.pgobolt.elf;

import io.github.pgobolt.base.Version;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The properties of an ELF file, as read by llvm-readobj.
 *
 * @param interpreter whether it names a dynamic loader: a dynamically linked executable
 * @param exports dynamic symbols that it defines, without versions
 * @param imports dynamic symbols that it needs, with versions such as {@code memcpy@GLIBC_2.14}
 * @param needed libraries that it needs (DT_NEEDED)
 * @param soname its name as a library, or null
 * @param searchPaths the folders that are searched first for its libraries (DT_RPATH, DT_RUNPATH)
 * @param relro whether the data that the loader relocates becomes read-only afterwards (PT_GNU_RELRO)
 * @param bindNow whether all symbols are bound at start, which full RELRO and BOLT's {@code -plt=hot} need
 * @param pie whether it is a position-independent executable (DF_1_PIE)
 * @param stackHeader whether PT_GNU_STACK is there; without it loaders make the stack executable, or refuse a library
 * @param executableStack whether the stack becomes executable, by that header's flags or because it is missing
 * @param writableCode whether a segment is both writable and executable
 * @param textRelocations whether the loader must write into code (DT_TEXTREL)
 * @param branchProtection the processor protections that its code supports: IBT and SHSTK on x86, BTI and PAC on
 *     AArch64
 * @param threadLocalBytes size of the thread-local block (PT_TLS), 0 without one
 * @param buildId the build-id in hexadecimal, or null
 * @param unloaded sections that belong to the memory image but that no segment maps at their address: a reader finds
 *     other bytes there, or none. No linker writes such a file; GNU strip makes one from BOLT's output
 * @param sections size in bytes by name; sections with the same name are added up
 */
public record ElfFacts(
        boolean interpreter,
        SortedSet<String> exports,
        SortedSet<String> imports,
        SortedSet<String> needed,
        String soname,
        SortedSet<String> searchPaths,
        boolean relro,
        boolean bindNow,
        boolean pie,
        boolean stackHeader,
        boolean executableStack,
        boolean writableCode,
        boolean textRelocations,
        SortedSet<String> branchProtection,
        long threadLocalBytes,
        String buildId,
        SortedSet<String> unloaded,
        SortedMap<String, Long> sections) {

    /**
     * Returns the size of the unwind tables in bytes; BOLT writes new ones beside those of functions that it left
     * alone.
     */
    public long unwindBytes() {
        return sizeOfSections(".eh_frame");
    }

    /** Returns the size in bytes of the tables that say where a panic is caught and what is dropped on the way. */
    public long landingPadBytes() {
        return sizeOfSections(".gcc_except_table");
    }

    /** Whether it holds debug information. */
    public boolean debugInformation() {
        return sections.getOrDefault(".debug_info", 0L) > 0;
    }

    /** Returns the newest version that it needs in each family of versions: GLIBC to 2.34, GCC to 4.2.0. */
    public SortedMap<String, Version> newestVersions() {
        SortedMap<String, Version> newest = new TreeMap<>();
        for (String symbol : imports) {
            int at = symbol.lastIndexOf('@');
            int cut = symbol.lastIndexOf('_');
            if (at >= 0 && cut > at && Version.isVersion(symbol.substring(cut + 1))) {
                newest.merge(
                        symbol.substring(at + 1, cut),
                        Version.of(symbol.substring(cut + 1)),
                        (a, b) -> a.compareTo(b) >= 0 ? a : b);
            }
        }
        return newest;
    }

    /** Returns the elements of the first set that the second lacks. */
    public static SortedSet<String> without(SortedSet<String> all, SortedSet<String> taken) {
        SortedSet<String> rest = new TreeSet<>(all);
        rest.removeAll(taken);
        return rest;
    }

    private long sizeOfSections(String name) {
        return sections.entrySet().stream()
                .filter(section ->
                        section.getKey().equals(name) || section.getKey().equals(".bolt.org" + name))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
