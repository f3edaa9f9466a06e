import "fhirclient";
import { exchanged, NotSignedIn, openedByEhr, signInAtEhr, type Ehr } from "./ehr";
import type { Reference } from "./fhir/resources";
import { REVIEWER_IDENTIFIER } from "./fhir/names";
import { FhirServer } from "./fhir/server";

/** How this server lets people in, as it tells it under `settings.json`. */
export interface Settings {
    readonly access: "open" | "embedded" | "issuer";
    /** Those that may open the page. */
    readonly ehrs: readonly Ehr[];
}

/** What this server knows the page as. */
const CLIENT = "chartproof-review";

// A client without a secret says who it is; the library leaves that out unless it is told.
FHIR.oauth2.settings.refreshTokenWithClientId = true;

/** A person at this page. */
export interface Session {
    readonly server: FhirServer;
    /** How this person signs: see docs/review.md, "Who". */
    readonly who: Reference;
    /** The encounter that the EHR has open, or that the address names. */
    readonly encounter: string | undefined;
    readonly patient: string | undefined;
    /** Whether an EHR opened it, which also says what is open. */
    readonly byEhr: boolean;
}

/** No more than the page uses: it reads a chart, decides about codes, and writes nothing else. */
const DATA_SCOPES = [
    "user/Encounter.rs",
    "user/Patient.rs",
    "user/DocumentReference.rs",
    "user/Binary.rs",
    "user/Practitioner.rs",
    "user/Organization.rs",
    "user/Condition.crus",
    "user/Claim.rus",
    "user/Task.rus",
    "user/Provenance.crs",
    "user/DetectedIssue.rus",
].join(" ");

const ID_SCOPES = "openid profile fhirUser online_access";

/** Where the encounter that the address named waits while somebody signs in: a redirect address has no room for it. */
const ASKED = "chartproof.encounter";

/** The FHIR base of the server that this page came from. */
export const FHIR_BASE = new URL("../fhir", document.baseURI).href;

export async function settings(): Promise<Settings> {
    const response = await fetch(new URL("app/settings.json", FHIR_BASE), { cache: "no-store" });
    return (await response.json()) as Settings;
}

/** What is signed in to: one chart; the work list of all; the feeds, where no chart is seen. Each comes back to its own page. */
export type Place = "chart" | "worklist" | "feeds";

const PAGES: Record<Place, string> = { chart: "app/index.html", worklist: "app/worklist.html", feeds: "feeds" };

/**
 * Goes on to the sign-in: of an EHR's launch (`iss` and `launch` in the address), or on our own. Who is to see one chart and named no encounter is asked for one there.
 */
export async function signIn(known: Settings, place: Place = "chart"): Promise<void> {
    const parameters = new URLSearchParams(location.search);
    const [iss, launch] = [parameters.get("iss"), parameters.get("launch")];
    if (iss !== null && launch !== null && iss.replace(/\/+$/, "") !== FHIR_BASE) {
        sessionStorage.removeItem(ASKED);
        await signInAtEhr(known.ehrs, iss, launch);
        return;
    }
    const asked = parameters.get("encounter");
    if (asked) {
        sessionStorage.setItem(ASKED, asked);
    }
    const context = parameters.has("launch") ? "launch " : asked || place !== "chart" ? "" : "launch/patient launch/encounter ";
    await FHIR.oauth2.authorize({
        // The library reads `launch` from the address itself.
        iss: FHIR_BASE,
        clientId: CLIENT,
        scope: place === "feeds" ? ID_SCOPES : `${context}${ID_SCOPES} ${DATA_SCOPES}`,
        redirectUri: new URL(PAGES[place], FHIR_BASE).href,
        pkceMode: "required",
        completeInTarget: true,
    });
}

/**
 * The session of this page; undefined if the person has to sign in first.
 *
 * @throws NotSignedIn if the person comes from the sign-in, and that can't be gone on with
 */
export async function session(known: Settings): Promise<Session | undefined> {
    const parameters = new URLSearchParams(location.search);
    const asked = parameters.get("encounter") ?? undefined;
    if (known.access === "open") {
        return {
            server: new FhirServer(FHIR_BASE, () => Promise.resolve(undefined)),
            who: { identifier: { system: REVIEWER_IDENTIFIER, value: "open-access" }, display: "Reviewer (open access)" },
            encounter: asked,
            patient: undefined,
            byEhr: false,
        };
    }
    let client: SmartClient;
    try {
        client = await FHIR.oauth2.ready();
    } catch {
        if (parameters.has("error")) {
            throw new NotSignedIn("The sign-in was broken off.", !openedByEhr());
        }
        if (parameters.has("code")) {
            throw new NotSignedIn("The sign-in was begun by another page, or long ago.");
        }
        if (!parameters.has("launch") && openedByEhr()) {
            throw new NotSignedIn("Your time is over. Open it again from the EHR.");
        }
        return undefined;
    }
    if (client.state.serverUrl !== FHIR_BASE) {
        client = await exchanged(client, FHIR_BASE, CLIENT);
    }
    const server = new FhirServer(FHIR_BASE, async () => {
        await client.refreshIfNeeded();
        return client.state.tokenResponse?.access_token;
    });
    return {
        server,
        who: await signature(server, client),
        encounter: asked ?? client.encounter.id ?? sessionStorage.getItem(ASKED) ?? undefined,
        patient: client.patient.id ?? undefined,
        byEhr: client.state.openedBy !== undefined,
    };
}

async function signature(server: FhirServer, client: SmartClient): Promise<Reference> {
    const token = client.getIdToken();
    const given = client.state.tokenResponse;
    const user = client.getFhirUser() ?? given?.fhirUser ?? null;
    const relative = user?.match(/(?:^|\/)((?:Practitioner|PractitionerRole)\/[A-Za-z0-9.-]+)$/)?.[1];
    const here = user !== null && (user === relative || user.startsWith(`${FHIR_BASE}/`));
    if (relative && here) {
        try {
            const [type = "", id = ""] = relative.split("/");
            const [found] = await server.search<{ resourceType: string; name?: { text?: string; family?: string; given?: string[] }[] }>(type, { _id: id });
            if (found) {
                const name = found.name?.[0];
                const display = name?.text ?? [...(name?.given ?? []), name?.family ?? ""].join(" ").trim();
                return { reference: relative, display: display || token?.name || given?.name || relative };
            }
        } catch {
            // May not be looked at: signed by identifier, as one who is known to the sign-in and not stored here.
        }
    }
    const value = (here ? relative : user) ?? token?.sub ?? "";
    return { identifier: { system: REVIEWER_IDENTIFIER, value }, display: token?.name ?? given?.name ?? value };
}
