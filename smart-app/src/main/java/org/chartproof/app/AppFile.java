package org.chartproof.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One file of the review page, e.g. {@code index.html}. */
public final class AppFile {

    /** No folders, no dots but the one before the ending: nothing else of the class path can be asked for. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*\\.(html|css|js|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml");
    private static final Map<String, Optional<AppFile>> READ = new ConcurrentHashMap<>();
    private static final int TAG_DIGITS = 16;

    private final String type;
    private final byte[] content;
    private final String tag;

    private AppFile(String type, byte[] content) {
        this.type = type;
        this.content = content;
        this.tag = '"' + hash(content) + '"';
    }

    /**
     * Finds a file.
     *
     * @param name without a path
     * @return empty if the page has no such file
     */
    public static Optional<AppFile> named(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<AppFile> known = READ.get(name);
        if (known != null) {
            return known;
        }
        Optional<AppFile> file = read(name);
        // Names that do not exist are not kept: anybody may ask for any number of them.
        if (file.isPresent()) {
            READ.put(name, file);
        }
        return file;
    }

    private static Optional<AppFile> read(String name) {
        try (InputStream in = AppFile.class.getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            String type = TYPES.get(name.substring(name.indexOf('.') + 1));
            return Optional.of(new AppFile(type == null ? "application/octet-stream" : type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Its media type, as HTTP names it. */
    public String type() {
        return type;
    }

    /** Its bytes. */
    public byte[] content() {
        return content.clone();
    }

    /** Changes with its bytes, for {@code ETag}. */
    public String tag() {
        return tag;
    }
}
