package org.chartproof.hl7.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chartproof.hl7.message.BatchReader;

/** A file of messages, as engines archive them: one, several, a batch, or captured frames; with whatever line ends an editor left in it. */
public final class MessageFile {

    private static final byte CR = '\r';
    private static final byte LF = '\n';
    private static final byte START_BLOCK = 0x0b;
    private static final byte END_BLOCK = 0x1c;

    private MessageFile() {}

    /**
     * The files of a folder and those below it, in the order of their paths, without hidden ones.
     *
     * @throws IOException if one of the folders can't be read
     */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> Stream.iterate(folder.relativize(file), part -> part != null, Path::getParent)
                            .noneMatch(part -> part.getFileName().toString().startsWith(".")))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The messages of a file, each segment ended by CR, without frames and without the lines around batches.
     *
     * @return empty if the file holds no message
     * @throws IOException if it can't be read
     */
    public static List<FileMessage> messages(Path file) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (byte[] message : BatchReader.messages(Files.readAllBytes(file))) {
            byte[] tidy = tidy(message);
            if (beginsWithHeader(tidy)) {
                contents.add(tidy);
            }
        }
        List<FileMessage> messages = new ArrayList<>(contents.size());
        for (byte[] content : contents) {
            int number = messages.size() + 1;
            messages.add(new FileMessage(file, number, number == contents.size(), content));
        }
        return messages;
    }

    /**
     * A file as one message, whatever it holds.
     *
     * @throws IOException if it can't be read
     */
    public static FileMessage whole(Path file) throws IOException {
        return new FileMessage(file, 1, true, Files.readAllBytes(file));
    }

    /** Line ends as HL7 wants them (v2.5.1, 2.4), and nothing of a frame around it. All else stays: it may be what a test is about. */
    private static byte[] tidy(byte[] message) {
        int end = message.length;
        while (end > 0 && isAround(message[end - 1])) {
            end--;
        }
        byte[] tidy = new byte[end + 1];
        int length = 0;
        for (int i = 0; i < end; i++) {
            if (message[i] == LF && i > 0 && message[i - 1] == CR) {
                continue;
            }
            tidy[length++] = message[i] == LF ? CR : message[i];
        }
        tidy[length++] = CR;
        return Arrays.copyOf(tidy, length);
    }

    private static boolean isAround(byte one) {
        return one == CR || one == LF || one == START_BLOCK || one == END_BLOCK || one == 0;
    }

    private static boolean beginsWithHeader(byte[] message) {
        return message.length > 4 && message[0] == 'M' && message[1] == 'S' && message[2] == 'H';
    }
}
