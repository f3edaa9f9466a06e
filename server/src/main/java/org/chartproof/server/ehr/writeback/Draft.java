package org.chartproof.server.ehr.writeback;

/**
 * A resource as an EHR is to have it.
 *
 * @param name value of the identifier under which the EHR has it
 * @param json without an id
 * @param withdrawn whether it says that it was entered in error
 */
record Draft(String name, String type, String json, boolean withdrawn) {}
