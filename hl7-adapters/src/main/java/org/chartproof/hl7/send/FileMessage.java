package org.chartproof.hl7.send;

import java.nio.file.Path;

/**
 * A message of a file.
 *
 * @param number its place in the file, from 1
 * @param last whether it is the last one of its file
 * @param content without a frame
 */
public record FileMessage(Path file, int number, boolean last, byte[] content) {

    /** Its place, for people. */
    public String place() {
        return file + ", message " + number;
    }

    /** The same message with other bytes. */
    public FileMessage with(byte[] other) {
        return new FileMessage(file, number, last, other);
    }
}
