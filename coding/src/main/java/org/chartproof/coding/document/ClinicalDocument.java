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

    private final XMLStreamReader xml;
    private final XmlPlaces places = new XmlPlaces();
    private final MappedText text = new MappedText();

    private ClinicalDocument(XMLStreamReader xml) {
        this.xml = xml;
    }

    static Reading read(byte[] content) {
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            // Else the parser prints its errors, and with them names out of the content.
            factory.setXMLReporter((message, type, information, location) -> {});
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            xml.nextTag();
            if (!xml.getLocalName().equals("ClinicalDocument")) {
                return new Reading.Unsupported("XML that is not a ClinicalDocument");
            }
            ClinicalDocument document = new ClinicalDocument(xml);
            document.readNarrative();
            return DocumentReader.found(document.text, document.places::at);
        } catch (XMLStreamException | RuntimeException e) {
            return new Reading.Unreadable("The XML is malformed.");
        }
    }

    private void readNarrative() throws XMLStreamException {
        boolean inSection = false;
        int narrativeDepth = 0;
        places.open(xml.getLocalName());
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                places.open(name);
                if (places.depth() > DEEPEST) {
                    throw new XMLStreamException("nested too deep");
                }
                inSection |= name.equals("section");
                boolean starts = inSection && (name.equals("text") || name.equals("title"));
                if (narrativeDepth == 0 && starts) {
                    narrativeDepth = places.depth();
                }
                if (narrativeDepth > 0) {
                    begin(name);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (narrativeDepth > 0 && LINES.contains(xml.getLocalName())) {
                    text.breakLine(places.position());
                }
                if (places.depth() == narrativeDepth) {
                    narrativeDepth = 0;
                }
                places.close();
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.SPACE) {
                boolean narrative = narrativeDepth > 0;
                int start = places.textNode(narrative ? xml.getTextLength() : 0);
                if (narrative) {
                    append(start);
                }
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("entities are not read");
            }
        }
    }

    private void begin(String name) {
        if (CELLS.contains(name) && !text.isEmpty() && text.last() != '\n') {
            text.append('\t', places.position());
        } else if (LINES.contains(name)) {
            text.breakLine(places.position());
        }
    }

    private void append(int start) {
        char[] characters = xml.getTextCharacters();
        int first = xml.getTextStart();
        for (int i = 0; i < xml.getTextLength(); i++) {
            text.appendFlowing(characters[first + i], start + i);
        }
    }
}
