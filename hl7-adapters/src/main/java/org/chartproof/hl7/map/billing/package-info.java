/**
 * Charges and accounts: HL7 v2.5.1 chapter 6 (DFT, BAR). In: a {@link org.chartproof.hl7.map.Translation}. Out: ChargeItem, Account, Condition, Procedure, and the DRG of a stay.
 * What is billed by others is taken down here, and decides nothing about what this server codes.
 */
@NullMarked
package org.chartproof.hl7.map.billing;

import org.jspecify.annotations.NullMarked;
