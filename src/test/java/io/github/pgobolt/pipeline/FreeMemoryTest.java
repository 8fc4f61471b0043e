package io.github.pgobolt.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {

    private static final long GIB = 1L << 30;

    @TempDir
    Path root;

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void theMachinesOwnWhereNoGroupHasLess() throws IOException {
        assertThat(FreeMemory.in(root)).as("nothing says anything").isEmpty();
        put("proc/meminfo", "MemTotal:       8388608 kB\nMemFree: 10 kB\nMemAvailable:    4194304 kB\n");
        put("proc/self/cgroup", "0::/a/b\n");
        put("sys/fs/cgroup/a/b/memory.max", "max\n");
        assertThat(FreeMemory.in(root).orElseThrow().bytes()).isEqualTo(4 * GIB);
        assertThat(FreeMemory.in(root).orElseThrow().source()).contains("MemAvailable");
    }

    @Test
    void theTightestGroupOnTheWayUpCountsAndItsCachedFilesAreFree() throws IOException {
        put("proc/meminfo", "MemAvailable:    4194304 kB\n");
        put("proc/self/cgroup", "0::/a/b\n");
        put("sys/fs/cgroup/a/memory.max", String.valueOf(3 * GIB));
        put("sys/fs/cgroup/a/memory.current", String.valueOf(2 * GIB));
        put("sys/fs/cgroup/a/memory.stat", "anon 1\ninactive_file " + GIB / 2 + "\n");
        assertThat(FreeMemory.in(root).orElseThrow().bytes()).isEqualTo(GIB + GIB / 2);
        assertThat(FreeMemory.in(root).orElseThrow().source()).contains("memory.max");
    }

    @Test
    void groupsOfVersionOneInAContainerWhosePathIsThatOutside() throws IOException {
        put("proc/meminfo", "MemAvailable:    4194304 kB\n");
        put("proc/self/cgroup", "12:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc\n");
        put("sys/fs/cgroup/memory/memory.limit_in_bytes", String.valueOf(GIB));
        put("sys/fs/cgroup/memory/memory.usage_in_bytes", String.valueOf(GIB / 4));
        assertThat(FreeMemory.in(root).orElseThrow().bytes()).isEqualTo(GIB - GIB / 4);
        put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(FreeMemory.in(root).orElseThrow().bytes()).as("no limit").isEqualTo(4 * GIB);
    }
}
