package org.chartproof.coding.document;

/** Where a character of the normalised text stands in the content that the EHR keeps, in the terms of that content's format. */
public sealed interface SourcePlace {

    /**
     * In plain text or HTML.
     *
     * @param offset of the character in the decoded content, in UTF-16 characters from 0; of an HTML entity, its ampersand; of a
     *     line end or tab that HTML's layout makes, what follows it
     */
    record InText(int offset) implements SourcePlace {}

    /**
     * In XML.
     *
     * @param path of the text node, an XPath of local names such as
     *     {@code /ClinicalDocument[1]/component[1]/structuredBody[1]/component[2]/section[1]/text[1]/list[1]/item[3]/text()[1]}
     * @param offset of the character within that node, from 0
     */
    record InElement(String path, int offset) implements SourcePlace {}

    /**
     * In RTF.
     *
     * @param number of the paragraph, from 1; a row of a table is one
     * @param offset of the character within the paragraph's text, from 0
     */
    record InParagraph(int number, int offset) implements SourcePlace {}

    /**
     * In a PDF.
     *
     * @param page from 1, counted from the first page of the file
     * @param line of the page's text in reading order, from 1
     */
    record OnPage(int page, int line) implements SourcePlace {}
}
