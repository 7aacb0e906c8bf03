import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** What Java's own HTTP client sees of every effect of a fault. */
public final class Faults {
    /** Longer than any buffer on the way. */
    private static final int LENGTH = 4 << 20;
    private static final Duration SOON = Duration.ofMillis(700);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final byte[] content = new byte[LENGTH];

    private Faults(String base) {
        this.base = base;
        for (int at = 0; at < LENGTH; at++) {
            content[at] = (byte) (at * 31 >> 3);
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private static void check(String what, boolean holds) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static void equal(String what, Object got, Object want) {
        check(what + ": got " + got + ", want " + want, want.equals(got));
    }

    /** Fails unless a call fails like this; returns what it and its causes say. */
    private static String fails(String what, Class<? extends IOException> like, Call call) throws Exception {
        try {
            call.run();
        } catch (IOException error) {
            check(what + ": " + error, like.isInstance(error));
            // A client that gave up says so, and is not told from one that was broken off by its type alone.
            check(what + " timed out", like == HttpTimeoutException.class || !(error instanceof HttpTimeoutException));
            StringBuilder said = new StringBuilder();
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                said.append(cause).append('\n');
            }
            return said.toString();
        }
        throw new AssertionError(what + ": it went well");
    }

    /** How many milliseconds a call takes. */
    private static long millis(Call call) throws Exception {
        long began = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer alice-token");
    }

    private HttpRequest.Builder drive(String effect) {
        return to("/v1.0/me/drive").header("X-Mock-Fault", effect);
    }

    private HttpResponse<String> text(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private byte[] bytes(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray()).body();
    }

    private HttpRequest.Builder put(String name) {
        return to("/v1.0/me/drive/root:/" + name + ":/content").PUT(BodyPublishers.ofByteArray(content));
    }

    /** Puts one rule in the place of all others. */
    private void rule(String rule) throws Exception {
        HttpRequest.Builder request = to("/_mock/faults").PUT(BodyPublishers.ofString("{\"faults\": [" + rule + "]}"));
        HttpResponse<String> answer = text(request);
        check("a rule: " + answer.body(), answer.statusCode() / 100 == 2);
    }

    /** The drive answers as ever, on this connection or on a new one. */
    private void isWell() throws Exception {
        equal("the next request", text(to("/v1.0/me/drive")).statusCode(), 200);
    }

    private void answers() throws Exception {
        HttpResponse<String> answer = text(drive("error=activityLimitReached,message=Slow down"));
        equal("the status of an error", answer.statusCode(), 429);
        check("the words of an error: " + answer.body(),
            answer.body().contains("\"activityLimitReached\"") && answer.body().contains("Slow down"));
        check("the mark of a fault", answer.headers().firstValue("X-Mock-Fault").isPresent());
        equal("a status", text(drive("status=503")).statusCode(), 503);
        rule("{\"effect\": {\"raw\": {\"status\": 502, \"headers\": {\"content-type\": \"text/html\"},"
            + " \"body\": \"<h1>Bad Gateway</h1>\"}}, \"times\": 1}");
        answer = text(to("/v1.0/me/drive"));
        equal("what a gateway sends", answer.statusCode() + answer.body(), "502<h1>Bad Gateway</h1>");
        equal("its type", answer.headers().firstValue("Content-Type").orElse(""), "text/html");
        isWell();
    }

    private void waits() throws Exception {
        rule("{\"id\": \"busy\", \"match\": {\"operation\": \"drive.get\"}, \"times\": 1,"
            + " \"effect\": \"error=activityLimitReached,retry_after=1\"}");
        HttpResponse<String> answer = text(to("/v1.0/me/drive"));
        long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(0);
        equal("the seconds to wait", seconds, 1L);
        equal("one that came too early", text(to("/v1.0/me/drive")).statusCode(), 429);
        Thread.sleep(Duration.ofSeconds(seconds).plusMillis(50).toMillis());
        isWell();
        String counts = text(to("/_mock/faults/busy")).body().replace(" ", "");
        check("the counts: " + counts, counts.contains("\"early\":1,") && counts.contains("\"hits\":1,"));
    }

    private void connections() throws Exception {
        isWell();
        for (String way : new String[] {"reset", "close"}) {
            long took = millis(() -> fails(way, IOException.class, () -> text(drive(way).timeout(Duration.ofSeconds(20)))));
            check(way + " took " + took + " ms", took < 5000);
            isWell();
        }
        // The end without a response is another one than a reset, and Java says which.
        String reset = fails("a reset", IOException.class, () -> text(drive("reset")));
        check("a reset: " + reset, reset.contains("reset"));
        String end = fails("an end", IOException.class, () -> text(drive("close")));
        check("an end: " + end, !end.contains("reset"));
        fails("hang", HttpTimeoutException.class, () -> text(drive("hang").timeout(SOON)));
        isWell();
    }

    private void ways(String address) throws Exception {
        check("the bytes", Arrays.equals(bytes(to(address)), content));
        check("a delay", millis(() -> equal("its status", text(drive("delay=400")).statusCode(), 200)) >= 400);
        for (String cut : new String[] {"cut=100000", "cut=100000:close"}) {
            fails(cut, IOException.class, () -> bytes(to(address).header("X-Mock-Fault", cut)));
        }
        HttpRequest.Builder drip = to(address).header("X-Mock-Fault", "drip=8388608");
        check("a drip", millis(() -> check("its bytes", Arrays.equals(bytes(drip), content))) >= 300);
        HttpRequest.Builder stall = to(address).header("X-Mock-Fault", "stall=100000:500");
        check("a stall", millis(() -> check("its bytes", Arrays.equals(bytes(stall), content))) >= 500);
        byte[] corrupt = bytes(to(address).header("X-Mock-Fault", "corrupt=100"));
        equal("the corrupt byte", corrupt[100], (byte) ~content[100]);
        corrupt[100] = content[100];
        check("the bytes beside it", Arrays.equals(corrupt, content));
    }

    private void uploads() throws Exception {
        for (String then : new String[] {"reset", "close"}) {
            String effect = "upload=262144:" + then;
            fails(effect, IOException.class, () -> text(put("broken.bin").header("X-Mock-Fault", effect)));
        }
        HttpRequest.Builder stalls = put("broken.bin").header("X-Mock-Fault", "upload=262144:stall").timeout(SOON);
        fails("an upload that stalls", HttpTimeoutException.class, () -> text(stalls));
        rule("{\"match\": {\"method\": \"PUT\"}, \"times\": 1,"
            + " \"effect\": {\"upload\": {\"after_bytes\": 262144, \"then\": {\"error\": \"serviceNotAvailable\"}}}}");
        equal("an upload that is refused", text(put("broken.bin")).statusCode(), 503);
        equal("what is left of them", text(to("/v1.0/me/drive/root:/broken.bin")).statusCode(), 404);
        equal("the next upload", text(put("whole.bin")).statusCode(), 201);
    }

    public static void main(String[] arguments) throws Exception {
        Faults faults = new Faults(arguments[0]);
        faults.answers();
        faults.waits();
        faults.connections();
        faults.uploads();
        HttpRequest.Builder content = faults.to("/v1.0/me/drive/root:/whole.bin:/content");
        String address = faults.text(content).headers().firstValue("Location").orElseThrow();
        faults.ways(address.substring(faults.base.length()));
        HttpResponse<String> healthy = faults.text(faults.to("/_mock/verify")
            .POST(BodyPublishers.ofString("{\"expect\": [], \"clean\": [\"server_errors\", \"unspent_faults\"]}")));
        equal("what went wrong beside: " + healthy.body(), healthy.statusCode(), 200);
    }
}
