package org.chartproof.coding.document;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** The text of a PDF in reading order. */
final class Pdf {

    private static final long MOST_MEMORY = 200_000_000;

    /** A page of text has some thousand; forms that draw forms that draw forms have more than there is time for. */
    private static final int MOST_OPERATORS = 20_000_000;

    private static final int MOST_CHARACTERS = DocumentReader.LARGEST_CONTENT / 2;

    private static final char PAGE_END = '\f';

    private Pdf() {}

    static Reading read(byte[] content) {
        try (PDDocument document = Loader.loadPDF(
                content, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MOST_MEMORY).streamCache)) {
            String text = new Stripper().getText(document);
            if (text.isBlank()) {
                return new Reading.NeedsOcr("The PDF's " + document.getNumberOfPages() + " page(s) have no text.");
            }
            return DocumentReader.found(MappedText.of(text), places(text));
        } catch (InvalidPasswordException e) {
            return new Reading.Unreadable("The PDF is encrypted: send it without a password.");
        } catch (TooMuch e) {
            return new Reading.Unreadable("The PDF draws more than a note can hold.");
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return new Reading.Unreadable("The PDF is malformed.");
        }
    }

    private static SourceMap.Places places(String text) {
        int[] lineStarts = new int[16];
        int[] pages = new int[16];
        int[] lines = new int[16];
        int count = 0;
        int page = 1;
        int line = 0;
        for (int at = 0; at <= text.length(); at++) {
            char before = at == 0 ? '\n' : text.charAt(at - 1);
            if (before == '\n' || before == PAGE_END) {
                if (count == lineStarts.length) {
                    lineStarts = Arrays.copyOf(lineStarts, count * 2);
                    pages = Arrays.copyOf(pages, count * 2);
                    lines = Arrays.copyOf(lines, count * 2);
                }
                page += before == PAGE_END ? 1 : 0;
                line = before == PAGE_END ? 1 : line + 1;
                lineStarts[count] = at;
                pages[count] = page;
                lines[count++] = line;
            }
        }
        return new Lines(Arrays.copyOf(lineStarts, count), pages, lines)::at;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Lines(int[] starts, int[] pages, int[] lines) {
        SourcePlace at(int position) {
            int found = Arrays.binarySearch(starts, position);
            int line = found >= 0 ? found : -found - 2;
            return new SourcePlace.OnPage(pages[line], lines[line]);
        }
    }

    /** Unchecked, since PDFBox goes on after a checked exception in a form. */
    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class Stripper extends PDFTextStripper {

        private int operators;
        private int characters;

        Stripper() {
            setSortByPosition(true);
            setLineSeparator("\n");
            setPageEnd(String.valueOf(PAGE_END));
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            if (++operators > MOST_OPERATORS) {
                throw new TooMuch();
            }
            super.processOperator(operator, operands);
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            if (++characters > MOST_CHARACTERS) {
                throw new TooMuch();
            }
            super.processTextPosition(text);
        }
    }
}
