package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes HTML pages as mail programs get them: {@code Pages <folder> <seed> <count> <kind>}. Kinds are news letters
 * (tables, many classes), receipts (few rules, long tables) and notices (short, much text). Equal arguments write equal
 * pages; training and evaluation take other seeds and other shares of the kinds.
 */
public final class Pages {

    private static final List<String> COLOURS = List.of("#1a2b3c", "#fff", "rgb(10, 20, 30)", "teal", "#e0e0e0", "darkslategray");
    private static final List<String> WORDS = List.of("order", "Grüße", "delivery", "account", "the", "of", "your", "price",
            "Zürich", "offer", "team", "2026", "€ 19.90", "thanks", "&amp;", "read more", "unsubscribe");

    private final Random random;

    private Pages(long seed) {
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Pages pages = new Pages(Long.parseLong(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        for (int i = 0; i < count; i++) {
            String page = switch (arguments[3].charAt(i % arguments[3].length())) {
                case 'n' -> pages.page(20 + pages.random.nextInt(60), 12 + pages.random.nextInt(20), 3, 12);
                case 'r' -> pages.page(6 + pages.random.nextInt(10), 80 + pages.random.nextInt(80), 4, 3);
                default -> pages.page(3 + pages.random.nextInt(8), 4 + pages.random.nextInt(6), 1, 60);
            };
            Files.writeString(folder.resolve(String.format("page-%03d.html", i)), page);
        }
    }

    private String page(int rules, int rows, int columns, int words) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>")
                .append(text(4)).append("</title><style>\n");
        for (int i = 0; i < rules; i++) {
            html.append(selector(i, rules)).append(" { ").append(declarations()).append(" }\n");
        }
        html.append("@media (max-width: 600px) { .c1 { width: 100% !important; } }\n</style></head><body>\n");
        html.append("<h1 class=\"title\">").append(text(5)).append("</h1><table id=\"main\" class=\"wrap\"><tbody>\n");
        for (int row = 0; row < rows; row++) {
            html.append("<tr class=\"c").append(random.nextInt(rules)).append("\">");
            for (int column = 0; column < columns; column++) {
                html.append("<td class=\"cell c").append(random.nextInt(rules)).append("\"><p>").append(text(words));
                if (random.nextInt(3) == 0) {
                    html.append("<a href=\"https://example.org/").append(random.nextInt(1000)).append("\" class=\"c")
                            .append(random.nextInt(rules)).append("\"><b>").append(text(2)).append("</b></a>");
                }
                html.append("</p></td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table><div class=\"foot\" style=\"color: gray\">").append(text(words)).append("</div></body></html>\n")
                .toString();
    }

    private String selector(int i, int rules) {
        return switch (random.nextInt(7)) {
            case 0 -> "table.wrap td.c" + i;
            case 1 -> "#main .c" + i + " > p";
            case 2 -> "tr:nth-child(" + (1 + random.nextInt(4)) + ") td";
            case 3 -> ".c" + i + ", .c" + random.nextInt(rules) + " a";
            case 4 -> "a[href^=\"https\"].c" + i;
            case 5 -> "td p b";
            default -> ".c" + i;
        };
    }

    private String declarations() {
        StringBuilder css = new StringBuilder();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            String colour = COLOURS.get(random.nextInt(COLOURS.size()));
            css.append(switch (random.nextInt(6)) {
                case 0 -> "color: " + colour + ";";
                case 1 -> "padding: " + random.nextInt(20) + "px " + random.nextInt(9) + "px;";
                case 2 -> "font: bold " + (9 + random.nextInt(9)) + "px/1.4 Arial, sans-serif;";
                case 3 -> "border-bottom: 1px solid " + colour + ";";
                case 4 -> "width: calc(100% - " + random.nextInt(30) + "px) !important;";
                default -> "margin-top: " + random.nextInt(30) + "px;";
            });
        }
        return css.toString();
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(words); i > 0; i--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.toString();
    }
}
