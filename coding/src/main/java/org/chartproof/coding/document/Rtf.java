package org.chartproof.coding.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.swing.text.BadLocationException;
import javax.swing.text.Document;
import javax.swing.text.rtf.RTFEditorKit;

/** The text of RTF, by the JDK's own reader, which needs no display. */
final class Rtf {

    private Rtf() {}

    static Reading read(byte[] content) {
        try {
            RTFEditorKit kit = new RTFEditorKit();
            Document document = kit.createDefaultDocument();
            kit.read(new ByteArrayInputStream(content), document, 0);
            return DocumentReader.found(document.getText(0, document.getLength()));
        } catch (IOException | BadLocationException | RuntimeException e) {
            // The reader throws unchecked exceptions at malformed groups.
            return new Reading.Unreadable("The RTF is malformed.");
        }
    }
}
