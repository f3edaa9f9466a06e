/** What this page uses of the fhirclient library. */
declare module "fhirclient" {
    export {};
}

/** The library registers itself here, as it would when loaded by a script element. */
declare const FHIR: {
    oauth2: {
        readonly settings: { refreshTokenWithClientId?: boolean };
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

/** What a token endpoint gave, with what SMART adds to it. */
interface TokenResponse {
    readonly access_token?: string;
    readonly id_token?: string;
    readonly expires_in?: number;
    readonly scope?: string;
    readonly patient?: string;
    readonly encounter?: string;
    readonly fhirUser?: string;
    readonly name?: string;
}

/** A signed-in session as the library keeps it. */
interface SmartClient {
    readonly patient: { readonly id: string | null };
    readonly encounter: { readonly id: string | null };
    readonly state: {
        /** Under which the library keeps this very object. */
        readonly key: string;
        readonly serverUrl: string;
        readonly redirectUri: string;
        /** FHIR base of the EHR that this page exchanged its sign-in of; the library keeps it with the rest. */
        readonly openedBy?: string;
        readonly expiresAt?: number;
        readonly tokenResponse?: TokenResponse;
    };
    getFhirUser(): string | null;
    getIdToken(): { readonly sub?: string; readonly name?: string } | null;
    refreshIfNeeded(): Promise<unknown>;
}
