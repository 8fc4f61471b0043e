package io.github.pgobolt.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The code of an ELF file of x86-64, and what in the rest of the file points into it. It is read without any tool.
 *
 * @param sections the executable sections, with their bytes
 * @param functions the functions of the symbol table by their address
 * @param labels the other symbols in executable sections, by their address
 * @param unwinding the tables by which stacks are unwound; the loader finds them by a program header of their own
 * @param pointers the addresses that the loader uses or writes into data, whatever is there: the entry point, what runs
 *     at start and end, dynamic symbols, and targets of relocations
 * @param positionIndependent whether it may be loaded at any address, so that every pointer has a relocation
 * @param packed whether there are relocations in the packed form, which are not among the pointers
 */
public record ElfCode(
        List<Section> sections,
        NavigableMap<Long, Function> functions,
        SortedMap<Long, String> labels,
        List<Range> unwinding,
        SortedSet<Long> pointers,
        boolean positionIndependent,
        boolean packed) {

    /**
     * More code than this is not read. Its disassembly takes 15 times as much on the disk, and llvm-bolt 160 times as much
     * memory when it moves all of it.
     */
    public static final long MOST_BYTES = 16L << 20;

    private static final String X86_64 = "x86_64";
    private static final int HEADER = 64;
    private static final int SHARED = 3;

    private static final int SYMBOL = 24;
    private static final int RELOCATION = 24;
    private static final int ENTRY = 16;
    private static final int PACKED = 19;

    private static final int TYPE_FUNCTION = 2;
    private static final int TYPE_SECTION = 3;
    private static final int TYPE_FILE = 4;
    private static final int TYPE_INDIRECT = 10;

    private static final int R_RELATIVE = 8;
    private static final int R_INDIRECT_RELATIVE = 37;

    private static final int DT_INIT = 12;
    private static final int DT_FINI = 13;

    private static final List<String> UNWINDING = List.of(".eh_frame", ".eh_frame_hdr", ".gcc_except_table");

    /** Part of the memory. */
    public record Range(long start, long end) {

        public boolean contains(long at) {
            return at >= start && at < end;
        }
    }

    /** An executable section. */
    public record Section(String name, long address, byte[] bytes) {

        public long end() {
            return address + bytes.length;
        }

        public boolean contains(long at) {
            return at >= address && at < end();
        }

        /** @param at an address in the section */
        public int byteAt(long at) {
            return Byte.toUnsignedInt(bytes[(int) (at - address)]);
        }
    }

    /**
     * A function, or a part of one.
     *
     * @param names all the names of this address
     * @param end the first address after it; hand-written code may say no size, and then reaches to the next symbol
     * @param sized whether the symbol table says its size
     */
    public record Function(List<String> names, long end, boolean sized) {}

    /**
     * Reads a file; empty if it is not a file of x86-64 with executable sections, if these are larger than
     * {@link #MOST_BYTES}, or if its tables are damaged.
     */
    public static Optional<ElfCode> of(Path file) throws IOException {
        Optional<ElfSections> table = ElfSections.of(file);
        if (table.isEmpty()
                || table.get().codeBytes() > MOST_BYTES
                || ElfHeader.of(file)
                        .filter(header -> header.processor().equals(X86_64))
                        .isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return new Reader(channel, table.get().all()).read();
        } catch (Damaged damaged) {
            return Optional.empty();
        }
    }

    /** Returns the executable section with this address, or null. */
    public Section at(long address) {
        return sections.stream()
                .filter(section -> section.contains(address))
                .findFirst()
                .orElse(null);
    }

    /** Returns the executable section of this name, or null. */
    public Section section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Whether the address is in a table by which stacks are unwound. */
    public boolean isUnwinding(long address) {
        return unwinding.stream().anyMatch(table -> table.contains(address));
    }

    /** Returns the function that the address is in, by its start; null if it is in none. */
    public Map.Entry<Long, Function> functionAt(long address) {
        Map.Entry<Long, Function> function = functions.floorEntry(address);
        return function != null && address < function.getValue().end() ? function : null;
    }

    private static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Reader {

        private final FileChannel channel;
        private final List<ElfSections.Section> all;
        private final List<Section> code = new ArrayList<>();
        private final NavigableMap<Long, Function> functions = new TreeMap<>();
        private final SortedMap<Long, String> labels = new TreeMap<>();
        private final List<Range> unwinding;
        private final SortedSet<Long> pointers = new TreeSet<>();

        Reader(FileChannel channel, List<ElfSections.Section> all) {
            this.channel = channel;
            this.all = all;
            this.unwinding = all.stream()
                    .filter(section -> UNWINDING.contains(section.name()) && section.bytes() > 0)
                    .map(section -> new Range(section.address(), section.address() + section.bytes()))
                    .toList();
        }

        Optional<ElfCode> read() throws IOException {
            for (ElfSections.Section section : all) {
                if (section.isExecutable() && section.isInFile()) {
                    code.add(new Section(
                            section.name(),
                            section.address(),
                            bytes(section.offset(), section.bytes()).array()));
                }
            }
            ByteBuffer header = bytes(0, HEADER);
            pointers.add(header.getLong(0x18));
            symbols(header.getLong(0x18));
            dynamic();
            return code.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ElfCode(
                            List.copyOf(code),
                            Collections.unmodifiableNavigableMap(functions),
                            Collections.unmodifiableSortedMap(labels),
                            unwinding,
                            Collections.unmodifiableSortedSet(pointers),
                            Short.toUnsignedInt(header.getShort(0x10)) == SHARED,
                            all.stream().anyMatch(section -> section.type() == PACKED && section.bytes() > 0)));
        }

        /** @param entry where the program starts: code, though some C libraries do not call it a function */
        private void symbols(long entry) throws IOException {
            ElfSections.Section table = find(".symtab");
            ElfSections.Section texts = find(".strtab");
            if (table == null || texts == null) {
                return;
            }
            ByteBuffer names = bytes(texts.offset(), texts.bytes());
            ByteBuffer symbols = bytes(table.offset(), table.bytes());
            SortedMap<Long, Long> sizes = new TreeMap<>();
            SortedMap<Long, List<String>> named = new TreeMap<>();
            for (int at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
                int type = symbols.get(at + 4) & 0xF;
                int section = Short.toUnsignedInt(symbols.getShort(at + 6));
                long address = symbols.getLong(at + 8);
                if (section == 0 || section >= all.size() || !all.get(section).isExecutable()) {
                    continue;
                }
                String name = text(names, symbols.getInt(at));
                if (type == TYPE_FUNCTION
                        || type == TYPE_INDIRECT
                        || address == entry && type != TYPE_SECTION && type != TYPE_FILE) {
                    sizes.merge(address, symbols.getLong(at + 16), Math::max);
                    named.computeIfAbsent(address, start -> new ArrayList<>()).add(name);
                } else if (type != TYPE_SECTION && type != TYPE_FILE) {
                    labels.put(address, name);
                }
            }
            for (Map.Entry<Long, Long> size : sizes.entrySet()) {
                long start = size.getKey();
                functions.put(
                        start,
                        new Function(
                                List.copyOf(named.get(start)),
                                size.getValue() == 0 ? nextSymbol(start, sizes) : start + size.getValue(),
                                size.getValue() != 0));
            }
        }

        private long nextSymbol(long start, SortedMap<Long, Long> sizes) {
            long end = code.stream()
                    .filter(section -> section.contains(start))
                    .mapToLong(Section::end)
                    .findFirst()
                    .orElse(start);
            for (SortedMap<Long, ?> symbols : List.<SortedMap<Long, ?>>of(sizes, labels)) {
                SortedMap<Long, ?> later = symbols.tailMap(start + 1);
                end = later.isEmpty() ? end : Math.min(end, later.firstKey());
            }
            return end;
        }

        private void dynamic() throws IOException {
            ElfSections.Section symbols = find(".dynsym");
            ByteBuffer table = symbols == null ? ByteBuffer.allocate(0) : bytes(symbols.offset(), symbols.bytes());
            for (int at = 0; at + SYMBOL <= table.limit(); at += SYMBOL) {
                if (table.getShort(at + 6) != 0) {
                    pointers.add(table.getLong(at + 8));
                }
            }
            for (String name : List.of(".rela.dyn", ".rela.plt")) {
                ElfSections.Section relocations = find(name);
                table = relocations == null ? ByteBuffer.allocate(0) : bytes(relocations.offset(), relocations.bytes());
                for (int at = 0; at + RELOCATION <= table.limit(); at += RELOCATION) {
                    int type = table.getInt(at + 8);
                    if (type == R_RELATIVE || type == R_INDIRECT_RELATIVE) {
                        pointers.add(table.getLong(at + 16));
                    }
                }
            }
            ElfSections.Section dynamic = find(".dynamic");
            table = dynamic == null ? ByteBuffer.allocate(0) : bytes(dynamic.offset(), dynamic.bytes());
            for (int at = 0; at + ENTRY <= table.limit(); at += ENTRY) {
                if (table.getLong(at) == DT_INIT || table.getLong(at) == DT_FINI) {
                    pointers.add(table.getLong(at + 8));
                }
            }
        }

        private ElfSections.Section find(String name) {
            return all.stream()
                    .filter(section -> section.name().equals(name) && section.isInFile())
                    .findFirst()
                    .orElse(null);
        }

        private static String text(ByteBuffer names, int start) throws IOException {
            int end = start;
            while (end >= 0 && end < names.limit() && names.get(end) != 0) {
                end++;
            }
            if (start < 0 || end >= names.limit()) {
                throw new Damaged();
            }
            return new String(names.array(), start, end - start, StandardCharsets.ISO_8859_1);
        }

        private ByteBuffer bytes(long offset, long length) throws IOException {
            ByteBuffer bytes = length < 0 || length > Integer.MAX_VALUE - 8
                    ? null
                    : length > channel.size() ? null : ElfSections.read(channel, offset, (int) length);
            if (bytes == null) {
                throw new Damaged();
            }
            return bytes.order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
