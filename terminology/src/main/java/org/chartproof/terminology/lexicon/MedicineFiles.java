package org.chartproof.terminology.lexicon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chartproof.terminology.BrokenInstallation;
import org.chartproof.terminology.Medicine;
import org.chartproof.terminology.MedicineClass;
import org.chartproof.terminology.Term;

/** Reads {@code drug-classes.tsv} and {@code drugs.tsv}: see there for what their columns mean. */
public final class MedicineFiles {

    static final String CLASSES = "drug-classes.tsv";
    static final String DRUGS = "drugs.tsv";

    private static final String NONE = "-";
    private static final int CLASS_COLUMNS = 6;
    private static final int DRUG_COLUMNS = 4;

    /** A code but for its last two characters: intent, and phase of care. */
    private static final Pattern TABLE_CODE = Pattern.compile("T[3-6]\\d\\.[0-9A-Z]{1,2}");

    private static final Pattern STATUS_CODE = Pattern.compile("Z(79|88|91)\\.\\d{1,3}");

    private MedicineFiles() {}

    /**
     * The drugs that the jar carries.
     *
     * @throws BrokenInstallation naming file and line, if a file breaks its schema or two drugs have one name
     */
    public static List<Medicine> own() {
        String place = "/org/chartproof/terminology/lexicon/";
        return read(Lexicon.lines(place, CLASSES), Lexicon.lines(place, DRUGS));
    }

    static List<Medicine> read(List<String> classLines, List<String> drugLines) {
        Map<String, MedicineClass> classes = new HashMap<>();
        rows(CLASSES, classLines, CLASS_COLUMNS).forEach(row -> {
            MedicineClass read = row.kind();
            if (classes.put(read.name(), read) != null) {
                throw row.error("repeats a class");
            }
        });
        List<Medicine> medicines = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Row row : rows(DRUGS, drugLines, DRUG_COLUMNS)) {
            Medicine medicine = row.medicine(classes);
            medicine.names().forEach(name -> {
                if (!names.add(name.words())) {
                    throw row.error("repeats the name \"" + name.words() + "\"");
                }
            });
            medicines.add(medicine);
        }
        return List.copyOf(medicines);
    }

    private static List<Row> rows(String file, List<String> lines, int columns) {
        List<Row> rows = new ArrayList<>();
        String before = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Row row = new Row(file, i + 1, line.split("\t", -1));
            if (row.cells().length != columns) {
                throw row.error("has " + row.cells().length + " columns, not " + columns);
            }
            String key = row.cell(0).toLowerCase(Locale.ROOT);
            if (key.compareTo(before) <= 0) {
                throw row.error("is out of order, or stands twice");
            }
            before = key;
            rows.add(row);
        }
        return rows;
    }

    private record Row(String file, int line, String[] cells) {

        String cell(int index) {
            return cells[index].strip();
        }

        BrokenInstallation error(String problem) {
            return LexiconFile.error(file, line, problem);
        }

        MedicineClass kind() {
            return new MedicineClass(
                    cell(0), tableCode(1), statusCode(2), reported(cell(3)), statusCode(4), indications(cell(5)));
        }

        Medicine medicine(Map<String, MedicineClass> classes) {
            MedicineClass kind = classes.get(cell(2));
            if (kind == null) {
                throw error("names the class \"" + cell(2) + "\" that " + CLASSES + " lacks");
            }
            List<Medicine.Name> names = new ArrayList<>();
            names.add(name(cell(0)));
            if (!cell(1).equals(NONE)) {
                for (String other : cell(1).split("\\s*\\|\\s*", -1)) {
                    names.add(name(other));
                }
            }
            return new Medicine(cell(0), names, kind, cell(3).equals(NONE) ? List.of(kind.tableCode()) : tableCodes(3));
        }

        private Medicine.Name name(String printed) {
            try {
                Term term = LexiconFile.term(printed, "", "");
                return new Medicine.Name(term.words(), term.requires());
            } catch (IllegalArgumentException e) {
                throw error("has an empty name, or brackets that hold neither near: nor not: words");
            }
        }

        private List<String> tableCodes(int index) {
            return Stream.of(cell(index).split(",")).map(this::tableCode).toList();
        }

        private String tableCode(int index) {
            return tableCode(cell(index));
        }

        private String tableCode(String printed) {
            if (!TABLE_CODE.matcher(printed).matches()) {
                throw error("has no place in the Table of Drugs such as T46.4X");
            }
            return printed;
        }

        private Optional<String> statusCode(int index) {
            if (cell(index).equals(NONE)) {
                return Optional.empty();
            }
            if (!STATUS_CODE.matcher(cell(index)).matches()) {
                throw error("has neither a status code nor \"-\"");
            }
            return Optional.of(cell(index));
        }

        private MedicineClass.Reported reported(String cell) {
            try {
                return MedicineClass.Reported.valueOf(cell.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw error("says neither listed, daily, said nor none");
            }
        }

        private static List<String> indications(String cell) {
            return cell.equals(NONE) ? List.of() : List.of(cell.split("\\s*,\\s*"));
        }
    }
}
