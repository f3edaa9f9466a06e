package org.chartproof.terminology.icd10cm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.IndexEntry;
import org.chartproof.terminology.NeoplasmSite;
import org.chartproof.terminology.NeoplasmSite.Behaviour;
import org.chartproof.terminology.NeoplasmTable;
import org.chartproof.terminology.file.XmlReader;

/** Reads the two indexes and the Drug and Neoplasm tables, which share a schema ({@code icd10cm_index.xsd} and its table variant). */
final class IndexFile {

    /** The official files go to level 9. */
    private static final int MAX_DEPTH = 16;

    /** How a "see" of the Neoplasm table begins. */
    private static final String NEOPLASM = "Neoplasm, ";

    private IndexFile() {}

    /** A document's year and what stands under its letters. */
    record Contents<T>(int year, List<T> mainTerms) {
        Contents {
            mainTerms = List.copyOf(mainTerms);
        }
    }

    /** The main terms of the Alphabetic or External Cause Index, in printed order. */
    static Contents<IndexEntry> alphabeticIndex(SourceFile file) {
        Contents<RawTerm> raw = document(file);
        return new Contents<>(
                raw.year(), raw.mainTerms().stream().map(RawTerm::entry).toList());
    }

    /**
     * The rows of the Neoplasm table, in printed order; each site with what is below it. What a row leaves open it has from the
     * row that its "see" or "see also" points at.
     */
    static Contents<NeoplasmSite> neoplasmTable(SourceFile file) {
        Contents<RawTerm> raw = document(file);
        NeoplasmTable printed = new NeoplasmTable(sites(raw, NeoplasmTable.EMPTY));
        return new Contents<>(raw.year(), sites(raw, printed));
    }

    private static List<NeoplasmSite> sites(Contents<RawTerm> raw, NeoplasmTable known) {
        return raw.mainTerms().stream().map(term -> term.site(known)).toList();
    }

    /** The rows of the Table of Drugs and Chemicals, in printed order. */
    static Contents<DrugRow> drugTable(SourceFile file) {
        Contents<RawTerm> raw = document(file);
        return new Contents<>(
                raw.year(), raw.mainTerms().stream().map(RawTerm::drug).toList());
    }

    private static Contents<RawTerm> document(SourceFile file) {
        return XmlReader.read(file.file(), "ICD10CM.index", xml -> {
            List<RawTerm> terms = new ArrayList<>();
            int year = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("version")) {
                        year = year(file, XmlReader.text(xml));
                    } else if (xml.getLocalName().equals("mainTerm")) {
                        terms.add(term(xml, 0));
                    }
                }
            }
            return new Contents<>(year, terms);
        });
    }

    /** The year in a version element. */
    static int year(SourceFile file, String version) {
        if (version.length() >= 4 && version.substring(0, 4).chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(version.substring(0, 4));
        }
        throw new BrokenInstallation(file.name(), "does not say which year it is for", SourceFile.DOWNLOAD_AGAIN);
    }

    private static RawTerm term(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("terms nested deeper than " + MAX_DEPTH, xml.getLocation());
        }
        RawTerm term = new RawTerm();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "title" -> title(xml, term);
                case "code" -> term.code = Optional.of(cutDash(XmlReader.text(xml)));
                case "manif" -> term.manifestation = Optional.of(cutDash(XmlReader.text(xml)));
                case "see" -> term.see = Optional.of(XmlReader.text(xml));
                case "seeAlso" -> term.seeAlso = Optional.of(XmlReader.text(xml));
                case "seecat" -> term.category = Optional.of(cutDash(XmlReader.text(xml)));
                case "subcat" -> term.category = Optional.of(cutDash(XmlReader.text(xml)));
                case "cell" -> {
                    String column = xml.getAttributeValue(null, "col");
                    term.cells.put(column == null ? "" : column, cutDash(XmlReader.text(xml)));
                }
                case "term" -> term.below.add(term(xml, depth + 1));
                default -> XmlReader.skip(xml);
            }
        }
        return term;
    }

    private static void title(XMLStreamReader xml, RawTerm term) throws XMLStreamException {
        StringBuilder words = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                if (xml.getLocalName().equals("nemod")) {
                    addParenthesised(XmlReader.text(xml), term.nonessential);
                    words.append(' ');
                } else {
                    XmlReader.skip(xml);
                }
            } else if (xml.isCharacters()) {
                words.append(xml.getText());
            }
        }
        term.title = XmlReader.fold(words.toString());
    }

    /** The contents of each pair of parentheses in {@code (acute) (double)}. */
    private static void addParenthesised(String text, List<String> into) {
        for (String part : text.split("[()]")) {
            if (!part.isBlank()) {
                into.add(part.strip());
            }
        }
    }

    private static String cutDash(String code) {
        int end = code.length();
        while (end > 0 && (code.charAt(end - 1) == '-' || code.charAt(end - 1) == '.')) {
            end--;
        }
        return code.substring(0, end);
    }

    /** A term while it is read. */
    private static final class RawTerm {
        private String title = "";
        private final List<String> nonessential = new ArrayList<>();
        private Optional<String> code = Optional.empty();
        private Optional<String> manifestation = Optional.empty();
        private Optional<String> see = Optional.empty();
        private Optional<String> seeAlso = Optional.empty();
        private Optional<String> category = Optional.empty();
        private final Map<String, String> cells = new TreeMap<>();
        private final List<RawTerm> below = new ArrayList<>();

        /** "See category" and a bare subcategory name a code as the code element does; they only say that more characters follow. */
        IndexEntry entry() {
            return new IndexEntry(
                    title,
                    nonessential,
                    code.or(() -> category),
                    manifestation,
                    see,
                    seeAlso,
                    below.stream().map(RawTerm::entry).toList());
        }

        DrugRow drug() {
            return new DrugRow(
                    title, cells, see, below.stream().map(RawTerm::drug).toList());
        }

        NeoplasmSite site(NeoplasmTable known) {
            List<NeoplasmSite> parts =
                    below.stream().map(part -> part.site(known)).toList();
            NeoplasmSite printed = NeoplasmSite.ofCells(title, cells, parts);
            Optional<String> elsewhere = see.or(() -> seeAlso)
                    .filter(place -> place.startsWith(NEOPLASM))
                    .map(place -> place.substring(NEOPLASM.length()));
            if (elsewhere.isEmpty()) {
                return printed;
            }
            Map<Behaviour, String> codes = new EnumMap<>(Behaviour.class);
            for (Behaviour behaviour : Behaviour.values()) {
                Optional.ofNullable(printed.codes().get(behaviour))
                        .or(() -> known.code(elsewhere.get(), behaviour))
                        .ifPresent(code -> codes.put(behaviour, code));
            }
            return new NeoplasmSite(title, codes, parts);
        }
    }
}
