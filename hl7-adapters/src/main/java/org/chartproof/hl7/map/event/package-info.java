/** All mappings of events together. In: nothing. Out: a {@link org.chartproof.hl7.map.MessageMapper} that knows every event. The one package that knows all mappings. */
@NullMarked
package org.chartproof.hl7.map.event;

import org.jspecify.annotations.NullMarked;
