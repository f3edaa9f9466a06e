import { FHIR_BASE, settings, signIn } from "../session";

/** What the page under /feeds, which is no part of this bundle, needs to know of who sits before it. */
interface Door {
    /** Headers that show the server who asks. */
    headers(): Promise<Record<string, string>>;
    /** Whether whoever looks can follow a link into FHIR: without a token in hand a browser gets nothing there. */
    readonly isOpen: boolean;
    /** Goes to the sign-in. */
    signIn(): Promise<void>;
}

declare global {
    interface Window {
        chartproof?: Promise<Door>;
    }
}

/** Under which the library keeps this page's sign-in: apart from that of the review page, which shows charts. */
const OWN = "chartproof.feeds";
const LIBRARYS = "SMART_KEY";

/** The view that was asked for, while somebody signs in. */
const VIEW = "chartproof.feeds.view";

async function enter(): Promise<Door> {
    const known = await settings();
    if (known.access === "open") {
        return { headers: () => Promise.resolve({}), isOpen: true, signIn: () => Promise.resolve() };
    }
    const goToSignIn = async (): Promise<void> => {
        sessionStorage.setItem(VIEW, location.hash);
        await signIn(known, "feeds");
    };
    const back = new URLSearchParams(location.search);
    const stateKey = back.get("state") ?? sessionStorage.getItem(OWN);
    if (back.has("error")) {
        throw new Error("The sign-in was broken off.");
    }
    if (!stateKey) {
        await goToSignIn();
        return leaving();
    }
    let client: SmartClient;
    try {
        client = await FHIR.oauth2.ready({ stateKey });
    } catch {
        if (back.has("code")) {
            throw new Error("The sign-in was begun by another page, or long ago.");
        }
        await goToSignIn();
        return leaving();
    }
    sessionStorage.setItem(OWN, stateKey);
    if (back.has("state")) {
        sessionStorage.removeItem(LIBRARYS);
        history.replaceState(null, "", new URL(`feeds${sessionStorage.getItem(VIEW) ?? ""}`, FHIR_BASE));
    }
    return {
        headers: async () => {
            await client.refreshIfNeeded();
            return { Authorization: `Bearer ${client.state.tokenResponse?.access_token ?? ""}` };
        },
        isOpen: false,
        signIn: goToSignIn,
    };
}

/** The page is on its way elsewhere, and shows nothing more. */
function leaving(): Promise<never> {
    return new Promise(() => undefined);
}

window.chartproof = enter();
// Whoever waits for it is told; without anybody it is no failure of the page.
window.chartproof.catch(() => undefined);
