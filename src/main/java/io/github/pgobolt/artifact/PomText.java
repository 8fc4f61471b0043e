package io.github.pgobolt.artifact;

import io.github.pgobolt.base.Failure;
import io.github.pgobolt.base.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.codehaus.plexus.util.xml.XmlStreamReader;
import org.codehaus.plexus.util.xml.pull.MXParser;
import org.codehaus.plexus.util.xml.pull.XmlPullParser;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * A POM as it was written: its elements with the places of their characters, so that a text can be changed and every other
 * byte stays. Read by Maven's own parser.
 */
public final class PomText {

    private static final String COMMENT_END = "-->";
    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";
    private static final String INSTRUCTION_END = "?>";

    private final Path file;
    private final Charset charset;
    private final String whole;
    private PomElement root;

    private PomText(Path file, Charset charset, String whole) {
        this.file = file;
        this.charset = charset;
        this.whole = whole;
    }

    /** A part of the text, and what takes its place. */
    public record Edit(int from, int to, String text) {}

    /** Reads a POM in whichever encoding it declares. */
    public static PomText read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Charset charset;
        try (XmlStreamReader reader = new XmlStreamReader(new ByteArrayInputStream(bytes))) {
            charset = Charset.forName(reader.getEncoding());
        }
        String whole = new String(bytes, charset);
        if (!Arrays.equals(whole.getBytes(charset), bytes)) {
            throw Failure.user(file + " is not the " + charset + " that it says it is, so that it cannot be changed"
                    + " without changing more. Save it in that encoding, or change it by hand.");
        }
        PomText pom = new PomText(file, charset, whole);
        try {
            pom.parse();
        } catch (XmlPullParserException e) {
            throw Failure.user(file + " cannot be read: " + e.getMessage());
        }
        return pom;
    }

    /** Returns the outermost element. */
    public PomElement root() {
        return root;
    }

    public Path file() {
        return file;
    }

    private void parse() throws XmlPullParserException, IOException {
        int first = whole.startsWith("\uFEFF") ? 1 : 0;
        MXParser parser = new MXParser();
        parser.setInput(new StringReader(whole.substring(first)));
        Lines lines = new Lines(first);
        PomElement current = null;
        int at = first;
        for (int token = parser.nextToken(); token != XmlPullParser.END_DOCUMENT; token = parser.nextToken()) {
            switch (token) {
                case XmlPullParser.START_TAG -> {
                    at = lines.place(parser);
                    current = new PomElement(parser.getName(), current);
                    root = root == null ? current : root;
                }
                case XmlPullParser.END_TAG -> {
                    at = lines.place(parser);
                    current = current.parent();
                }
                case XmlPullParser.TEXT -> at = current == null ? at : text(current, parser.getText(), at);
                case XmlPullParser.CDSECT -> {
                    text(current, parser.getText(), at + CDATA.length());
                    at = behind(CDATA_END, at);
                }
                case XmlPullParser.ENTITY_REF -> {
                    current.addUnplaced(parser.getText());
                    at = behind(";", at);
                }
                case XmlPullParser.COMMENT -> at = behind(COMMENT_END, at);
                case XmlPullParser.PROCESSING_INSTRUCTION -> at = behind(INSTRUCTION_END, at);
                default -> {
                    // Outside of the outermost element, whose start tag has a place of its own.
                }
            }
        }
    }

    /** Adds text, of which the parser makes every line end one character, and returns the place behind it. */
    private int text(PomElement element, String text, int from) throws XmlPullParserException {
        int at = from;
        for (int i = 0; i < text.length(); i++) {
            char read = text.charAt(i);
            boolean lineEnd = read == '\n' && whole.charAt(at) == '\r';
            if (!lineEnd && whole.charAt(at) != read) {
                throw lost(at);
            }
            element.add(read, at);
            at += lineEnd && at + 1 < whole.length() && whole.charAt(at + 1) == '\n' ? 2 : 1;
        }
        return at;
    }

    private int behind(String end, int from) throws XmlPullParserException {
        int found = whole.indexOf(end, from);
        if (found < 0) {
            throw lost(from);
        }
        return found + end.length();
    }

    private static XmlPullParserException lost(int at) {
        return new XmlPullParserException("its text does not follow its elements at character " + at);
    }

    /** The beginnings of lines, since the parser counts lines and columns. */
    private final class Lines {

        private final List<Integer> starts = new ArrayList<>();

        Lines(int first) {
            starts.add(first);
            for (int i = first; i < whole.length(); i++) {
                if (whole.charAt(i) == '\n') {
                    starts.add(i + 1);
                }
            }
        }

        /** Returns the place behind the tag that was just read. */
        int place(XmlPullParser parser) throws XmlPullParserException {
            int place = starts.get(parser.getLineNumber() - 1) + parser.getColumnNumber() - 1;
            if (place < 1 || place > whole.length() || whole.charAt(place - 1) != '>') {
                throw lost(place);
            }
            return place;
        }
    }

    /**
     * Writes the file with changed parts, whole or not at all. Its permissions stay, and a link stays a link.
     *
     * @return whether anything changed
     */
    public boolean write(Set<Edit> edits) throws IOException {
        List<Edit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(Edit::from).reversed());
        StringBuilder changed = new StringBuilder(whole);
        ordered.forEach(edit -> changed.replace(edit.from(), edit.to(), edit.text()));
        if (changed.compareTo(new StringBuilder(whole)) == 0) {
            return false;
        }
        Path real = file.toRealPath();
        WholeFile.write(real, temporary -> {
            Files.copy(real, temporary, StandardCopyOption.COPY_ATTRIBUTES);
            Files.write(temporary, changed.toString().getBytes(charset));
        });
        return true;
    }
}
