import { ICD_10_CM } from "../fhir/names";
import type { Coding, ValueSet } from "../fhir/resources";
import type { FhirServer } from "../fhir/server";

/** A code that fits what was typed. */
export interface Hit {
    readonly code: Coding;
    /** The Index or Tabular term that fits, where it is another than the title. */
    readonly term: string;
}

const MOST = 40;

/** Billable codes of the day by words, terms of the Alphabetic Index, or the beginning of a code. */
export async function search(server: FhirServer, text: string, day: string): Promise<Hit[]> {
    // In the body: the words may be a patient's.
    const answer = (await server.operation("ValueSet/$expand", [
        { name: "url", valueUri: `${ICD_10_CM}?fhir_vs` },
        { name: "filter", valueString: text },
        { name: "date", valueDateTime: day },
        { name: "count", valueInteger: MOST },
    ])) as ValueSet;
    return (answer.expansion?.contains ?? []).map((one) => ({
        code: {
            system: one.system ?? ICD_10_CM,
            ...(one.version ? { version: one.version } : {}),
            code: one.code ?? "",
            display: one.display ?? "",
        },
        // The way through the Index says more than the words at its end.
        term: (one.designation?.find((each) => each.use?.code === "index-path") ?? one.designation?.[0])?.value ?? "",
    }));
}
