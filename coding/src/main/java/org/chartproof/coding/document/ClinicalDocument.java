package org.chartproof.coding.document;

import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The narrative of a C-CDA document: each section's title and text, in order. DTDs and external entities are off, so an entity bomb
 * is malformed.
 */
final class ClinicalDocument {

    private static final Set<String> LINES =
            Set.of("paragraph", "item", "tr", "list", "table", "caption", "br", "title", "text", "section");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final int DEEPEST = 200;

    private ClinicalDocument() {}

    static Reading read(byte[] content) {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            xml.nextTag();
            if (!xml.getLocalName().equals("ClinicalDocument")) {
                return new Reading.Unsupported("XML that is not a ClinicalDocument");
            }
            return DocumentReader.found(narrative(xml));
        } catch (XMLStreamException | RuntimeException e) {
            return new Reading.Unreadable("The XML is malformed.");
        }
    }

    private static String narrative(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean inSection = false;
        int depth = 1;
        int narrativeDepth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (depth > DEEPEST) {
                    throw new XMLStreamException("nested too deep");
                }
                String name = xml.getLocalName();
                inSection |= name.equals("section");
                boolean starts = inSection && (name.equals("text") || name.equals("title"));
                if (narrativeDepth == 0 && starts) {
                    narrativeDepth = depth;
                }
                if (narrativeDepth > 0) {
                    begin(text, name);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (narrativeDepth > 0 && LINES.contains(xml.getLocalName())) {
                    breakLine(text);
                }
                if (depth == narrativeDepth) {
                    narrativeDepth = 0;
                }
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS && narrativeDepth > 0) {
                append(text, xml.getText());
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("entities are not read");
            }
        }
        return text.toString();
    }

    private static void begin(StringBuilder text, String name) {
        if (CELLS.contains(name) && text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            text.append('\t');
        } else if (LINES.contains(name)) {
            breakLine(text);
        }
    }

    private static void append(StringBuilder text, String words) {
        String shown = words.replaceAll("\\s+", " ");
        boolean atLineStart = text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atLineStart ? shown.stripLeading() : shown);
    }

    private static void breakLine(StringBuilder text) {
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
