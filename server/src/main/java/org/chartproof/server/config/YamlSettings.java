package org.chartproof.server.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a YAML file into settings under dotted keys ({@code server.port}), each with the line that it stands on. */
final class YamlSettings {
    private final String fileName;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private YamlSettings(String fileName) {
        this.fileName = fileName;
    }

    static Map<String, Setting> read(Path file) {
        YamlSettings reading = new YamlSettings(String.valueOf(file.getFileName()));
        try (JsonParser parser = new YAMLFactory().createParser(Files.newBufferedReader(file))) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                reading.readObject(parser, "");
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                throw new ConfigurationException(
                        reading.at(parser) + ": expected keys and values, such as 'server:' and '  port: 8080'");
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ConfigurationException(
                    reading.fileName + ", line " + line + ": not well-formed YAML (check indentation and colons)", e);
        } catch (IOException e) {
            throw new ConfigurationException("The configuration file " + file + " can't be read: " + e.getMessage(), e);
        }
        return reading.settings;
    }

    private void readObject(JsonParser parser, String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            String origin = at(parser);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                readObject(parser, key + ".");
            } else if (value == JsonToken.START_ARRAY) {
                throw new ConfigurationException(origin + ": '" + key + "' takes one value, not a list");
            } else if (value != JsonToken.VALUE_NULL
                    && settings.put(key, new Setting(parser.getText(), origin)) != null) {
                throw new ConfigurationException(origin + ": '" + key + "' is given twice");
            }
        }
    }

    private String at(JsonParser parser) {
        return fileName + ", line " + parser.currentTokenLocation().getLineNr();
    }
}
