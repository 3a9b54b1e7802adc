// Sign in with Gatehouse, with nothing but Java 17: java Main.java
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Main {
  static final String ISSUER = "{{issuer}}", CLIENT_ID = "{{client_id}}", REDIRECT_URI = "{{redirect_uri}}";
  static final HttpClient client = HttpClient.newHttpClient();
  /** What each browser began, by its cookie; a real application keeps a session. */
  static final Map<String, Attempt> started = new ConcurrentHashMap<>();
  static String provider;

  record Attempt(String state, String verifier) {}

  public static void main(String[] arguments) throws Exception {
    provider = ask(HttpRequest.newBuilder(URI.create(ISSUER + "/.well-known/openid-configuration")).build());
    URI address = URI.create(REDIRECT_URI);
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", address.getPort()), 0);
    server.createContext("/", exchange -> answer(exchange, 200, "text/html", "<a href=\"/login\">Sign in</a>"));
    server.createContext("/login", Main::login);
    server.createContext(address.getPath(), Main::callback);
    server.start();
    System.out.println("Open {{origin}}");
  }

  static void login(HttpExchange exchange) {
    try {
      String browser = random();
      Attempt began = new Attempt(random(), random());
      started.put(browser, began);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(began.verifier().getBytes(StandardCharsets.US_ASCII));
      Map<String, String> query = new LinkedHashMap<>();
      query.put("client_id", CLIENT_ID);
      query.put("redirect_uri", REDIRECT_URI);
      query.put("response_type", "code");
      query.put("scope", "openid profile email");
      query.put("state", began.state());
      query.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
      query.put("code_challenge_method", "S256");
      exchange.getResponseHeaders().set("Location", member(provider, "authorization_endpoint") + "?" + form(query));
      exchange.getResponseHeaders().set("Set-Cookie", "browser=" + browser + "; HttpOnly; SameSite=Lax; Path=/");
      exchange.sendResponseHeaders(302, -1);
    } catch (Exception error) {
      answer(exchange, 500, "text/plain", error.toString());
    }
  }

  static void callback(HttpExchange exchange) {
    try {
      Map<String, String> query = read(exchange.getRequestURI().getRawQuery(), "&");
      Map<String, String> cookies = read(exchange.getRequestHeaders().getFirst("Cookie"), "; ");
      Attempt began = started.remove(cookies.getOrDefault("browser", ""));
      if (began == null || !began.state().equals(query.get("state")) || !ISSUER.equals(query.get("iss"))) {
        answer(exchange, 400, "text/plain", "This sign-in did not begin in this browser.");
        return;
      }
      if (query.get("code") == null) {
        answer(exchange, 403, "text/plain", String.valueOf(query.get("error")));
        return;
      }
      String basic = encode(CLIENT_ID) + ":" + encode(System.getenv("CLIENT_SECRET"));
      Map<String, String> body = new LinkedHashMap<>();
      body.put("grant_type", "authorization_code");
      body.put("code", query.get("code"));
      body.put("redirect_uri", REDIRECT_URI);
      body.put("code_verifier", began.verifier());
      String tokens = ask(HttpRequest.newBuilder(URI.create(member(provider, "token_endpoint")))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
          .POST(HttpRequest.BodyPublishers.ofString(form(body))).build());
      String person = ask(HttpRequest.newBuilder(URI.create(member(provider, "userinfo_endpoint")))
          .header("Authorization", "Bearer " + member(tokens, "access_token")).build());
      answer(exchange, 200, "application/json", person);
    } catch (Exception error) {
      answer(exchange, 502, "text/plain", error.toString());
    }
  }

  static String ask(HttpRequest request) throws Exception {
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) throw new IllegalStateException(response.statusCode() + " " + response.body());
    return response.body();
  }

  /** A text member of a flat document; use your JSON library. */
  static String member(String json, String name) {
    var found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!found.find()) throw new IllegalStateException("No " + name);
    return found.group(1).replace("\\/", "/");
  }

  static Map<String, String> read(String text, String separator) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : text == null ? new String[0] : text.split(separator)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  static String form(Map<String, String> values) {
    return values.entrySet().stream().map(each -> each.getKey() + "=" + encode(each.getValue())).collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static void answer(HttpExchange exchange, int status, String kind, String text) {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", kind + "; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (java.io.IOException gone) {
      // The browser went away.
    }
  }
}
