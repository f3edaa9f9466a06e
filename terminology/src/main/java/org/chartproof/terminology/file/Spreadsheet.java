package org.chartproof.terminology.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the cells of the first sheet of an Excel workbook (.xlsx: XML in a zip, ECMA-376) as text: all that CMS's and NCHS's
 * workbooks need. Formulas, styles and further sheets are not looked at; document types and external entities are refused.
 */
public final class Spreadsheet {

    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_ROWS = 200_000;

    private Spreadsheet() {}

    /**
     * The rows of the first sheet; a cell that is not there is an empty string. Numbers and dates are as stored: a date is the number
     * of days since 1899-12-30.
     *
     * @throws org.chartproof.terminology.BrokenInstallation if it is no workbook, is cut off or unpacks to too much
     */
    public static List<List<String>> rows(PublishedFile file) {
        byte[] strings = new byte[0];
        byte[] sheet = new byte[0];
        // A workbook may itself be an entry of an archive, so it is read as a stream; its directory at the end tells
        // nothing more.
        try (InputStream whole = new ByteArrayInputStream(file.read(InputStream::readAllBytes));
                ZipInputStream zip = new ZipInputStream(whole)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(STRINGS)) {
                    strings = unpacked(file, zip);
                } else if (entry.getName().equals(SHEET)) {
                    sheet = unpacked(file, zip);
                }
            }
            if (sheet.length == 0) {
                throw new ZipException("no " + SHEET + " in it");
            }
            List<String> shared = strings.length == 0 ? List.of() : sharedStrings(reader(strings));
            return rows(reader(sheet), shared);
        } catch (IOException e) {
            throw file.broken("is no complete Excel workbook (" + e.getMessage() + ")");
        } catch (XMLStreamException | NumberFormatException | IndexOutOfBoundsException e) {
            throw file.broken("holds a sheet that is damaged");
        }
    }

    private static byte[] unpacked(PublishedFile file, ZipInputStream zip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new LimitedStream(zip, file.name(), PublishedFile.MAX_BYTES / 2).transferTo(bytes);
        return bytes.toByteArray();
    }

    private static XMLStreamReader reader(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XmlReader.safeFactory();
        return factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    }

    private static List<String> sharedStrings(XMLStreamReader xml) throws XMLStreamException {
        List<String> strings = new ArrayList<>();
        while (xml.hasNext()) {
            if (isStart(xml, "si")) {
                strings.add(textOf(xml, "si"));
            }
            xml.next();
        }
        return strings;
    }

    private static List<List<String>> rows(XMLStreamReader xml, List<String> shared) throws XMLStreamException {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        while (xml.hasNext()) {
            if (isStart(xml, "row")) {
                row = new ArrayList<>();
                rows.add(row);
                if (rows.size() > MOST_ROWS) {
                    throw new XMLStreamException("more than " + MOST_ROWS + " rows");
                }
            } else if (isStart(xml, "c")) {
                int column = column(attribute(xml, "r"), row.size());
                boolean isShared = attribute(xml, "t").equals("s");
                String value = textOf(xml, "c");
                while (row.size() <= column) {
                    row.add("");
                }
                row.set(column, isShared && !value.isEmpty() ? shared.get(Integer.parseInt(value)) : value);
            }
            xml.next();
        }
        return rows;
    }

    /** All text below the element that the reader stands on, but for the formula of a cell. */
    private static String textOf(XMLStreamReader xml, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element)) {
                return text.toString();
            }
            if (event == XMLStreamConstants.START_ELEMENT && (is(xml, "f") || is(xml, "rPh"))) {
                XmlReader.skip(xml);
            } else if (xml.isCharacters()) {
                text.append(xml.getText());
            }
        }
    }

    /** The number of a column from a cell's name: {@code AB12} is 27. */
    private static int column(String cell, int next) throws XMLStreamException {
        int column = 0;
        int i = 0;
        while (i < cell.length() && Character.isUpperCase(cell.charAt(i)) && column <= MOST_COLUMNS) {
            column = column * 26 + cell.charAt(i) - 'A' + 1;
            i++;
        }
        int found = i == 0 ? next : column - 1;
        if (found >= MOST_COLUMNS) {
            throw new XMLStreamException("more than " + MOST_COLUMNS + " columns");
        }
        return found;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
    }

    private static boolean isStart(XMLStreamReader xml, String element) {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT && is(xml, element);
    }

    private static boolean is(XMLStreamReader xml, String element) {
        return xml.getLocalName().equals(element);
    }
}
