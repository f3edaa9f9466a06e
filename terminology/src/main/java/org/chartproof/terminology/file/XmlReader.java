package org.chartproof.terminology.file;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chartproof.terminology.BrokenInstallation;

/** Streams a published XML file, with document types and external entities refused: none of the official files has any. */
public final class XmlReader {

    private XmlReader() {}

    /** What reads the document; it starts before the root element. */
    public interface Body<T> {
        /** Reads from the root element to its end. */
        T read(XMLStreamReader xml) throws XMLStreamException;
    }

    /**
     * Reads a file whose root must be the given element.
     *
     * @throws BrokenInstallation if it is cut off, no XML or another document
     */
    public static <T> T read(PublishedFile file, String root, Body<T> body) {
        return file.read(bytes -> parse(file, bytes, root, body));
    }

    private static <T> T parse(PublishedFile file, InputStream bytes, String root, Body<T> body) {
        XMLInputFactory factory = safeFactory();
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(bytes);
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.DTD) {
                    throw new BrokenInstallation(
                            file.name(),
                            "declares a document type, which no official file does",
                            PublishedFile.DOWNLOAD_AGAIN);
                }
            }
            if (!xml.getLocalName().equals(root)) {
                throw new BrokenInstallation(
                        file.name(),
                        "is no " + root + " document but " + xml.getLocalName(),
                        "Give the file the name its publisher gave it, or replace it");
            }
            T result = body.read(xml);
            while (xml.hasNext()) {
                xml.next();
            }
            return result;
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new BrokenInstallation(
                    file.name(), "is cut off or no well-formed XML at line " + line, PublishedFile.DOWNLOAD_AGAIN, e);
        }
    }

    /**
     * A parser that follows no reference out of its document. The platform's own: another one on a server's class path must not
     * change what is read.
     */
    static XMLInputFactory safeFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The text of the element that the reader stands on, blanks folded; reads past its end. */
    public static String text(XMLStreamReader xml) throws XMLStreamException {
        return fold(xml.getElementText());
    }

    /** Passes over the element that the reader stands on, with all below it. */
    public static void skip(XMLStreamReader xml) throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    /** Blanks folded to one, none at the ends. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                blank = folded.length() > 0;
            } else {
                if (blank) {
                    folded.append(' ');
                    blank = false;
                }
                folded.append(c);
            }
        }
        return folded.toString();
    }
}
