package io.github.pgobolt.step;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.Hashes;
import io.github.pgobolt.base.WholeFile;
import io.github.pgobolt.bolt.LayoutDraw;
import io.github.pgobolt.pipeline.Log;
import io.github.pgobolt.pipeline.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Makes the layouts of a race, each as it would ship. A race that was interrupted goes on with those that it had. */
final class RacingLayouts {

    private final Session session;
    private final Records records;
    private final Path files;
    private final Path names;
    private final Path log;

    /** @param folder of the race */
    RacingLayouts(Session session, Records records, Path folder, Path log) {
        this.session = session;
        this.records = records;
        this.files = folder.resolve("files");
        this.names = folder.resolve("candidates.txt");
        this.log = log;
    }

    /** A layout in the race. */
    record Candidate(LayoutDraw draw, Path file) {}

    /**
     * Makes as many as the time allows, two at least, without those that llvm-bolt does not manage.
     *
     * @param seconds the time
     * @param progress receives the number of the one that is made
     */
    List<Candidate> make(List<LayoutDraw> draws, int seconds, IntConsumer progress) throws IOException {
        if (Files.exists(names)) {
            return earlier(draws, Files.readAllLines(names));
        }
        List<Candidate> made = made(draws, seconds, progress);
        // Written when all are made.
        WholeFile.write(names, made.stream().map(one -> one.draw().name()).collect(Collectors.joining("\n")));
        return made;
    }

    private List<Candidate> earlier(List<LayoutDraw> draws, List<String> made) {
        Path file =
                session.work().file(records.result(BoltProfileStep.KEY).input()).getFileName();
        return draws.stream()
                .filter(draw -> made.contains(draw.name()))
                .map(draw -> new Candidate(draw, shippedFolder(draw).resolve(file)))
                .toList();
    }

    private List<Candidate> made(List<LayoutDraw> draws, int seconds, IntConsumer progress) throws IOException {
        BoltedFile bolted = new BoltedFile(session.logging(Log.SILENT), records, log);
        List<Candidate> made = new ArrayList<>();
        Set<String> hashes = new TreeSet<>();
        long start = System.nanoTime();
        for (LayoutDraw draw : draws) {
            if ((System.nanoTime() - start) * 1e-9 > seconds && made.size() > 1) {
                return made;
            }
            progress.accept(made.size() + 1);
            try {
                Path linked = files.resolve(draw.name()).resolve("linked");
                Path shipped =
                        bolted.make(draw.options(), linked, shippedFolder(draw)).shipped();
                if (hashes.add(Hashes.ofFile(shipped))) {
                    made.add(new Candidate(draw, shipped));
                }
            } catch (Failure failed) {
                session.log().debug("  " + draw.name() + " is left out: " + failed.getMessage());
            }
        }
        return made;
    }

    private Path shippedFolder(LayoutDraw draw) {
        return files.resolve(draw.name()).resolve("shipped");
    }
}
