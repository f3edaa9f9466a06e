import { ICD_10_CM } from "../fhir/names";
import type { Parameter, Parameters } from "../fhir/resources";
import type { FhirServer } from "../fhir/server";

/** What the Tabular List says of a code. */
export interface CodeDetails {
    readonly display: string;
    readonly billable: boolean;
    /** Notes by kind, e.g. `Excludes1`. */
    readonly notes: readonly { readonly kind: string; readonly texts: readonly string[] }[];
    readonly seventhCharacters: readonly { readonly character: string; readonly meaning: string }[];
}

const KINDS: readonly (readonly [string, string])[] = [
    ["excludes1", "Excludes1"],
    ["codeFirst", "Code first"],
    ["useAdditional", "Use additional code"],
    ["codeAlso", "Code also"],
    ["excludes2", "Excludes2"],
    ["includes", "Includes"],
    ["inclusionTerm", "Inclusion terms"],
];

/** Details of codes, fetched when first asked for. */
export class Details {
    private readonly known = new Map<string, CodeDetails | "coming" | "none">();

    /**
     * @param day of service: the release in force on it answers
     * @param arrived called when details that were asked for are there
     */
    constructor(
        private readonly server: FhirServer,
        private readonly day: string,
        private readonly arrived: () => void,
    ) {}

    /** The details, if they are there; else they are on their way. */
    of(code: string): CodeDetails | undefined {
        const known = this.known.get(code);
        if (known === undefined && code !== "") {
            this.known.set(code, "coming");
            this.fetch(code).then(
                (details) => {
                    this.known.set(code, details);
                    this.arrived();
                },
                () => this.known.set(code, "none"),
            );
        }
        return typeof known === "object" ? known : undefined;
    }

    async fetch(code: string): Promise<CodeDetails> {
        const answer = await this.server.operation("CodeSystem/$lookup", [
            { name: "system", valueUri: ICD_10_CM },
            { name: "code", valueCode: code },
            { name: "date", valueDateTime: this.day },
        ]);
        return details(answer as Parameters);
    }
}

function details(answer: Parameters): CodeDetails {
    const properties = (answer.parameter ?? []).filter((one) => one.name === "property");
    const values = (name: string): string[] => properties.filter((one) => value(one, "code") === name).map((one) => value(one, "value"));
    return {
        display: answer.parameter?.find((one) => one.name === "display")?.valueString ?? "",
        billable: values("billable")[0] === "true",
        notes: KINDS.map(([name, kind]) => ({ kind, texts: values(name) })).filter((one) => one.texts.length > 0),
        seventhCharacters: values("seventhCharacter").map((one) => {
            const [character = "", ...meaning] = one.split(":");
            return { character: character.trim(), meaning: meaning.join(":").trim() };
        }),
    };
}

function value(property: Parameter, name: string): string {
    const found = property.part?.find((one) => one.name === name);
    return String(found?.valueString ?? found?.valueCode ?? found?.valueBoolean ?? "");
}
