package org.chartproof.terminology;

import java.util.Map;

/**
 * The 7th characters that a category demands (Guidelines I.A.5).
 *
 * @param heldBy the category or subcategory at which they are defined
 * @param meanings character to meaning, e.g. {@code A -> initial encounter for closed fracture}, in printed order
 */
public record SeventhCharacters(String heldBy, Map<String, String> meanings) {}
