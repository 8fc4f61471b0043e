package io.github.pgobolt.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pgobolt.bolt.Disassembly.Instruction;
import io.github.pgobolt.bolt.Disassembly.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisassemblyTest {

    @Test
    void whatAnInstructionRefersTo() {
        assertThat(Disassembly.parse("   8a3c9:      \tje\t0x8a3e5 <_RINv1_8+0x35>\n"))
                .isEqualTo(new Instruction(0x8a3c9, "je", "", Kind.JUMP, 0x8a3e5));
        assertThat(Disassembly.parse("   8a3d8:      \tcallq\t0x8a5c0 <_RINvNt>\n"))
                .isEqualTo(new Instruction(0x8a3d8, "callq", "", Kind.CALL, 0x8a5c0));
        assertThat(Disassembly.parse(" 14d4c:\tleaq\t0x4(%rip), %rax         # 0x14d57 <hand+0xb>\n"))
                .isEqualTo(new Instruction(0x14d4c, "leaq", "(%rip), %rax", Kind.DATA, 0x14d57));
        assertThat(Disassembly.parse(" 8a411: \tjmpq\t*0x226439(%rip)         # 0x2b0850 <writev+0x2b0850>\n"))
                .isEqualTo(new Instruction(0x8a411, "jmpq", "*(%rip)", Kind.DATA, 0x2b0850));
        assertThat(Disassembly.parse(" 8a3f7: \tmovabsq\t$0x7ffffffffffffff, %rcx # imm = 0x7FFFFFFFFFFFFFF\n"))
                .isEqualTo(new Instruction(0x8a3f7, "movabsq", "$0x7ffffffffffffff, %rcx", Kind.NONE, 0));
        assertThat(Disassembly.parse(" 8a3a2: \tretq\n")).isEqualTo(new Instruction(0x8a3a2, "retq", "", Kind.NONE, 0));
    }

    @Test
    void theSameInstructionElsewhereReadsTheSame() {
        Instruction here = Disassembly.parse(" 10: \tmovl\t$0x5, -0x280f6(%rip) # 0x62330 <a>\n");
        Instruction there = Disassembly.parse(" 99: \tmovl\t$0x5, 0x11(%rip) # 0x62330 <a>\n");
        assertThat(here.operands()).isEqualTo(there.operands()).isEqualTo("$0x5, (%rip)");
    }

    @Test
    void whatIsNotKnownIsNoInstruction() {
        assertThat(Disassembly.parse("   14d60:      \t<unknown>\n").kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(Disassembly.parse(" 14a51: \tshufpd\t$0x2, -0xcdba(%rip), %xmm1 # xmm1 = xmm1[0],mem[1]\n"))
                .as("the address is on the next line")
                .isEqualTo(new Instruction(0x14a51, "shufpd", "$0x2, (%rip), %xmm1", Kind.UNKNOWN, 0));
        assertThat(Disassembly.parse("                     # 0x7ca0 <.LCPI4_0>\n"))
                .isNull();
        assertThat(Disassembly.parse(" 10: \tleaq\tname(%rip), %rax\n").kind())
                .as("another form, without the address")
                .isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "in:\tfile format elf64-x86-64\n", "Disassembly of section .text:\n", "\t\t...\n"})
    void otherLines(String line) {
        assertThat(Disassembly.parse(line)).isNull();
        assertThat(Disassembly.parse("000000000008a3a0 <_RNvXs1_>:\n")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nop",
                "nopw\t0x0(%rax,%rax)",
                "nopl\t(%rax)",
                "int3",
                "xchgw\t%ax, %ax",
                "data16\tnopw\t%cs:0x0(%rax,%rax)",
                "addb\t%al, (%rax)"
            })
    void whatFillsRoom(String text) {
        assertThat(Disassembly.parse(" 8a3a2: \t" + text + "\n").isPadding()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"retq", "xchgq\t%rax, %rbx", "addb\t%al, (%rbx)", "data16\tleaq\t0x8(%rdi), %rdi"})
    void whatDoesNot(String text) {
        assertThat(Disassembly.parse(" 8a3a2: \t" + text + "\n").isPadding()).isFalse();
    }
}
