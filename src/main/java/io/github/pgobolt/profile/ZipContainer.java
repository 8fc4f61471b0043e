package io.github.pgobolt.profile;

import io.github.pgobolt.base.Counted;
import io.github.pgobolt.base.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The members of an archive, as its central directory lists them. */
final class ZipContainer implements Container {

    /** The directory of the four members that there may be has some 250 bytes; a reader holds all of it in memory. */
    private static final int MOST_DIRECTORY_BYTES = 64 << 10;

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MOST_COMMENT_BYTES = 0xFFFF;

    /** Separators of both kinds, a drive, and names of a folder alone. */
    private static final Pattern OUTSIDE =
            Pattern.compile("(?s)[/\\\\].*|[A-Za-z]:.*|(.*[/\\\\])?\\.\\.([/\\\\].*)?|.*\\\\.*");

    private final Refusal refusal;
    private final ZipFile zip;
    private final Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();

    private ZipContainer(ZipFile zip, Refusal refusal) {
        this.zip = zip;
        this.refusal = refusal;
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            String name = entry.getName();
            if (OUTSIDE.matcher(name).matches() || name.indexOf('\0') >= 0) {
                throw refusal.hostile("its member " + Refusal.shown(name) + " leads out of the folder");
            }
            if (entry.isUnixSymlink()) {
                throw refusal.hostile("its member " + Refusal.shown(name) + " is a link");
            }
            if (entries.put(name, entry) != null) {
                throw refusal.hostile("it has the member " + Refusal.shown(name) + " twice");
            }
        }
    }

    static ZipContainer open(Path archive) throws IOException {
        Refusal refusal = new Refusal("archive", archive);
        refuseLargeDirectory(archive, refusal);
        ZipFile zip = opened(archive, refusal);
        try {
            return new ZipContainer(zip, refusal);
        } catch (Failure refused) {
            zip.close();
            throw refused;
        }
    }

    private static ZipFile opened(Path archive, Refusal refusal) {
        try {
            return ZipFile.builder().setPath(archive).get();
        } catch (IOException | RuntimeException damaged) {
            throw noZip(refusal);
        }
    }

    private static Failure noZip(Refusal refusal) {
        return refusal.damaged("it is cut off, or is no zip file");
    }

    /** Looks before the library does, which would take millions of members into memory. */
    private static void refuseLargeDirectory(Path archive, Refusal refusal) throws IOException {
        try (FileChannel channel = FileChannel.open(archive)) {
            long size = channel.size();
            ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, END_BYTES + MOST_COMMENT_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            long start = size - tail.capacity();
            while (tail.hasRemaining() && channel.read(tail, start + tail.position()) >= 0) {
                continue;
            }
            for (int at = tail.position() - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END) {
                    long directory = Integer.toUnsignedLong(tail.getInt(at + 16));
                    long bytes = start + at - directory;
                    if (bytes > MOST_DIRECTORY_BYTES || bytes < 0) {
                        throw refusal.hostile("its list of members has "
                                + (bytes < 0 ? "more bytes than are there" : Counted.of(bytes, "byte")));
                    }
                    return;
                }
            }
            throw noZip(refusal);
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipArchiveEntry entry = entries.get(name);
        if (!zip.canReadEntryData(entry)) {
            throw refusal.hostile("its member " + Refusal.shown(name) + " is encrypted, or packed in a rare way");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
