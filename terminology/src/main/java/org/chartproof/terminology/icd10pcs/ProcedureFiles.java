package org.chartproof.terminology.icd10pcs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.file.PublishedFile;
import org.chartproof.terminology.file.XmlReader;
import org.chartproof.terminology.icd10pcs.ProcedureTables.Row;
import org.chartproof.terminology.icd10pcs.ProcedureTables.Table;
import org.chartproof.terminology.icd10pcs.ProcedureTables.Value;

/** Reads CMS's files of ICD-10-PCS: the order file, the Tables and the Index. */
final class ProcedureFiles {

    private static final Pattern CODE = Pattern.compile("[0-9A-HJ-NP-Z]{3}(?:[0-9A-HJ-NP-Z]{4})?");

    // Columns of the order file: number 1-5, code 7-13, flag 15, short title 17-76, long title from 78.
    private static final int CODE_BEGIN = 6;
    private static final int CODE_END = 13;
    private static final int FLAG = 14;
    private static final int TITLE = 77;
    /** The official Index goes to level 4. */
    private static final int MAX_DEPTH = 16;

    private ProcedureFiles() {}

    /** The rows by code, in printed order. */
    static Map<String, ProcedureCode> orderFile(PublishedFile file) {
        Map<String, ProcedureCode> codes = new LinkedHashMap<>();
        file.lines(StandardCharsets.UTF_8, (line, number) -> {
            if (line.length() <= TITLE) {
                throw new IllegalArgumentException("is cut off or no line of an order file");
            }
            String code = line.substring(CODE_BEGIN, CODE_END).strip();
            char flag = line.charAt(FLAG);
            if (!CODE.matcher(code).matches() || flag != '0' && flag != '1') {
                throw new IllegalArgumentException("has no ICD-10-PCS code and flag where they belong");
            }
            if (!line.substring(0, CODE_BEGIN - 1).strip().equals(String.format("%05d", number))) {
                throw new IllegalArgumentException("does not carry its number: lines are missing");
            }
            ProcedureCode row = new ProcedureCode(code, line.substring(TITLE).strip(), flag == '1');
            if (codes.putIfAbsent(code, row) != null) {
                throw new IllegalArgumentException("has code " + code + " a second time");
            }
        });
        return codes;
    }

    /** The Tables. */
    static ProcedureTables tables(PublishedFile file, int year) {
        return XmlReader.read(file, "ICD10PCS.tabular", xml -> {
            List<Table> tables = new ArrayList<>();
            int stated = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "version" -> stated = year(file, XmlReader.text(xml));
                        case "pcsTable" -> tables.add(table(xml));
                        default -> XmlReader.skip(xml);
                    }
                }
            }
            refuseOtherYear(file, year, stated);
            return new ProcedureTables(year, tables);
        });
    }

    private static Table table(XMLStreamReader xml) throws XMLStreamException {
        List<Value> head = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "axis" -> head.addAll(axis(xml));
                    case "pcsRow" -> rows.add(row(xml));
                    default -> XmlReader.skip(xml);
                }
            }
        }
        try {
            return new Table(head, rows);
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException(e.getMessage(), xml.getLocation(), e);
        }
    }

    private static Row row(XMLStreamReader xml) throws XMLStreamException {
        List<List<Value>> axes = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                axes.add(axis(xml));
            }
        }
        try {
            return new Row(axes);
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException(e.getMessage(), xml.getLocation(), e);
        }
    }

    private static List<Value> axis(XMLStreamReader xml) throws XMLStreamException {
        String title = "";
        List<Value> values = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "title" -> title = XmlReader.text(xml);
                    case "label" -> {
                        String code = Optional.ofNullable(xml.getAttributeValue(null, "code"))
                                .orElse("");
                        if (code.length() != 1) {
                            throw new XMLStreamException("label without its character", xml.getLocation());
                        }
                        values.add(new Value(title, code.charAt(0), XmlReader.text(xml)));
                    }
                    default -> XmlReader.skip(xml);
                }
            }
        }
        return values;
    }

    /** The main terms of the Index. */
    static List<ProcedureTerm> index(PublishedFile file, int year) {
        return XmlReader.read(file, "ICD10PCS.index", xml -> {
            List<ProcedureTerm> terms = new ArrayList<>();
            int stated = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    if (xml.getLocalName().equals("version")) {
                        stated = year(file, XmlReader.text(xml));
                    } else if (xml.getLocalName().equals("mainTerm")) {
                        terms.add(term(xml, 0));
                    }
                }
            }
            refuseOtherYear(file, year, stated);
            return terms;
        });
    }

    private static ProcedureTerm term(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("terms nested deeper than " + MAX_DEPTH, xml.getLocation());
        }
        String title = "";
        List<String> codes = new ArrayList<>();
        List<String> see = new ArrayList<>();
        List<String> use = new ArrayList<>();
        List<ProcedureTerm> below = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "title" -> title = XmlReader.text(xml);
                    case "code", "codes", "tab" -> codes.add(XmlReader.text(xml));
                    case "see" -> see.add(mixed(xml, codes));
                    case "use" -> use.add(mixed(xml, codes));
                    case "term" -> below.add(term(xml, depth + 1));
                    default -> XmlReader.skip(xml);
                }
            }
        }
        return new ProcedureTerm(title, codes, see, use, below);
    }

    /** Words with codes among them: {@code Resection, Uterus<codes>0UT9</codes>}. */
    private static String mixed(XMLStreamReader xml, List<String> codes) throws XMLStreamException {
        StringBuilder words = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                codes.add(XmlReader.text(xml));
            } else if (xml.isCharacters()) {
                words.append(xml.getText());
            }
        }
        return XmlReader.fold(words.toString());
    }

    private static int year(PublishedFile file, String version) {
        if (!version.matches("20\\d\\d.*")) {
            throw file.broken("does not say which year it is for");
        }
        return Integer.parseInt(version.substring(0, 4));
    }

    private static void refuseOtherYear(PublishedFile file, int named, int stated) {
        if (named != stated) {
            throw new BrokenInstallation(
                    file.name(),
                    "is of " + stated + ", but named " + named,
                    "Give the file its own year's name, or install the file of " + named);
        }
    }
}
