package org.chartproof.coding.document;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a PDF in reading order. */
final class Pdf {

    private static final long MOST_MEMORY = 200_000_000;

    private Pdf() {}

    static Reading read(byte[] content) {
        try (PDDocument document = Loader.loadPDF(
                content, "", null, null, MemoryUsageSetting.setupMainMemoryOnly(MOST_MEMORY).streamCache)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setLineSeparator("\n");
            String text = stripper.getText(document);
            if (text.isBlank()) {
                return new Reading.NeedsOcr("The PDF's " + document.getNumberOfPages() + " page(s) have no text.");
            }
            return DocumentReader.found(text);
        } catch (InvalidPasswordException e) {
            return new Reading.Unreadable("The PDF is encrypted: send it without a password.");
        } catch (IOException | RuntimeException e) {
            return new Reading.Unreadable("The PDF is malformed.");
        }
    }
}
