package io.github.pgobolt.bolt;

import io.github.pgobolt.base.Lines;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instructions of a file of x86-64, as llvm-objdump prints them. Takes a second or so for 3 MB of code. */
final class Disassembly {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Pattern BESIDE = Pattern.compile("\\(%[re]ip\\)[^#]*# 0x([0-9a-f]{1,16})\\b");
    // A line of its own below an instruction whose own comment says what it does to a register.
    private static final Pattern BELOW = Pattern.compile("^\\s*# 0x([0-9a-f]{1,16})\\b.*\\s*$");
    private static final Pattern DISTANCE = Pattern.compile("-?0x[0-9a-f]+\\((%[re]ip)\\)");

    /** How an instruction refers to an address that its own bytes give. */
    enum Kind {
        /** It refers to none. */
        NONE,
        JUMP,
        CALL,
        /** It reads or writes there, or takes the address. */
        DATA,
        /** The bytes are no instruction, or it is printed in an unknown form. */
        UNKNOWN
    }

    private static final String BESIDE_IT = "(%rip)";

    /** The end of each distance from an instruction's own place. */
    private static final String PLACE = "ip)";

    private static final String HEX = "0x";
    private static final int DIGITS = 16;

    /**
     * An instruction.
     *
     * @param operands without what differs by the place of the instruction alone
     * @param target the address that it refers to; 0 if the kind has none
     */
    record Instruction(long address, String mnemonic, String operands, Kind kind, long target) {

        private Instruction withTarget(Matcher below) {
            return new Instruction(
                    address, mnemonic, operands, Kind.DATA, Long.parseUnsignedLong(below.group(1), DIGITS));
        }

        /** Whether it only fills room: what compilers and linkers put between functions and before loops. */
        boolean isPadding() {
            return mnemonic.startsWith("nop")
                    || mnemonic.equals("int3")
                    || mnemonic.startsWith("xchg") && operands.equals("%ax, %ax")
                    || (mnemonic.equals("data16") || mnemonic.equals("cs")) && operands.contains("nop")
                    // Two bytes of zero.
                    || mnemonic.equals("addb") && operands.equals("%al, (%rax)");
        }
    }

    private final ProcessRunner processes;
    private final Tool objdump;
    private final Path folder;

    /**
     * @param objdump llvm-objdump
     * @param folder for its output
     */
    Disassembly(ProcessRunner processes, Tool objdump, Path folder) {
        this.processes = processes;
        this.objdump = objdump;
        this.folder = folder;
    }

    /** Hands over each instruction of the executable sections, in the order of the file. */
    void read(Path file, Consumer<Instruction> reader) throws IOException {
        Path text = Files.createTempFile(Files.createDirectories(folder), "disassembly-", ".txt");
        try {
            Outcome outcome = processes.run(Command.of(objdump.path(), "-d", "--no-show-raw-insn", file)
                    .writeTo(text, null)
                    .within(LIMIT));
            if (!outcome.ok()) {
                throw new IOException("llvm-objdump " + objdump.version() + " could not disassemble " + file + " ("
                        + outcome.ending() + "): " + outcome.tail());
            }
            try (Lines lines = new Lines(text)) {
                Instruction waiting = null;
                for (String line = lines.next(); line != null; line = lines.next()) {
                    Instruction instruction = parse(line);
                    if (waiting != null) {
                        Matcher below = BELOW.matcher(line);
                        reader.accept(below.matches() ? waiting.withTarget(below) : waiting);
                        waiting = null;
                    }
                    if (instruction != null
                            && instruction.kind() == Kind.UNKNOWN
                            && instruction.operands().contains(BESIDE_IT)) {
                        waiting = instruction;
                    } else if (instruction != null) {
                        reader.accept(instruction);
                    }
                }
                if (waiting != null) {
                    reader.accept(waiting);
                }
            }
        } finally {
            Files.deleteIfExists(text);
        }
    }

    /**
     * Returns null for a line that is no instruction. Without regular expressions for what each line has: there are about a
     * million of them for 3 MB of code.
     */
    static Instruction parse(String line) {
        // "   8a41f:      	leaq	-0x280f6(%rip), %rdi    # 0x62330 <name+0x100>"
        int start = next(line, 0, false);
        int colon = afterDigits(line, start);
        int name = colon < line.length() && line.charAt(colon) == ':' ? next(line, colon + 1, false) : 0;
        if (colon == start || name <= colon + 1 || name == line.length()) {
            return null;
        }
        int after = next(line, name, true);
        long address = Long.parseUnsignedLong(line, start, colon, DIGITS);
        return parse(address, line.substring(name, after), line.substring(after).strip());
    }

    private static Instruction parse(long address, String mnemonic, String operands) {
        if (mnemonic.equals("<unknown>")) {
            return new Instruction(address, mnemonic, "", Kind.UNKNOWN, 0);
        }
        if (operands.startsWith(HEX)) {
            int end = afterDigits(operands, HEX.length());
            if (end > HEX.length() && (end == operands.length() || operands.startsWith(" <", end))) {
                long target = Long.parseUnsignedLong(operands, HEX.length(), end, DIGITS);
                return new Instruction(
                        address, mnemonic, "", mnemonic.startsWith("call") ? Kind.CALL : Kind.JUMP, target);
            }
        }
        int comment = operands.indexOf('#');
        String bare = (comment < 0 ? operands : operands.substring(0, comment)).strip();
        return bare.contains(PLACE)
                ? fromItsPlace(address, mnemonic, operands, bare)
                : new Instruction(address, mnemonic, bare, Kind.NONE, 0);
    }

    private static Instruction fromItsPlace(long address, String mnemonic, String operands, String bare) {
        Matcher distance = DISTANCE.matcher(bare);
        if (!distance.find()) {
            return new Instruction(address, mnemonic, bare, bare.contains(BESIDE_IT) ? Kind.UNKNOWN : Kind.NONE, 0);
        }
        Matcher beside = BESIDE.matcher(operands);
        boolean found = beside.find();
        return new Instruction(
                address,
                mnemonic,
                distance.replaceAll("($1)"),
                found ? Kind.DATA : Kind.UNKNOWN,
                found ? Long.parseUnsignedLong(beside.group(1), DIGITS) : 0);
    }

    /** Returns where the next space is, or the next that is none; the line's length if there is no such. */
    private static int next(String line, int from, boolean space) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at)) != space) {
            at++;
        }
        return at;
    }

    /** Returns the end of a hexadecimal number of 64 bits; where it began if there is none. */
    private static int afterDigits(String line, int from) {
        int at = from;
        while (at < line.length() && at < from + DIGITS && "0123456789abcdef".indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
