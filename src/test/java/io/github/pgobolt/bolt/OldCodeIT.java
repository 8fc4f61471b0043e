package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.elf.ElfCode;
import io.github.pgobolt.elf.ElfSections;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Outcome;
import io.github.pgobolt.process.ProcessRunner;
import io.github.pgobolt.testing.RustProgram;
import io.github.pgobolt.toolchain.Tool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The place of the old code is used anew where that is sound, with every llvm-bolt on this machine. */
class OldCodeIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** Bytes that are data here, and instructions to a reader that does not know: a move, a no-op, and half of one. */
    private static final String DATA = "2: .long 0x00c0c748, 0x01000000, 0x00401f0f, 7";

    private static final String TYPE = ".type hand, @function";
    private static final String SIZE = ".size hand, .-hand";

    /** Loads the library that its first argument names, and runs it. */
    private static final String HOST = """
            use std::ffi::{c_char, c_int, c_void, CString};
            extern "C" {
                fn dlopen(file: *const c_char, how: c_int) -> *mut c_void;
                fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
            }
            fn main() {
                let file = CString::new(std::env::args().nth(1).unwrap()).unwrap();
                unsafe {
                    let library = dlopen(file.as_ptr(), 2);
                    assert!(!library.is_null());
                    let run = dlsym(library, c"run".as_ptr());
                    std::mem::transmute::<*mut c_void, extern "C" fn()>(run)();
                }
            }
            """;

    @TempDir
    static Path shared;

    private static Path program;
    private static String expected;

    private final ProcessRunner processes = new ProcessRunner();
    private final Tool objdump = RustProgram.llvm("llvm-objdump", 22);

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException {
        program = compile("program", RustProgram.SOURCE);
        expected = RustProgram.ok(Command.of(program, 5000)).stdout();
    }

    static IntStream majors() {
        return RustProgram.boltMajors();
    }

    private static Path compile(String name, String source, String... more) throws IOException {
        List<String> flags = new ArrayList<>(List.of(more));
        flags.addAll(List.of("-Clink-arg=-Wl,--emit-relocs", "-Cstrip=none"));
        return RustProgram.compile(shared.resolve("a folder"), name, source, flags.toArray(String[]::new));
    }

    /** A program with a function that a person wrote: one instruction or directive a line. */
    private static Path handwritten(String name, String... lines) throws IOException {
        String code = String.join("\\n", lines);
        return compile(
                name,
                RustProgram.SOURCE.replace("println!(\"{x}\");", "println!(\"{x} {}\", unsafe { hand(0) });")
                        + "extern \"C\" { fn hand(i: u64) -> u32; }\n"
                        + "std::arch::global_asm!(\".text\\n.globl hand\\nhand:\\n" + code
                        + "\\n.text\", options(att_syntax));\n");
    }

    private OldCode old(Path file) throws IOException, OldCode.Unsuitable {
        return OldCode.of(file, processes, objdump, folder.resolve("old-code"));
    }

    private Path bolted(Path input, int major, List<String> more) throws IOException {
        return bolted(input, major, more, null);
    }

    private Path bolted(Path input, int major, List<String> more, Path host) throws IOException {
        Path output = folder.resolve(input.getFileName() + String.join("", more));
        assertThat(optimize(input, output, major, more, host).reused()).isEqualTo(more.containsAll(OldCode.REUSE));
        return output;
    }

    /** @param host runs the file; null if it is a program itself */
    private Bolt.Optimized optimize(Path input, Path output, int major, List<String> more, Path host)
            throws IOException {
        Tool tool = RustProgram.llvm("llvm-bolt", major);
        Bolt bolt = new Bolt(processes, tool, LIMIT);
        Path fdata = folder.resolve("run.fdata");
        if (!Files.exists(fdata)) {
            Path instrumented = folder.resolve("instrumented");
            bolt.instrument(input, instrumented, folder.resolve("run"), Bolt.Writing.AT_END, folder.resolve("log"));
            RustProgram.ok(host == null ? Command.of(instrumented, 5000) : Command.of(host, instrumented, 5000));
            try (var files = Files.list(folder)) {
                Files.move(
                        files.filter(f -> f.getFileName().toString().matches("run\\.\\d+\\.fdata"))
                                .findFirst()
                                .orElseThrow(),
                        fdata);
            }
        }
        List<String> flags = new ArrayList<>(BoltOptions.probe(processes, tool).defaults());
        flags.addAll(more);
        return bolt.optimize(input, output, fdata, flags, folder.resolve("log"));
    }

    private static List<String> reuse(String... more) {
        List<String> flags = new ArrayList<>(OldCode.REUSE);
        flags.add(OldCode.TRAP);
        flags.addAll(List.of(more));
        return flags;
    }

    @ParameterizedTest
    @MethodSource("majors")
    void everyMajorMovesAProgramIntoThePlaceOfItsOldCode(int major) throws IOException, OldCode.Unsuitable {
        OldCode old = old(program);
        Path plain = bolted(program, major, List.of());
        Path trapped = bolted(program, major, List.of(OldCode.TRAP));
        Path reused = bolted(program, major, reuse());
        old.proveTrapped(plain);
        old.proveTrapped(trapped);
        old.proveReused(reused);
        for (Path file : List.of(plain, trapped, reused)) {
            assertThat(RustProgram.ok(Command.of(file, 5000)).stdout()).isEqualTo(expected);
        }
        assertThat(Files.size(reused)).isLessThan(Files.size(plain));
        Path again = Files.move(reused, folder.resolve("first"));
        assertThat(bolted(program, major, reuse())).hasSameBinaryContentAs(again);
        assertThatThrownBy(() -> old.proveReused(plain))
                .as("llvm-bolt's default leaves functions in the old code, which are live")
                .isInstanceOf(OldCode.Unsuitable.class);
    }

    /** A panic prints the stack and is caught by means of the tables that are left. */
    @ParameterizedTest
    @MethodSource("majors")
    void deadTablesForUnwindingTakeNoRoomInAnArchive(int major) throws IOException {
        Path panics = compile(
                "panics",
                RustProgram.SOURCE
                        .replace("fn main()", "fn work()")
                        .concat(
                                "fn main() { work(); assert!(std::panic::catch_unwind(|| panic!(\"here\")).is_err()); }\n"));
        Path moved = bolted(panics, major, reuse(OldCode.TIGHT));
        String before = panic(moved);
        int archived = deflated(moved);
        Path again = Files.copy(moved, folder.resolve("again"));
        assertThat(new DeadTables(processes).fill(moved, folder.resolve("log"))).hasSize(2);
        for (Command command : DeadTables.commands(moved, again)) {
            RustProgram.ok(command);
        }
        assertThat(again).as("by the commands, once it is done").hasSameBinaryContentAs(moved);
        assertThat(deflated(moved)).isLessThan(archived - 5000);
        assertThat(panic(moved)).contains("here", "panics::main").isEqualTo(before);
    }

    /** Returns the panic and its stack, without the thread's number. */
    private String panic(Path program) throws IOException {
        Outcome outcome = processes.run(Command.of(program, 5000).with("RUST_BACKTRACE", "1"));
        assertThat(outcome.exit()).isZero();
        return outcome.stderr().replaceAll("\\(\\d+\\)", "");
    }

    private static int deflated(Path file) throws IOException {
        Deflater deflater = new Deflater();
        byte[] bytes = Files.readAllBytes(file);
        deflater.setInput(bytes);
        deflater.finish();
        int size = deflater.deflate(new byte[bytes.length]);
        deflater.end();
        return size;
    }

    /** Functions of 33 to 48 bytes, one in each 48: aligned to 64 by up to 32 bytes they take 64. */
    @ParameterizedTest
    @MethodSource("majors")
    void manySmallFunctionsFitWhereTheyAreAlignedTightly(int major) throws IOException, OldCode.Unsuitable {
        StringBuilder source = new StringBuilder(RustProgram.SOURCE);
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            source.append("#[inline(never)] fn small")
                    .append(i)
                    .append("(x: u64) -> u64 { x.wrapping_mul(0x9E37_79B9_7F4A_7C15 + ")
                    .append(i)
                    .append(").rotate_left(7) ^ 0xC2B2_AE3D_27D4_EB4F_u64.wrapping_add(x) ^ (x >> 9) }\n");
            names.append("small").append(i).append(", ");
        }
        source.append("#[used] static SMALL: [fn(u64) -> u64; 2000] = [")
                .append(names)
                .append("];\n");
        Path many = compile("many", source.toString());
        assertThat(optimize(many, folder.resolve("loose"), major, reuse(), null).reused())
                .isFalse();
        Path tight = bolted(many, major, reuse(OldCode.TIGHT));
        old(many).proveReused(tight);
        assertThat(RustProgram.ok(Command.of(tight, 5000)).stdout()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("majors")
    void everyMajorMovesALibrary(int major) throws IOException, OldCode.Unsuitable {
        Path library = compile(
                "library",
                RustProgram.SOURCE
                        .replace("fn main()", "#[no_mangle] pub extern \"C\" fn run()")
                        .replace("nth(1)", "nth(2)"),
                "--crate-type=cdylib");
        Path host = compile("host", HOST);
        Path plain = bolted(library, major, List.of(), host);
        Path reused = bolted(library, major, reuse(), host);
        old(library).proveReused(reused);
        assertThat(RustProgram.ok(Command.of(host, plain, 5000)).stdout()).isEqualTo(expected);
        assertThat(RustProgram.ok(Command.of(host, reused, 5000)).stdout()).isEqualTo(expected);
        assertThat(Files.size(reused)).isLessThan(Files.size(plain));
    }

    @ParameterizedTest
    @CsvSource({
        // What the code is; what is said of it
        "inside, hand refers to 0x.* within hand",
        "direct, hand refers to 0x.* within hand",
        "jumped, hand refers to 0x.* within second",
        "shuffled, hand refers to 0x.* within hand",
        "called, hand refers to 0x.* within hand",
        "after, hand refers to 0x.* within no function",
        "object, the code holds table.* which is no function",
        "pointed, there is code or data .* which belongs to no function",
        "goto, a pointer leads to 0x.* within hand",
        "unwinder, hand refers to the tables for unwinding",
        "untyped, the code holds hand.* which is no function"
    })
    void handWrittenCodeThatLlvmBoltMisreadsIsSeen(String kind, String why) throws IOException {
        String load = "lea 2f(%rip), %rax";
        String read = "movl (%rax,%rdi,4), %eax";
        Path file = switch (kind) {
            case "inside" -> handwritten(kind, TYPE, load, read, "ret", DATA, SIZE);
            case "direct" -> handwritten(kind, TYPE, "movl 2f(%rip), %eax", "ret", DATA, SIZE);
            case "shuffled" -> handwritten(kind, TYPE, "shufpd $2, 2f(%rip), %xmm1", "ret", DATA, SIZE);
            case "called" -> handwritten(kind, TYPE, "call 3f", "3: pop %rax", "movl 8(%rax), %eax", "ret", DATA, SIZE);
            case "after" -> handwritten(kind, TYPE, load, read, "ret", SIZE, DATA);
            case "object" -> handwritten(kind, TYPE, load, read, "ret", SIZE, ".type table, @object", "table:", DATA);
            case "pointed" ->
                handwritten(kind, TYPE, "movq 3f(%rip), %rax", read, "ret", SIZE, DATA, ".data", "3: .quad 2b");
            case "jumped" ->
                handwritten(
                        kind,
                        TYPE,
                        "jmp 2f",
                        SIZE,
                        ".type second, @function",
                        "second: inc %eax",
                        "2: mov $1, %eax",
                        "ret",
                        ".size second, .-second");
            case "goto" ->
                handwritten(
                        kind,
                        TYPE,
                        "lea 3f(%rip), %rax",
                        "jmp *(%rax,%rdi,8)",
                        "2: mov $1, %eax",
                        "ret",
                        SIZE,
                        ".data",
                        "3: .quad 2b");
            case "unwinder" ->
                handwritten(
                        kind,
                        TYPE,
                        "lea 2f(%rip), %rax",
                        "ret",
                        SIZE,
                        ".section .gcc_except_table, \\\"a\\\"",
                        "2: .long 1");
            default -> handwritten(kind, "mov %edi, %eax", "ret");
        };
        assertThatThrownBy(() -> old(file).requireMovable())
                .isInstanceOf(OldCode.Unsuitable.class)
                .message()
                .matches(why);
    }

    /** What llvm-bolt leaves in place stays as it is, and what it moves leaves a trap that nothing leads to. */
    @ParameterizedTest
    @MethodSource("majors")
    void aProgramWithAComputedGotoIsFilledWithTraps(int major) throws IOException, OldCode.Unsuitable {
        Path file = handwritten(
                "goto" + major,
                TYPE,
                "lea 3f(%rip), %rax",
                "jmp *(%rax,%rdi,8)",
                "2: mov $1, %eax",
                "ret",
                SIZE,
                ".data",
                "3: .quad 2b");
        OldCode old = old(file);
        assertThatThrownBy(old::requireMovable).isInstanceOf(OldCode.Unsuitable.class);
        // llvm-bolt 19 cannot instrument such a program; the profile of 22 is of the same form.
        bolted(file, 22, List.of());
        Path trapped = bolted(file, major, List.of(OldCode.TRAP));
        old.proveTrapped(trapped);
        assertThat(RustProgram.ok(Command.of(trapped, 5000)).stdout()).isEqualTo(expected.strip() + " 1\n");
    }

    /** Beside some instructions llvm-objdump prints what they do to a register, and not the address they read. */
    @Test
    void handWrittenCodeThatIsAllInstructionsMoves() throws IOException, OldCode.Unsuitable {
        Path file = handwritten(
                "sound",
                TYPE,
                "shufpd $2, 2f(%rip), %xmm1",
                "xor %eax, %eax",
                "1: inc %eax",
                "cmp $9, %eax",
                "jne 1b",
                "ret",
                SIZE,
                ".data",
                ".balign 16",
                "2: .quad 1, 2");
        Path reused = bolted(file, 22, reuse());
        old(file).proveReused(reused);
        assertThat(RustProgram.ok(Command.of(reused, 5000)).stdout()).isEqualTo(expected.strip() + " 9\n");
    }

    /** Were llvm-bolt to leave such a reference, the program would run into a trap, and only where that runs. */
    @Test
    void aReferenceToWhatIsLeftIsSeen() throws IOException, OldCode.Unsuitable {
        OldCode old = old(program);
        Path reused = bolted(program, 22, reuse());
        byte[] whole = Files.readAllBytes(reused);
        List<ElfSections.Section> sections =
                ElfSections.of(reused).orElseThrow().all();
        // The new code is smaller, and the end of the old code's place is left.
        long left = ElfCode.of(program).orElseThrow().section(".text").end() - 1;
        ElfSections.Section text = named(sections, ".text");

        List<Disassembly.Instruction> calls = new ArrayList<>();
        new Disassembly(processes, objdump, folder).read(reused, instruction -> {
            if (instruction.kind() == Disassembly.Kind.CALL
                    && instruction.address() >= text.address()
                    && instruction.address() < text.address() + text.bytes()) {
                calls.add(instruction);
            }
        });
        long call = calls.get(0).address();
        ByteBuffer bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt((int) (text.offset() + call - text.address() + 1), (int) (left - call - 5));
        Path jumping = Files.write(folder.resolve("jumping"), bytes.array());
        assertThatThrownBy(() -> old.proveReused(jumping))
                .isInstanceOf(OldCode.Unsuitable.class)
                .hasMessageMatching("0x" + Long.toHexString(call) + " refers to old code at 0x.*");

        bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong((int) named(sections, ".rela.dyn").offset() + 16, left);
        Path pointing = Files.write(folder.resolve("pointing"), bytes.array());
        assertThatThrownBy(() -> old.proveReused(pointing))
                .isInstanceOf(OldCode.Unsuitable.class)
                .hasMessageContaining("a pointer leads to old code");

        bytes = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((int) (text.offset() + call - text.address()), (byte) 0xb8);
        Path changed = Files.write(folder.resolve("changed"), bytes.array());
        assertThatThrownBy(() -> old.proveReused(changed))
                .isInstanceOf(OldCode.Unsuitable.class)
                .hasMessageContaining("changed more than jumps in ");
    }

    private static ElfSections.Section named(List<ElfSections.Section> sections, String name) {
        return sections.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void whatCannotBeKnownStays() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        assertThatThrownBy(() -> old(text))
                .isInstanceOf(OldCode.Unsuitable.class)
                .hasMessageContaining("x86-64");
        assertThatThrownBy(() -> OldCode.of(program, processes, null, folder))
                .isInstanceOf(OldCode.Unsuitable.class)
                .hasMessageContaining("llvm-objdump");
        Path fixed = compile("fixed", RustProgram.SOURCE, "-Crelocation-model=static");
        assertThatThrownBy(() -> old(fixed))
                .isInstanceOf(OldCode.Unsuitable.class)
                .hasMessageContaining("fixed address");
        Path packed = compile("packed", RustProgram.SOURCE, "-Clink-arg=-Wl,-z,pack-relative-relocs");
        assertThatThrownBy(() -> old(packed))
                .isInstanceOf(OldCode.Unsuitable.class)
                .hasMessageContaining("packed relocations");
    }
}
