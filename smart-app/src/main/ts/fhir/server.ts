import type { Bundle, OperationOutcome, Parameter, Parameters, Resource } from "./resources";

/** One thing that the server has against a request. */
export interface Issue {
    /** Of `review-rule`, where the server names one. */
    readonly rule: string;
    readonly text: string;
    readonly expression: string;
}

/** The server said no. */
export class Refused extends Error {
    constructor(
        readonly status: number,
        readonly issues: readonly Issue[],
    ) {
        super(issues.map((issue) => issue.text).join(" ") || `The server answered ${status}.`);
    }

    /** Whether it has one reason among its reasons. */
    is(rule: string): boolean {
        return this.issues.some((issue) => issue.rule === rule);
    }
}

/** The server can't be reached. */
export class Unreachable extends Error {
    constructor() {
        super("The server can't be reached.");
    }
}

/** Gives the access token of the moment; undefined where none is needed. */
export type TokenSource = () => Promise<string | undefined>;

const JSON_TYPE = "application/fhir+json";
const PAGES_AT_MOST = 20;

/** The FHIR interface of the server that this page came from. */
export class FhirServer {
    constructor(
        private readonly base: string,
        private readonly token: TokenSource,
    ) {}

    read<R extends Resource>(path: string): Promise<R> {
        return this.send<R>("GET", path);
    }

    /** All matches of a search, over all its pages. Search values go in the body: addresses end up in logs. */
    async search<R extends Resource>(type: string, parameters: Record<string, string>): Promise<R[]> {
        const found: R[] = [];
        let page = await this.send<Bundle>("POST", `${type}/_search`, new URLSearchParams(parameters));
        for (let pages = 1; ; pages++) {
            for (const entry of page.entry ?? []) {
                if (entry.resource?.resourceType === type) {
                    found.push(entry.resource as R);
                }
            }
            const next = page.link?.find((link) => link.relation === "next")?.url;
            if (!next || pages === PAGES_AT_MOST) {
                return found;
            }
            page = await this.send<Bundle>("GET", `?${next.split("?")[1] ?? ""}`);
        }
    }

    /** The first page of a search, with what it includes; several values of `_include` are parted by commas. */
    page(type: string, parameters: Record<string, string>): Promise<Bundle> {
        const { _include: included = "", ...rest } = parameters;
        const body = new URLSearchParams(rest);
        included.split(",").filter((one) => one !== "").forEach((one) => body.append("_include", one));
        return this.send<Bundle>("POST", `${type}/_search`, body);
    }

    /** All or nothing. */
    transaction(bundle: Bundle, keepalive = false): Promise<Bundle> {
        return this.send<Bundle>("POST", "", bundle, undefined, keepalive);
    }

    update<R extends Resource>(resource: R, version: string): Promise<R> {
        return this.send<R>("PUT", `${resource.resourceType}/${resource.id}`, resource, version);
    }

    /** An operation that changes nothing. Its parameters go in the body, as those of a search do. */
    operation(path: string, parameter: Parameter[]): Promise<Resource> {
        return this.send<Resource>("POST", path, { resourceType: "Parameters", parameter } as Parameters);
    }

    private async send<R>(
        method: string,
        path: string,
        body?: Resource | URLSearchParams,
        ifMatch?: string,
        keepalive = false,
    ): Promise<R> {
        const headers: Record<string, string> = { Accept: JSON_TYPE };
        const token = await this.token();
        if (token) {
            headers["Authorization"] = `Bearer ${token}`;
        }
        if (body && !(body instanceof URLSearchParams)) {
            headers["Content-Type"] = JSON_TYPE;
        }
        if (ifMatch) {
            headers["If-Match"] = `W/"${ifMatch}"`;
        }
        const address = path === "" || path.startsWith("?") ? `${this.base}${path}` : `${this.base}/${path}`;
        let response: Response;
        try {
            response = await fetch(address, {
                method,
                headers,
                keepalive,
                cache: "no-store",
                ...(body ? { body: body instanceof URLSearchParams ? body : JSON.stringify(body) } : {}),
            });
        } catch {
            throw new Unreachable();
        }
        if (!response.ok) {
            throw new Refused(response.status, await issues(response));
        }
        return (await response.json()) as R;
    }
}

async function issues(response: Response): Promise<Issue[]> {
    try {
        const outcome = (await response.json()) as OperationOutcome;
        return (outcome.issue ?? []).map((issue) => ({
            rule: issue.details?.coding?.[0]?.code ?? "",
            text: issue.diagnostics ?? issue.details?.text ?? "",
            expression: issue.expression?.[0] ?? "",
        }));
    } catch {
        return [];
    }
}
