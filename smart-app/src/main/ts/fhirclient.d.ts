/** What this page uses of the fhirclient library. */
declare module "fhirclient" {
    export {};
}

/** The library registers itself here, as it would when loaded by a script element. */
declare const FHIR: {
    oauth2: {
        authorize(options: {
            iss?: string;
            clientId: string;
            scope: string;
            redirectUri: string;
            pkceMode: "ifSupported" | "required";
            completeInTarget?: boolean;
        }): Promise<string | void>;
        ready(options?: { stateKey?: string }): Promise<SmartClient>;
    };
};

/** A signed-in session as the library keeps it. */
interface SmartClient {
    readonly patient: { readonly id: string | null };
    readonly encounter: { readonly id: string | null };
    readonly state: {
        readonly serverUrl: string;
        readonly expiresAt?: number;
        readonly tokenResponse?: { readonly access_token?: string; readonly fhirContext?: { reference?: string }[] };
    };
    getFhirUser(): string | null;
    getIdToken(): { readonly sub?: string; readonly name?: string } | null;
    refreshIfNeeded(): Promise<unknown>;
}
