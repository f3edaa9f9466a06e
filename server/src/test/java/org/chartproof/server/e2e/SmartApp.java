package org.chartproof.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SMART app and the browser that it runs in, in as much as they speak HTTP. */
final class SmartApp {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final HttpClient app = HttpClient.newHttpClient();

    final String verifier = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");

    SmartApp(String base) {
        this.base = base;
    }

    /** An authorization request of the review page, as it ought to be. */
    Map<String, String> request(String scope) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", "chartproof-review");
        parameters.put("redirect_uri", base + "/app/index.html");
        parameters.put("scope", scope);
        parameters.put("state", "state-1");
        parameters.put("aud", base + "/fhir");
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    HttpResponse<String> authorize(Map<String, String> parameters) throws IOException, InterruptedException {
        return visit(base + "/auth/authorize?" + form(parameters));
    }

    HttpResponse<String> visit(String url) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    /** Sends a form of a page that was just seen, with what stands hidden in it. */
    HttpResponse<String> submit(HttpResponse<String> page, String action, Map<String, String> values)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>();
        Matcher hidden = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(page.body());
        while (hidden.find()) {
            all.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
        }
        all.putAll(values);
        return browser.send(post(action, form(all)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> login(HttpResponse<String> page, String user, String password)
            throws IOException, InterruptedException {
        return submit(page, "/auth/login", Map.of("username", user, "password", password));
    }

    /** Asks, signs in, and answers where the app is sent back to. */
    URI signIn(Map<String, String> parameters, String user) throws IOException, InterruptedException {
        HttpResponse<String> asked = authorize(parameters);
        HttpResponse<String> page = visit(location(asked).toString());
        HttpResponse<String> in = login(page, user, AuthServer.PASSWORD);
        return location(visit(location(in).toString()));
    }

    /** What the app gets for a code. */
    HttpResponse<String> token(Map<String, String> values) throws IOException, InterruptedException {
        return app.send(post("/auth/token", form(values)).build(), BodyHandlers.ofString());
    }

    /** The same from a client with a secret. */
    HttpResponse<String> confidential(String path, Map<String, String> values, String client, String secret)
            throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return app.send(
                post(path, form(values))
                        .header("Authorization", "Basic " + basic)
                        .build(),
                BodyHandlers.ofString());
    }

    /** What the app asks FHIR with its token. */
    HttpResponse<String> fhir(String path, String token) throws IOException, InterruptedException {
        return app.send(
                HttpRequest.newBuilder(URI.create(base + "/fhir/" + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> send(String path, Map<String, String> values) throws IOException, InterruptedException {
        return app.send(post(path, form(values)).build(), BodyHandlers.ofString());
    }

    /** Sends a form as it is, with the browser's cookies. */
    HttpResponse<String> raw(String path, String form) throws IOException, InterruptedException {
        return browser.send(post(path, form).build(), BodyHandlers.ofString());
    }

    /** What the app sends for a code that it was given. */
    Map<String, String> exchange(String code) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("grant_type", "authorization_code");
        values.put("client_id", "chartproof-review");
        values.put("redirect_uri", base + "/app/index.html");
        values.put("code", code);
        values.put("code_verifier", verifier);
        return values;
    }

    static Map<String, String> refresh(String token) {
        return Map.of("grant_type", "refresh_token", "client_id", "chartproof-review", "refresh_token", token);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** A token response that has to be one. */
    static JsonNode granted(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    static JWTClaimsSet claims(String jwt) {
        try {
            return SignedJWT.parse(jwt).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    static URI location(HttpResponse<String> response) {
        return URI.create(response.headers()
                .firstValue("Location")
                .orElseThrow(() ->
                        new AssertionError("no redirect but HTTP " + response.statusCode() + " " + response.body())));
    }

    /** The code that the app was sent back with. */
    static String code(URI back) {
        String code = query(back).get("code");
        if (code == null) {
            throw new AssertionError("no code but " + back);
        }
        return code;
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : String.valueOf(uri.getRawQuery()).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String form(Map<String, String> values) {
        StringBuilder form = new StringBuilder();
        values.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    private HttpRequest.Builder post(String path, String form) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }
}
