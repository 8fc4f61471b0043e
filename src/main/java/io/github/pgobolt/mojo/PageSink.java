package io.github.pgobolt.mojo;

import java.util.List;
import java.util.stream.Stream;
import javax.swing.text.SimpleAttributeSet;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.doxia.sink.SinkEventAttributes;

/**
 * Writes sections, paragraphs and tables of a page to Doxia's sink. Maven's own renderer offers the same but brings 12
 * MB of archivers and template engines.
 */
final class PageSink {

    /** The content of a paragraph or of a table cell. */
    interface Cell {
        void write();
    }

    /** The attribute type is one of Swing's; Doxia's implementation is in another 170 KB. */
    private static final class Attributes extends SimpleAttributeSet implements SinkEventAttributes {

        private static final long serialVersionUID = 1;
    }

    private final Sink sink;
    private int depth;

    PageSink(Sink sink) {
        this.sink = sink;
    }

    /** Writes a whole page: its head, and its body as one section. */
    void whole(String title, Runnable body) {
        sink.head();
        sink.title();
        sink.text(title);
        sink.title_();
        sink.head_();
        sink.body();
        section(title, body);
        sink.body_();
        sink.flush();
        sink.close();
    }

    void section(String title, Runnable content) {
        depth++;
        sink.section(depth, null);
        sink.sectionTitle(depth, null);
        sink.text(title);
        sink.sectionTitle_(depth);
        content.run();
        sink.section_(depth);
        depth--;
    }

    void paragraph(String text) {
        paragraph(cell(text));
    }

    void paragraph(Cell... parts) {
        sink.paragraph();
        Stream.of(parts).forEach(Cell::write);
        sink.paragraph_();
    }

    void table(List<String> header, List<List<Cell>> rows) {
        sink.table();
        sink.tableRows(null, false);
        sink.tableRow();
        for (String name : header) {
            sink.tableHeaderCell();
            sink.text(name);
            sink.tableHeaderCell_();
        }
        sink.tableRow_();
        for (List<Cell> row : rows) {
            sink.tableRow();
            for (Cell cell : row) {
                sink.tableCell();
                cell.write();
                sink.tableCell_();
            }
            sink.tableRow_();
        }
        sink.tableRows_();
        sink.table_();
    }

    Cell cell(String text) {
        return () -> sink.text(text == null ? "" : text);
    }

    List<Cell> cells(String... texts) {
        return Stream.of(texts).map(this::cell).toList();
    }

    Cell link(String target, String text) {
        return () -> {
            sink.link(target);
            sink.text(text);
            sink.link_();
        };
    }

    Cell picture(String file, String description) {
        Attributes attributes = new Attributes();
        attributes.addAttribute(SinkEventAttributes.ALT, description);
        return () -> sink.figureGraphics(file, attributes);
    }
}
