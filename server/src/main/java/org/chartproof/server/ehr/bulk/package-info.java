/**
 * The first load: a Group's resources as an export of the EHR. In: the wish for one. Out: news with the resources, put down a batch at a time together with how far the files were read, so that a
 * load that is broken off goes on where it was. The export is deleted at the EHR when all of it is here.
 */
@NullMarked
package org.chartproof.server.ehr.bulk;

import org.jspecify.annotations.NullMarked;
