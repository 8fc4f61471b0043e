package io.github.pgobolt.mojo;

import io.github.pgobolt.report.Style;
import org.apache.maven.shared.utils.logging.MessageUtils;

/** Maven's own colours for the summary; plain if Maven does not write to a terminal. */
final class ConsoleStyle {

    private ConsoleStyle() {}

    static Style ofMaven() {
        return new Style(
                text -> MessageUtils.buffer().success(text).toString(),
                text -> MessageUtils.buffer().failure(text).toString(),
                text -> MessageUtils.buffer().warning(text).toString(),
                text -> MessageUtils.buffer().strong(text).toString());
    }
}
