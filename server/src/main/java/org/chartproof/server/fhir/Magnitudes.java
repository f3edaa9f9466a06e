package org.chartproof.server.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DecimalType;

/**
 * Refuses numbers that are short to write and long to spell out, such as 1e1000000000, in resources and in searches: the database's and HAPI's ways of comparing numbers would fill the memory with
 * digits.
 */
@Interceptor
public final class Magnitudes {
    private static final int MOST_DIGITS = 200;

    /** A number as a search has it, with its prefix and its exponent of four digits or more, at the start of a value or behind a comma, dollar or space. */
    private static final Pattern FAR_EXPONENT =
            Pattern.compile("(^|[=,$\\s])[a-z]{0,2}[+-]?[\\d.]+e[+-]?0*[1-9]\\d{3,}($|[|,$&\\s])");

    private static final Pattern FAR_NUMBER_IN_WORDS = Pattern.compile("\"[+-]?[\\d.]+[eE][+-]?0*[1-9]\\d{4,}\"");

    private final FhirContext context;

    Magnitudes(FhirContext context) {
        this.context = context;
    }

    /** Looks at a request before it is carried out. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(RequestDetails request) {
        for (Map.Entry<String, String[]> parameter : request.getParameters().entrySet()) {
            if (!isText(parameter.getKey())) {
                for (String value : parameter.getValue()) {
                    checkSearch(value);
                }
            }
        }
        String condition = request.getHeader("If-None-Exist");
        if (condition != null) {
            checkSearch(condition);
        }
        if (request.getRequestType() == RequestTypeEnum.PATCH) {
            // No resource yet that could be looked at: its words are.
            String patch = new String(request.loadRequestContents(), StandardCharsets.UTF_8);
            if (FAR_NUMBER_IN_WORDS.matcher(patch).find()) {
                refuse();
            }
        }
        IBaseResource resource = request.getResource();
        if (resource != null) {
            checkNumbers(resource);
        }
    }

    private void checkNumbers(IBaseResource resource) {
        context.newTerser()
                .getAllPopulatedChildElementsOfType(resource, DecimalType.class)
                .forEach(decimal -> check(decimal.getValue()));
        if (resource instanceof Bundle bundle) {
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                checkSearch(String.valueOf(entry.getRequest().getUrl()));
                checkSearch(String.valueOf(entry.getRequest().getIfNoneExist()));
            }
        }
    }

    private static void check(BigDecimal number) {
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            refuse();
        }
    }

    private static void checkSearch(String value) {
        if (FAR_EXPONENT.matcher(value.toLowerCase(Locale.ROOT)).find()) {
            refuse();
        }
    }

    /** Identifiers may look like such a number, and are none. */
    private static boolean isText(String parameter) {
        String name = parameter.split(":", 2)[0];
        return name.equals("_id") || name.endsWith("identifier");
    }

    private static void refuse() {
        throw new InvalidRequestException("A number is too large or too small to be one of a chart");
    }
}
