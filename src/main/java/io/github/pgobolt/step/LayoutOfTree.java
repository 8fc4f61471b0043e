package io.github.pgobolt.step;

import io.github.pgobolt.bolt.BoltOptions;
import io.github.pgobolt.profile.ProfileManifest;
import io.github.pgobolt.profile.TunedLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The layout that the source tree keeps for a subject, if a race has found one. */
final class LayoutOfTree {

    private final Session session;

    LayoutOfTree(Session session) {
        this.session = session;
    }

    /** Returns where a layout is written: beside the one that is there, else beside the stored profile. */
    Path place() {
        return existing()
                .orElseGet(() -> folders()
                        .filter(folder -> Files.exists(folder.resolve(ProfileManifest.Member.MANIFEST)))
                        .findFirst()
                        .orElseGet(() -> session.settings()
                                .base()
                                .stored()
                                .trees()
                                .get(0)
                                .resolve(session.subject().name()))
                        .resolve(TunedLayout.FILE));
    }

    /** @throws io.github.pgobolt.base.Failure if there is a file that cannot be read, before minutes are spent */
    void requireReadable() {
        if (session.settings().bolt().flags() == null) {
            existing().ifPresent(TunedLayout::read);
        }
    }

    private Optional<Path> existing() {
        return folders()
                .map(folder -> folder.resolve(TunedLayout.FILE))
                .filter(Files::exists)
                .findFirst();
    }

    private Stream<Path> folders() {
        return session.settings().base().stored().trees().stream()
                .map(tree -> tree.resolve(session.subject().name()))
                .flatMap(subject -> Stream.of(subject.resolve(session.subject().target()), subject));
    }

    /**
     * What the tree says of llvm-bolt's options.
     *
     * @param options null if the defaults are to be used
     * @param file null if there is none
     * @param why a sentence for people: that it is used, or why not; null without a file
     */
    record Found(List<String> options, Path file, String why) {

        private static final Found NOTHING = new Found(null, null, null);

        boolean isUsed() {
            return options != null;
        }
    }

    /** Asks an llvm-bolt for its options, which is not done where there is no file. */
    interface Options {
        BoltOptions known() throws IOException;
    }

    /**
     * Looks, unless the POM gives all options itself.
     *
     * @throws io.github.pgobolt.base.Failure if there is a file that cannot be read
     */
    Found look(Options options) throws IOException {
        Optional<Path> file = existing();
        if (file.isEmpty() || session.settings().bolt().flags() != null) {
            return file.map(ignored -> new Found(
                            null, ignored, "The layout " + ignored + " is not used: boltFlags gives all options."))
                    .orElse(Found.NOTHING);
        }
        TunedLayout layout = TunedLayout.read(file.get());
        String not = "The layout " + file.get() + " is not used, and llvm-bolt's default options are: ";
        if (!layout.target().equals(session.subject().target())) {
            return new Found(null, file.get(), not + "it was found for " + layout.target() + ".");
        }
        if (!layout.variant().equals(session.boltVariant())) {
            return new Found(
                    null,
                    file.get(),
                    not + "it is one of " + layout.variant() + ", and this build makes " + session.boltVariant() + ".");
        }
        List<String> unknown = new ArrayList<>(layout.options());
        unknown.removeIf(options.known()::has);
        return unknown.isEmpty()
                ? new Found(layout.options(), file.get(), "The layout is that of " + file.get() + ".")
                : new Found(
                        null,
                        file.get(),
                        not + "llvm-bolt " + session.bolt().llvmBolt().version() + " does not know "
                                + String.join(", ", unknown) + ", and it was found with "
                                + layout.llvmBolt() + ".");
    }
}
