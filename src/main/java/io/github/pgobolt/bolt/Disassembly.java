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

    // "   8a41f:      	leaq	-0x280f6(%rip), %rdi    # 0x62330 <name+0x100>"
    private static final Pattern LINE = Pattern.compile("^\\s*([0-9a-f]{1,16}):\\s+(\\S+)\\s*(.*?)\\s*$");
    private static final Pattern BESIDE = Pattern.compile("\\(%[re]ip\\)[^#]*# 0x([0-9a-f]{1,16})\\b");
    // A line of its own below an instruction whose own comment says what it does to a register.
    private static final Pattern BELOW = Pattern.compile("^\\s*# 0x([0-9a-f]{1,16})\\b.*\\s*$");
    private static final Pattern DIRECT = Pattern.compile("^0x([0-9a-f]{1,16})( <.*)?$");
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

    /**
     * An instruction.
     *
     * @param operands without what differs by the place of the instruction alone
     * @param target the address that it refers to; 0 if the kind has none
     */
    record Instruction(long address, String mnemonic, String operands, Kind kind, long target) {

        private Instruction withTarget(Matcher below) {
            return new Instruction(address, mnemonic, operands, Kind.DATA, Long.parseUnsignedLong(below.group(1), 16));
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

    /** Returns null for a line that is no instruction. */
    static Instruction parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return null;
        }
        long address = Long.parseUnsignedLong(matcher.group(1), 16);
        String mnemonic = matcher.group(2);
        String operands = matcher.group(3);
        if (mnemonic.equals("<unknown>")) {
            return new Instruction(address, mnemonic, "", Kind.UNKNOWN, 0);
        }
        Matcher direct = DIRECT.matcher(operands);
        if (direct.matches()) {
            long target = Long.parseUnsignedLong(direct.group(1), 16);
            return new Instruction(address, mnemonic, "", mnemonic.startsWith("call") ? Kind.CALL : Kind.JUMP, target);
        }
        Matcher beside = BESIDE.matcher(operands);
        boolean found = beside.find();
        int comment = operands.indexOf('#');
        String bare = (comment < 0 ? operands : operands.substring(0, comment)).strip();
        Matcher distance = DISTANCE.matcher(bare);
        if (!distance.find()) {
            return new Instruction(address, mnemonic, bare, bare.contains(BESIDE_IT) ? Kind.UNKNOWN : Kind.NONE, 0);
        }
        return new Instruction(
                address,
                mnemonic,
                distance.replaceAll("($1)"),
                found ? Kind.DATA : Kind.UNKNOWN,
                found ? Long.parseUnsignedLong(beside.group(1), 16) : 0);
    }
}
