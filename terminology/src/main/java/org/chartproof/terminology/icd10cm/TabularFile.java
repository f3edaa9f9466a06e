package org.chartproof.terminology.icd10cm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chartproof.terminology.SeventhCharacters;
import org.chartproof.terminology.TabularNote.Kind;
import org.chartproof.terminology.file.XmlReader;

/** Reads the Tabular List ({@code icd10cm_tabular.xsd}): chapters, blocks, categories, their notes and 7th characters. */
final class TabularFile {

    /** A chapter's title ends with the range of its categories, e.g. {@code (A00-B99)}. */
    private static final Pattern CHAPTER_RANGE = Pattern.compile("\\(([A-Z][0-9A-Z]{2}-[A-Z][0-9A-Z]{2})\\)\\s*$");

    private TabularFile() {}

    /** A row of the list; {@code last} if nothing is printed below it. */
    record Row(String code, String title, boolean last) {}

    /** A note as printed, not yet resolved to codes. */
    record Note(String heldBy, Kind kind, String text) {}

    /**
     * What the file says.
     *
     * @param year the fiscal year in its version element
     * @param rows categories and all below, in printed order, without 7th characters
     * @param notes in printed order
     * @param above category to its block's and chapter's range, the nearest first
     * @param sevenths by the code at which they stand
     */
    record Contents(
            int year,
            List<Row> rows,
            List<Note> notes,
            Map<String, List<String>> above,
            Map<String, SeventhCharacters> sevenths) {}

    static Contents read(SourceFile file) {
        return XmlReader.read(file.file(), "ICD10CM.tabular", xml -> new Walk(file, xml).document());
    }

    /** One pass through a document. */
    private static final class Walk {
        private final SourceFile file;
        private final XMLStreamReader xml;
        private final List<Row> rows = new ArrayList<>();
        private final List<Note> notes = new ArrayList<>();
        private final Map<String, List<String>> above = new LinkedHashMap<>();
        private final Map<String, SeventhCharacters> sevenths = new LinkedHashMap<>();
        private final Deque<String> blocks = new ArrayDeque<>();
        private int year;

        Walk(SourceFile file, XMLStreamReader xml) {
            this.file = file;
            this.xml = xml;
        }

        Contents document() throws XMLStreamException {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "version" -> year = IndexFile.year(file, XmlReader.text(xml));
                        case "chapter" -> chapter();
                        default -> XmlReader.skip(xml);
                    }
                }
            }
            return new Contents(year, rows, notes, above, sevenths);
        }

        private void chapter() throws XMLStreamException {
            String range = "";
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "desc" -> {
                            Matcher matcher = CHAPTER_RANGE.matcher(XmlReader.text(xml));
                            if (!matcher.find()) {
                                throw new XMLStreamException("chapter without range", xml.getLocation());
                            }
                            range = matcher.group(1);
                            blocks.push(range);
                        }
                        case "section" -> section();
                        case "diag" -> diagnosis();
                        default -> noteOrSkip(range);
                    }
                }
            }
            blocks.clear();
        }

        private void section() throws XMLStreamException {
            String range =
                    Optional.ofNullable(xml.getAttributeValue(null, "id")).orElse("");
            blocks.push(range);
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "section" -> section();
                        case "diag" -> diagnosis();
                        default -> noteOrSkip(range);
                    }
                }
            }
            blocks.pop();
        }

        private void diagnosis() throws XMLStreamException {
            String code = "";
            String title = "";
            int place = -1;
            boolean last = true;
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "name" -> code = XmlReader.text(xml);
                    case "desc" -> {
                        title = XmlReader.text(xml);
                        place = rows.size();
                        rows.add(new Row(code, title, true));
                        if (code.length() == 3) {
                            // A chapter of one block has one range for both.
                            above.put(code, List.copyOf(new LinkedHashSet<>(blocks)));
                        }
                    }
                    case "diag" -> {
                        last = false;
                        diagnosis();
                    }
                    case "sevenChrDef" -> sevenths.put(code, new SeventhCharacters(code, extensions()));
                    default -> noteOrSkip(code);
                }
            }
            if (place < 0) {
                throw new XMLStreamException("entry without title", xml.getLocation());
            }
            rows.set(place, new Row(code, title, last));
        }

        private Map<String, String> extensions() throws XMLStreamException {
            Map<String, String> meanings = new LinkedHashMap<>();
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("extension")) {
                        String character = Optional.ofNullable(xml.getAttributeValue(null, "char"))
                                .orElse("");
                        meanings.put(character, XmlReader.text(xml));
                    } else {
                        XmlReader.skip(xml);
                    }
                }
            }
            return Collections.unmodifiableMap(meanings);
        }

        private void noteOrSkip(String heldBy) throws XMLStreamException {
            Optional<Kind> kind = kind(xml.getLocalName());
            if (kind.isEmpty()) {
                XmlReader.skip(xml);
                return;
            }
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                    notes.add(new Note(heldBy, kind.get(), XmlReader.text(xml)));
                }
            }
        }

        private static Optional<Kind> kind(String element) {
            return switch (element) {
                case "includes" -> Optional.of(Kind.INCLUDES);
                case "inclusionTerm" -> Optional.of(Kind.INCLUSION_TERM);
                case "excludes1" -> Optional.of(Kind.EXCLUDES1);
                case "excludes2" -> Optional.of(Kind.EXCLUDES2);
                case "codeFirst" -> Optional.of(Kind.CODE_FIRST);
                case "useAdditionalCode" -> Optional.of(Kind.USE_ADDITIONAL);
                case "codeAlso" -> Optional.of(Kind.CODE_ALSO);
                default -> Optional.empty();
            };
        }
    }
}
