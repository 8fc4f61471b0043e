package io.github.pgobolt.benchmark;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.pgobolt.process.Command;
import io.github.pgobolt.process.Conversation;
import io.github.pgobolt.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The meter that comes with the plugin: a small Rust program that is given one run at a time. */
final class RustRunner implements RunMeter {

    private static final int PROTOCOL = 2;
    private static final Duration GREETING_LIMIT = Duration.ofSeconds(20);
    /** Allowed in addition to a run's own limit: for starting it, hashing its output, and a machine that swaps. */
    private static final Duration ANSWER_GRACE = Duration.ofMinutes(2);

    private static final Duration NO_LIMIT = Duration.ofDays(365);
    private static final List<String> COUNTERS =
            List.of("instructions", "cycles", "branch_misses", "l1i_misses", "itlb_misses");

    private final Conversation conversation;
    private final String pinError;
    private int requests;

    private RustRunner(Conversation conversation, String pinError) {
        this.conversation = conversation;
        this.pinError = pinError;
    }

    /**
     * Starts the runner.
     *
     * @throws IOException if it does not start or speaks another protocol
     */
    static RustRunner start(ProcessRunner processes, Path program, List<Integer> pinCpus, Path log) throws IOException {
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        if (!pinCpus.isEmpty()) {
            argv.add(pinCpus.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        Conversation conversation =
                Conversation.start(processes, Command.of(argv).writeTo(null, log));
        try {
            JsonObject greeting = answer(conversation, GREETING_LIMIT);
            if (!greeting.has("runner") || greeting.get("runner").getAsInt() != PROTOCOL) {
                throw new IOException(program + " is not the runner of this plugin: " + greeting);
            }
            JsonElement pinError = greeting.get("pin_error");
            return new RustRunner(conversation, pinError.isJsonNull() ? null : pinError.getAsString());
        } catch (IOException | RuntimeException e) {
            conversation.close();
            throw e;
        }
    }

    @Override
    public boolean renewPages(Path file) throws IOException {
        String id = String.valueOf(++requests);
        List<String> words = new ArrayList<>(List.of("id=" + id));
        file(words, "renew", file);
        return ask(id, String.join(" ", words), ANSWER_GRACE).get("moved").getAsBoolean();
    }

    @Override
    public Measurement measure(Command command, Path output, Path errors) throws IOException {
        String id = String.valueOf(++requests);
        JsonObject answer = ask(
                id,
                request(id, command, output, errors),
                command.timeout() == null ? NO_LIMIT : command.timeout().plus(ANSWER_GRACE));
        Map<String, Long> counters = new TreeMap<>();
        COUNTERS.stream()
                .filter(answer::has)
                .forEach(name -> counters.put(name, answer.get(name).getAsLong()));
        return new Measurement(
                answer.get("wall_ns").getAsLong(),
                answer.get("user_us").getAsLong(),
                answer.get("sys_us").getAsLong(),
                answer.get("max_rss_kib").getAsLong(),
                answer.get("minflt").getAsLong(),
                answer.get("majflt").getAsLong(),
                answer.get("nvcsw").getAsLong(),
                answer.get("nivcsw").getAsLong(),
                answer.has("queue_us") ? answer.get("queue_us").getAsLong() : null,
                answer.get("exit").getAsInt(),
                answer.get("signal").getAsInt(),
                answer.get("timed_out").getAsBoolean(),
                answer.has("output") ? answer.get("output").getAsString() : null,
                counters,
                null);
    }

    @Override
    public String measuredBy() {
        return "runner";
    }

    @Override
    public String warning() {
        return pinError == null ? null : "The runs were not confined to the processors asked for: " + pinError;
    }

    @Override
    public void close() {
        conversation.close();
    }

    private JsonObject ask(String id, String request, Duration limit) throws IOException {
        conversation.writeLine(request);
        JsonObject answer = answer(conversation, limit);
        if (answer.has("error")) {
            throw new IOException(answer.get("error").getAsString());
        }
        if (!id.equals(answer.get("id").getAsString())) {
            throw new IOException("The runner answered " + answer.get("id") + " where " + id + " was asked for.");
        }
        return answer;
    }

    private static JsonObject answer(Conversation conversation, Duration limit) throws IOException {
        Optional<String> line = conversation.readLine(limit);
        if (line == null) {
            throw new IOException("The runner did not answer within " + limit.toSeconds() + " s.");
        }
        if (line.isEmpty()) {
            throw new IOException("The runner ended before it answered; its messages are in "
                    + conversation.command().stderr());
        }
        try {
            return JsonParser.parseString(line.get()).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("The runner answered something that is no JSON object: " + line.get(), e);
        }
    }

    /** Returns one line of the protocol, which main.rs describes. */
    static String request(String id, Command command, Path output, Path errors) {
        List<String> words = new ArrayList<>(List.of("id=" + id));
        if (command.timeout() != null) {
            words.add("timeout_ms=" + command.timeout().toMillis());
        }
        // Always sent: the runner is still in the directory of the previous run.
        Path directory = command.directory() == null ? Path.of("") : command.directory();
        words.add("cwd=" + encoded(directory.toAbsolutePath().toString()));
        command.argv().forEach(argument -> words.add("arg=" + encoded(argument)));
        command.environment()
                .forEach((name, value) ->
                        words.add(value == null ? "unset=" + encoded(name) : "set=" + encoded(name + "=" + value)));
        file(words, "stdin", command.stdin());
        file(words, "stdout", output);
        file(words, "stderr", errors);
        return String.join(" ", words);
    }

    private static void file(List<String> words, String key, Path file) {
        if (file != null) {
            words.add(key + "=" + encoded(file.toAbsolutePath().toString()));
        }
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "/._-".indexOf(b) >= 0;
            encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02x", b));
        }
        return encoded.toString();
    }
}
