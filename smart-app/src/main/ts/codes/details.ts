import { ICD_10_CM } from "../fhir/names";
import type { Parameter, Parameters } from "../fhir/resources";
import type { FhirServer } from "../fhir/server";

/** What the Tabular List says of a code. */
export interface CodeDetails {
    readonly display: string;
    readonly billable: boolean;
    /** Whether it is exempt from reporting present on admission. */
    readonly poaExempt: boolean;
    /** Notes by kind, e.g. `Excludes1`; a note of a heading above says of which. */
    readonly notes: readonly { readonly kind: string; readonly texts: readonly string[] }[];
    /** Each with the code that it makes. */
    readonly seventhCharacters: readonly { readonly character: string; readonly meaning: string; readonly code: string }[];
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

/** Details of codes, each fetched once, when first asked for. */
export class Details {
    private readonly known = new Map<string, CodeDetails>();
    private readonly coming = new Map<string, Promise<CodeDetails>>();

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
        if (code !== "" && !this.coming.has(code)) {
            // A code of another year has none: nothing is shown then.
            this.fetch(code).then(this.arrived, () => undefined);
        }
        return this.known.get(code);
    }

    /** The details, once they are there. */
    fetch(code: string): Promise<CodeDetails> {
        const before = this.coming.get(code);
        if (before) {
            return before;
        }
        const fetched = this.ask(code);
        this.coming.set(code, fetched);
        return fetched;
    }

    private async ask(code: string): Promise<CodeDetails> {
        const answer = await this.server.operation("CodeSystem/$lookup", [
            { name: "system", valueUri: ICD_10_CM },
            { name: "code", valueCode: code },
            { name: "date", valueDateTime: this.day },
        ]);
        const found = details(answer as Parameters);
        this.known.set(code, found);
        return found;
    }
}

function details(answer: Parameters): CodeDetails {
    const properties = (answer.parameter ?? []).filter((one) => one.name === "property");
    const of = (name: string): Parameter[] => properties.filter((one) => value(one, "code") === name);
    return {
        display: answer.parameter?.find((one) => one.name === "display")?.valueString ?? "",
        billable: of("billable").some((one) => value(one, "value") === "true"),
        poaExempt: of("poaExempt").some((one) => value(one, "value") === "true"),
        notes: KINDS.map(([name, kind]) => ({ kind, texts: of(name).map(noteWords) })).filter((one) => one.texts.length > 0),
        seventhCharacters: of("seventhCharacter")
            .map((one) => {
                const [character = "", ...meaning] = value(one, "value").split(":");
                return { character: character.trim(), meaning: meaning.join(":").trim(), code: sub(one, "leadsTo") };
            })
            .filter((one) => one.code !== ""),
    };
}

function noteWords(note: Parameter): string {
    return sub(note, "inherited") === "true" ? `${value(note, "value")} (at ${sub(note, "heldBy")})` : value(note, "value");
}

/** What is said of a property's value. */
function sub(property: Parameter, name: string): string {
    const found = property.part?.find((one) => one.name === "subproperty" && value(one, "code") === name);
    return found ? value(found, "value") : "";
}

function value(property: Parameter, name: string): string {
    const found = property.part?.find((one) => one.name === name);
    return String(found?.valueString ?? found?.valueCode ?? found?.valueBoolean ?? "");
}
