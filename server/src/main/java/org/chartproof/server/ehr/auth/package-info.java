/**
 * SMART Backend Services: how this server signs in at an EHR. In: a private key and what the EHR's smart-configuration says. Out: access tokens, and the public keys that the EHR verifies with.
 * Keys and tokens are never logged.
 */
@NullMarked
package org.chartproof.server.ehr.auth;

import org.jspecify.annotations.NullMarked;
