package io.github.pgobolt.bolt;

import io.github.pgobolt.bolt.Disassembly.Instruction;
import io.github.pgobolt.bolt.Disassembly.Kind;
import io.github.pgobolt.elf.ElfCode;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether the place of a file's code may be used anew.
 *
 * <p>By default llvm-bolt moves the functions that have a profile and leaves the rest, so that the old bodies of the
 * moved ones stay in the file, dead. It can move all functions into the place of the old ones, which keeps the file
 * small, or fill the old bodies with traps, which keeps it small in an archive. Both are sound only if everything in the
 * code is an instruction of a known function: llvm-bolt takes data for instructions, exits 0, and the program reads other
 * values. The first is sound only if besides nothing leads into the middle of a function from outside of it, as the
 * tables of C's computed goto do. Compilers write no data between instructions for x86-64, people do. Hence the file is
 * looked at before, and what llvm-bolt made of it afterwards.
 */
public final class OldCode {

    /**
     * Moves every function, into the place of the old code. By default the new code begins at a page, and would now and
     * then not fit for that.
     */
    public static final List<String> REUSE = List.of("-lite=0", "-use-old-text", "-align-text=64");

    /**
     * Aligns a function only where that takes no more bytes than linkers add. By default it is up to 32, and the code of a
     * program with many small functions grows beyond its place.
     */
    public static final String TIGHT = "-align-functions-max-bytes=16";

    /** Fills the old bodies of the functions that moved, so that nothing runs on in them unseen. */
    public static final String TRAP = "-trap-old-code";

    /** llvm-bolt says so where the new code fits; elsewhere it goes on and makes a file that is larger than ever. */
    static final String FITTED = "using original .text for new code";

    private static final String TEXT = ".text";
    private static final String LEFT = ".bolt.org" + TEXT;
    private static final int INT3 = 0xCC;
    /** Symbols of the parts of a function, such as {@code name.cold.0} and {@code name.warm}. */
    private static final Pattern PART = Pattern.compile("\\.(cold|warm)(\\.\\d+)?$");

    /** Thrown if a file is not understood as one of the two needs; the message is the end of a sentence with "since". */
    public static final class Unsuitable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unsuitable(String why) {
            super(why);
        }
    }

    private final ElfCode.Section old;
    private final String immovable;
    private final Map<String, Contents> functions;
    private final Disassembly disassembly;

    private OldCode(ElfCode.Section old, String immovable, Map<String, Contents> functions, Disassembly disassembly) {
        this.old = old;
        this.immovable = immovable;
        this.functions = functions;
        this.disassembly = disassembly;
    }

    /**
     * Reads the file that llvm-bolt is to read.
     *
     * @param objdump llvm-objdump, or null if there is none
     * @param folder for its output
     * @throws Unsuitable if its code must stay as it is
     */
    public static OldCode of(Path input, ProcessRunner processes, Tool objdump, Path folder)
            throws IOException, Unsuitable {
        if (objdump == null) {
            throw new Unsuitable("llvm-objdump, which would show whether it may go, was not found");
        }
        ElfCode code = ElfCode.of(input)
                .orElseThrow(() -> new Unsuitable(
                        "this is known only for x86-64 and up to " + (ElfCode.MOST_BYTES >> 20) + " MB of code"));
        if (code.section(TEXT) == null || code.functions().isEmpty()) {
            throw new Unsuitable("the file names no functions");
        }
        if (!code.positionIndependent()) {
            throw new Unsuitable("the file is loaded at a fixed address, where data may point to code unseen");
        }
        if (code.packed()) {
            throw new Unsuitable("the file has packed relocations (DT_RELR), which are not read");
        }
        Disassembly disassembly = new Disassembly(processes, objdump, folder);
        Inspection inspection = new Inspection(code);
        inspection.tables();
        disassembly.read(input, inspection::look);
        Map<String, Contents> contents = inspection.sums.contents();
        if (inspection.unreadable == null && contents.isEmpty()) {
            inspection.unreadable = "what llvm-objdump wrote is not understood";
        }
        if (inspection.unreadable != null) {
            throw new Unsuitable(inspection.unreadable);
        }
        return new OldCode(code.section(TEXT), inspection.immovable, contents, disassembly);
    }

    /** @throws Unsuitable if functions without a profile must stay where they are: llvm-bolt may not know all that leads into them */
    public void requireMovable() throws Unsuitable {
        if (immovable != null) {
            throw new Unsuitable(immovable);
        }
    }

    /**
     * Shows that a file that llvm-bolt wrote with {@link #REUSE} and {@link #TRAP} has the same functions, and that
     * nothing refers to what is left of the old code.
     *
     * @throws Unsuitable if not
     */
    public void proveReused(Path output) throws IOException, Unsuitable {
        ElfCode after = read(output);
        Proof proof = new Proof(after, true);
        disassembly.read(output, proof::look);
        proof.pointers();
        Map<String, Contents> now = proof.contents();
        for (Map.Entry<String, Contents> function : functions.entrySet()) {
            if (!function.getValue().equals(now.get(function.getKey()))) {
                throw new Unsuitable("llvm-bolt changed more than jumps in " + function.getKey());
            }
        }
    }

    /**
     * Shows that nothing refers to the old bodies that {@link #TRAP} filled.
     *
     * @throws Unsuitable if something does
     */
    public void proveTrapped(Path output) throws IOException, Unsuitable {
        Proof proof = new Proof(read(output), false);
        disassembly.read(output, proof::look);
        proof.pointers();
        proof.contents();
    }

    private static ElfCode read(Path output) throws IOException, Unsuitable {
        return ElfCode.of(output).orElseThrow(() -> new Unsuitable("what llvm-bolt wrote could not be read"));
    }

    /**
     * The instructions of a function without jumps and padding, which llvm-bolt may change. Two functions with the same
     * instructions in whatever order are equal.
     *
     * @param sum of the hashes of the instructions
     */
    record Contents(long instructions, long sum) {

        static final Contents NONE = new Contents(0, 0);

        Contents and(Instruction instruction) {
            if (instruction.kind() == Kind.JUMP || instruction.isPadding()) {
                return this;
            }
            // The same instruction with its number as it is and shortened.
            String mnemonic = instruction.mnemonic().equals("movabsq") ? "movq" : instruction.mnemonic();
            long both = (long) mnemonic.hashCode() << Integer.SIZE
                    | Integer.toUnsignedLong(instruction.operands().hashCode());
            return new Contents(instructions + 1, sum + mixed(both));
        }

        Contents and(Contents part) {
            return new Contents(instructions + part.instructions, sum + part.sum);
        }

        /** Spreads a hash over 64 bits, so that sums of different instructions are hardly ever equal (splitmix64). */
        private static long mixed(long hash) {
            long z = hash + 0x9E3779B97F4A7C15L;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            return z ^ z >>> 31;
        }
    }

    /** Adds up the contents of functions. Instructions come function by function, so that each is looked for once. */
    private static final class Sums {

        private final ElfCode code;
        private final Map<String, Contents> byName = new HashMap<>();
        /** The function of the last instruction, null if it was in none, and where that holds. */
        private Map.Entry<Long, ElfCode.Function> function;

        private ElfCode.Range same = new ElfCode.Range(0, 0);
        private Contents sum = Contents.NONE;

        Sums(ElfCode code) {
            this.code = code;
        }

        /** Returns the function that an instruction is in; null if it is in none. */
        Map.Entry<Long, ElfCode.Function> functionOf(Instruction instruction) {
            long at = instruction.address();
            if (!same.contains(at)) {
                finish();
                function = code.functionAt(at);
                Long next = code.functions().higherKey(at);
                long end =
                        function == null ? Long.MAX_VALUE : function.getValue().end();
                same = new ElfCode.Range(at, next == null ? end : Math.min(end, next));
            }
            return function;
        }

        /** Adds an instruction to the function that it is in. */
        void add(Instruction instruction) {
            if (functionOf(instruction) != null) {
                sum = sum.and(instruction);
            }
        }

        private void finish() {
            if (function != null && function.getValue().sized()) {
                for (String name : function.getValue().names()) {
                    byName.merge(PART.matcher(name).replaceFirst(""), sum, Contents::and);
                }
            }
            sum = Contents.NONE;
        }

        /** Returns the contents by the names of the functions, of which those in two parts are together. */
        Map<String, Contents> contents() {
            finish();
            return byName;
        }
    }

    /** Looks for what llvm-bolt would not understand, and remembers the first of each kind. */
    private static final class Inspection {

        private final ElfCode code;
        private final ElfCode.Section text;
        private final Sums sums;
        /** Why not all that refers to the code can be seen; null if it can. */
        private String unreadable;
        /** What llvm-bolt is not known to handle in every function; null if there is nothing. */
        private String immovable;

        Inspection(ElfCode code) {
            this.code = code;
            this.text = code.section(TEXT);
            this.sums = new Sums(code);
        }

        void tables() {
            code.labels().forEach((address, name) -> {
                if (text.contains(address) && !code.functions().containsKey(address)) {
                    cannotRead("the code holds " + name + ", which is no function");
                }
            });
            for (long pointer : code.pointers()) {
                if (text.contains(pointer) && !code.functions().containsKey(pointer)) {
                    cannotMove("a pointer leads to 0x" + Long.toHexString(pointer) + " within " + name(pointer));
                }
                if (code.isUnwinding(pointer)) {
                    cannotMove("a pointer leads to the tables for unwinding");
                }
            }
        }

        void look(Instruction instruction) {
            // Some start-up code of static programs registers the tables that llvm-bolt replaces.
            if (instruction.kind() == Kind.DATA && code.isUnwinding(instruction.target())) {
                cannotMove(name(instruction.address()) + " refers to the tables for unwinding");
            }
            if (!text.contains(instruction.address())) {
                return;
            }
            Map.Entry<Long, ElfCode.Function> in = sums.functionOf(instruction);
            if (in == null) {
                if (!instruction.isPadding()) {
                    cannotRead("there is code or data at 0x" + Long.toHexString(instruction.address())
                            + ", which belongs to no function");
                }
                return;
            }
            if (instruction.kind() == Kind.UNKNOWN) {
                cannotRead(name(instruction.address()) + " holds bytes that are no known instruction");
            } else if (instruction.kind() != Kind.NONE && text.contains(instruction.target())) {
                boolean inside = !code.functions().containsKey(instruction.target());
                String what = name(instruction.address()) + " refers to 0x" + Long.toHexString(instruction.target())
                        + " within " + name(instruction.target());
                if (inside && instruction.kind() != Kind.JUMP) {
                    cannotRead(what);
                } else if (inside && !in.equals(code.functionAt(instruction.target()))) {
                    cannotMove(what);
                }
            }
            sums.add(instruction);
        }

        private String name(long address) {
            Map.Entry<Long, ElfCode.Function> function = code.functionAt(address);
            return function == null
                    ? "no function"
                    : function.getValue().names().get(0);
        }

        private void cannotRead(String what) {
            unreadable = unreadable == null ? what : unreadable;
        }

        private void cannotMove(String what) {
            immovable = immovable == null ? what : immovable;
        }
    }

    /** Looks for references to dead code, and remembers the first one. */
    private final class Proof {

        private final ElfCode after;
        private final boolean reused;
        private final Sums sums;
        private String why;

        /** @param reused whether all functions moved, so that the whole rest of the old code is dead */
        Proof(ElfCode after, boolean reused) {
            this.after = after;
            this.reused = reused;
            this.sums = new Sums(after);
        }

        void look(Instruction instruction) {
            if (reused && isLeft(instruction.address())) {
                return;
            }
            sums.add(instruction);
            if (instruction.kind() != Kind.NONE && instruction.kind() != Kind.UNKNOWN && isDead(instruction.target())) {
                say("0x" + Long.toHexString(instruction.address()) + " refers to old code at 0x"
                        + Long.toHexString(instruction.target()));
            }
        }

        void pointers() {
            after.pointers().stream()
                    .filter(this::isDead)
                    .findFirst()
                    .ifPresent(pointer -> say("a pointer leads to old code at 0x" + Long.toHexString(pointer)));
        }

        /** Returns the contents of the functions of a file in which nothing refers to dead code. */
        Map<String, Contents> contents() throws Unsuitable {
            Map<String, Contents> contents = sums.contents();
            if (contents.isEmpty()) {
                say("what llvm-objdump wrote is not understood");
            }
            if (why != null) {
                throw new Unsuitable(why);
            }
            return contents;
        }

        private boolean isDead(long address) {
            if (!old.contains(address)) {
                return false;
            }
            ElfCode.Section section = after.at(address);
            return section == null
                    || reused && isLeft(address)
                    // A function that begins with a breakpoint is taken for dead, which costs nothing but size.
                    || section.byteAt(address) == INT3;
        }

        /** Whether the address is in the section that llvm-bolt calls the old one. */
        private boolean isLeft(long address) {
            ElfCode.Section section = after.at(address);
            return section != null && section.name().equals(LEFT);
        }

        private void say(String what) {
            why = why == null ? what : why;
        }
    }
}
