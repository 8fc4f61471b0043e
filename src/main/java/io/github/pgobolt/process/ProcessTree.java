package io.github.pgobolt.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * A process and everything that it started, including processes that no longer descend from it: a grandchild whose
 * parent has ended belongs to init, and only its environment still tells whose it was. Every command therefore gets a
 * variable of its own, of fixed length, so that it shifts no stack. Without /proc, only descendants are found.
 */
final class ProcessTree {

    /** The variable by which processes are recognised. */
    static final String MARK = "PGOBOLT_PROCESS";

    private static final Duration TERM_GRACE = Duration.ofSeconds(2);
    private static final Duration KILL_GRACE = Duration.ofSeconds(2);
    private static final int POLL_MILLIS = 20;
    private static final Path PROC = Path.of("/proc");

    private final ProcessHandle root;
    private final byte[] mark;

    /**
     * @param root the first process, or null if only the mark is known
     * @param mark the value of {@value #MARK}, or a prefix of it
     */
    ProcessTree(ProcessHandle root, String mark) {
        this.root = root;
        this.mark = (MARK + "=" + mark).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a mark that no other command has, in this Java process or another; it begins with the build's. */
    static String newMark() {
        return LeftBehind.BUILD + "/" + UUID.randomUUID();
    }

    /** Returns how many are running. */
    int size() {
        return living().size();
    }

    /** Asks all to end (TERM), and after two seconds kills those that are left and any that were started since. */
    void end() {
        Set<ProcessHandle> tree = living();
        tree.forEach(ProcessHandle::destroy);
        if (!allEnd(tree, TERM_GRACE)) {
            kill();
        }
    }

    /** Kills all at once, until none is left that could start more. */
    void kill() {
        long until = System.nanoTime() + KILL_GRACE.toNanos();
        Set<ProcessHandle> tree = living();
        while (!tree.isEmpty() && System.nanoTime() < until) {
            tree.forEach(ProcessHandle::destroyForcibly);
            allEnd(tree, Duration.ofMillis(100));
        }
    }

    /**
     * Whether a process started after the first one, which has ended, still holds a pipe for its output. A daemon, such
     * as the server of a compiler cache, holds none and is left alone.
     */
    boolean holdsPipe() {
        return root != null && marked(pid -> pid > root.pid()).stream().anyMatch(ProcessTree::holdsPipe);
    }

    private static boolean holdsPipe(ProcessHandle handle) {
        for (String stream : new String[] {"1", "2"}) {
            try {
                Path open = Files.readSymbolicLink(PROC.resolve(handle.pid() + "/fd/" + stream));
                if (open.toString().startsWith("pipe:")) {
                    return true;
                }
            } catch (IOException closedOrGone) {
                // Not this process.
            }
        }
        return false;
    }

    private Set<ProcessHandle> living() {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        Stream<ProcessHandle> known = root == null ? Stream.of() : Stream.concat(Stream.of(root), root.descendants());
        Stream.of(known, marked(pid -> true).stream())
                .flatMap(found -> found)
                .filter(ProcessTree::isRunning)
                .filter(found -> !found.equals(ProcessHandle.current()))
                .forEach(tree::add);
        return tree;
    }

    private List<ProcessHandle> marked(LongPredicate which) {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'))
                    .mapToLong(Long::parseLong)
                    .filter(which)
                    .filter(this::isMarked)
                    .boxed()
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }

    private boolean isMarked(long pid) {
        try {
            // Variables are separated by zero bytes; the mark's fixed length keeps one from being a prefix of another.
            return indexOf(Files.readAllBytes(PROC.resolve(pid + "/environ")), mark) >= 0;
        } catch (IOException | RuntimeException goneOrForeign) {
            return false;
        }
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (int at = 0; at + part.length <= text.length; at++) {
            if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Whether all ended in time. Polls, because a process that is not a child of this one does not report its end.
     *
     * @param tree those found already; afterwards those still running and any started since. A process that is exiting
     *     loses its environment, and with it the mark, before it has ended
     */
    private boolean allEnd(Set<ProcessHandle> tree, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (stillRunning(tree)) {
                if (System.nanoTime() > until) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean stillRunning(Set<ProcessHandle> tree) {
        tree.removeIf(found -> !isRunning(found));
        tree.addAll(living());
        return !tree.isEmpty();
    }

    /** Whether it runs; a zombie that nobody reaps, as in a container without an init, does not. */
    static boolean isRunning(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(PROC.resolve(handle.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            // The state follows the name, which is in parentheses and may hold any character.
            int state = stat.lastIndexOf(')') + 2;
            return state >= stat.length() || "ZX".indexOf(stat.charAt(state)) < 0;
        } catch (IOException gone) {
            return Files.isDirectory(PROC) ? handle.isAlive() : true;
        }
    }
}
