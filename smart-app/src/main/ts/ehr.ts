import "fhirclient";

/** An EHR that may open the page, as this server's configuration has it. */
export interface Ehr {
    /** Its FHIR base. */
    readonly iss: string;
    /** What it knows this page as. */
    readonly clientId: string;
    readonly scope: string;
}

/** The page can't go on, for a reason that the person can read. */
export class NotSignedIn extends Error {
    override readonly name = "NotSignedIn";

    /** @param again whether signing in here may help */
    constructor(
        message: string,
        readonly again = true,
    ) {
        super(message);
    }
}

/** Remembers in this tab that an EHR has opened the page: when its time is over, only the EHR can open it again. */
const OPENED = "chartproof.ehr";

/** Of the patient who is open in the EHR alone; the server gives no more than that, whatever the page asks for. */
const SCOPE = [
    "patient/Encounter.rs",
    "patient/Patient.rs",
    "patient/DocumentReference.rs",
    "patient/Binary.rs",
    "patient/Practitioner.rs",
    "patient/Condition.crus",
    "patient/Claim.rus",
    "patient/Task.rus",
    "patient/Provenance.crs",
    "patient/DetectedIssue.rus",
    "online_access",
].join(" ");

const plain = (url: string): string => url.replace(/\/+$/, "");

/**
 * Goes on to the EHR's sign-in. An EHR that isn't configured is not asked for anything, and nobody is sent there: whoever can make a person follow a link could name any.
 *
 * @param iss as the address of the launch has it
 * @throws NotSignedIn if it isn't configured
 */
export async function signInAtEhr(ehrs: readonly Ehr[], iss: string, launch: string): Promise<void> {
    const ehr = ehrs.find((one) => plain(one.iss) === plain(iss));
    if (!ehr) {
        throw new NotSignedIn(
            `Chartproof was opened by ${shown(iss)}, which it does not know. Whoever runs Chartproof can add it to its configuration: under ehr.sources, with that address as base and a launch.client-id.`,
            false,
        );
    }
    // The library believes the address before it believes us: nothing else of it is left for that.
    history.replaceState(null, "", `${location.pathname}?${new URLSearchParams({ iss: ehr.iss, launch }).toString()}`);
    sessionStorage.setItem(OPENED, ehr.iss);
    await FHIR.oauth2.authorize({
        iss: ehr.iss,
        clientId: ehr.clientId,
        scope: ehr.scope,
        redirectUri: "index.html",
        pkceMode: "required",
        completeInTarget: true,
    });
}

/** An address as a person can read it; the rest of what stands in a link is not shown. */
function shown(iss: string): string {
    try {
        const url = new URL(iss);
        return /^https?:$/.test(url.protocol) ? `${url.origin}${url.pathname}` : "something";
    } catch {
        return "something";
    }
}

/** Whether an EHR has opened the page in this tab; told once, so that a person can sign in here after that. */
export function openedByEhr(): boolean {
    const opened = sessionStorage.getItem(OPENED) !== null;
    sessionStorage.removeItem(OPENED);
    return opened;
}

/**
 * A session of this server for the EHR's (RFC 8693). The EHR's tokens are forgotten, whatever comes of it: this server's take their place in the library's store, so that a page that is loaded again goes on with
 * them, and they are refreshed as all others are.
 *
 * @param base this server's FHIR base
 * @throws NotSignedIn if this server does not take what the EHR gave
 */
export async function exchanged(client: SmartClient, base: string, clientId: string): Promise<SmartClient> {
    const { key, serverUrl, redirectUri, tokenResponse = {} } = client.state;
    sessionStorage.removeItem(key);
    const tokenUri = new URL("../auth/token", document.baseURI).href;
    const form = new URLSearchParams({
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        client_id: clientId,
        subject_token: tokenResponse.access_token ?? "",
        subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
        id_token: tokenResponse.id_token ?? "",
        iss: serverUrl,
        patient: tokenResponse.patient ?? "",
        encounter: tokenResponse.encounter ?? "",
        scope: SCOPE,
    });
    const response = await fetch(tokenUri, { method: "POST", body: form, cache: "no-store" });
    const given = (await response.json()) as TokenResponse & { readonly error_description?: string };
    if (!response.ok) {
        throw new NotSignedIn(`${given.error_description ?? "This server does not take what the EHR gave."} Close this window and open it again from the EHR.`, false);
    }
    const state = {
        key,
        serverUrl: base,
        openedBy: serverUrl,
        redirectUri,
        clientId,
        tokenUri,
        scope: given.scope,
        completeInTarget: true,
        tokenResponse: given,
        expiresAt: Math.floor(Date.now() / 1000) + (given.expires_in ?? 0),
    };
    sessionStorage.setItem(key, JSON.stringify(state));
    return FHIR.oauth2.ready();
}
