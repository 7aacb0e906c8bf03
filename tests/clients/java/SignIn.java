import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Java's own HTTP client with Microsoft's addresses; it takes the user of its proxy from the usual variable. */
public final class SignIn {
    private static final String TENANT = "11111111-1111-1111-1111-111111111111";
    private static final String DRIVE = "https://graph.microsoft.com/v1.0/users/alice@example.com/drive";

    /** A request that says to the proxy who sends it; with an Authenticator, Java would leave our own tokens away. */
    private static HttpRequest.Builder request() {
        String user = URI.create(System.getenv("HTTPS_PROXY")).getUserInfo();
        String credentials = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder().header("Proxy-Authorization", "Basic " + credentials);
    }

    private static void equal(String what, Object got, Object want) {
        if (!want.equals(got)) {
            throw new AssertionError(what + ": got " + got + ", want " + want);
        }
    }

    public static void main(String[] arguments) throws Exception {
        HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
        String form = "grant_type=client_credentials&client_id=22222222-2222-2222-2222-222222222222"
            + "&client_secret=mock-graph-secret&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default";
        URI endpoint = URI.create("https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token");
        HttpResponse<String> signedIn = client.send(
            request().uri(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(),
            BodyHandlers.ofString());
        equal("the status of the token", signedIn.statusCode(), 200);
        String token = signedIn.body().replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
        HttpRequest.Builder request = request().header("Authorization", "Bearer " + token);
        URI content = URI.create(DRIVE + "/root:/from%20Java.txt:/content");
        HttpResponse<String> made = client.send(
            request.copy().uri(content).PUT(BodyPublishers.ofString("Hello from Java.\n")).expectContinue(true).build(),
            BodyHandlers.ofString());
        equal("the status of the upload", made.statusCode(), 201);
        HttpResponse<String> back = client.send(request.copy().uri(content).GET().build(), BodyHandlers.ofString());
        equal("the bytes", back.body(), "Hello from Java.\n");
        equal("the host that had them", back.uri().getHost(), "graph.microsoft.com");
    }
}
