package io.github.pgobolt.mojo;

import io.github.pgobolt.report.Style;
import org.apache.maven.shared.utils.logging.MessageUtils;

/** Maven's own colours for the summary; plain where Maven writes to no terminal. */
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
