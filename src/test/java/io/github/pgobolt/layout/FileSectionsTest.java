package io.github.pgobolt.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pgobolt.report.Layout;
import org.junit.jupiter.api.Test;

class FileSectionsTest {

    @Test
    void sectionsThatTakeNoRoomInTheFileAreLeftOut() {
        String json = "[{\"FileSummary\":{},\"Sections\":["
                + section("", "SHT_NULL", 0) + "," + section(".text", "SHT_PROGBITS", 21209) + ","
                + section(".bss", "SHT_NOBITS", 400) + "," + section(".bolt.org.text", "SHT_PROGBITS", 275658) + "]}]";
        assertThat(FileSections.parse(json, "pgo-bolt")).containsExactly(
                new Layout.Section(".text", "pgo-bolt", 21209), new Layout.Section(".bolt.org.text", "pgo-bolt", 275658));
    }

    @Test
    void anotherFormIsRefusedAsSuch() {
        for (String text : new String[] {"", "[]", "{}", "[{\"Sections\":[{}]}]", "[{\"Sections\":[{\"Section\":{\"Name\":3}}]}]"}) {
            assertThatThrownBy(() -> FileSections.parse(text, "x")).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** As llvm-readobj 22 writes it. */
    private static String section(String name, String type, long size) {
        return "{\"Section\":{\"Index\":13,\"Name\":{\"Name\":\"" + name + "\",\"Value\":113},\"Type\":{\"Name\":\"" + type
                + "\",\"Value\":1},\"Flags\":{\"Value\":6,\"Flags\":[]},\"Address\":76128,\"Offset\":72032,\"Size\":" + size
                + ",\"Link\":0,\"Info\":0,\"AddressAlignment\":4,\"EntrySize\":0}}";
    }
}
