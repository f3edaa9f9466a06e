/** What the list is narrowed down to, and its order. */
export interface Filters {
    readonly route: string;
    readonly service: string;
    readonly hands: string;
    readonly order: string;
}

export const START: Filters = { route: "", service: "", hands: "open", order: "-priority,authored-on" };

export const ROUTES: readonly (readonly [string, string])[] = [
    ["", "All routes"],
    ["coder-review", "For review"],
    ["documentation-query", "Has questions"],
    ["auto-final-sample", "Sample of sure ones"],
    ["auto-final", "Sure enough to be final"],
];

export const SERVICES: readonly (readonly [string, string])[] = [
    ["", "All services"],
    ["IMP", "Inpatient"],
    ["AMB", "Office visit"],
    ["EMER", "Emergency"],
    ["OBSENC", "Observation"],
];

export const HANDS: readonly (readonly [string, string])[] = [
    ["open", "To do"],
    ["ready", "Taken by nobody"],
    ["in-progress,on-hold", "Taken"],
    ["completed", "Done"],
];

export const ORDERS: readonly (readonly [string, string])[] = [
    ["-priority,authored-on", "Urgent, then oldest"],
    ["authored-on", "Oldest first"],
    ["-authored-on", "Newest first"],
    ["-work-value,authored-on", "Most at stake first"],
];

const PAGE = 50;

/** The search for Tasks that answers them; its values go in the body of the request. */
export function search(filters: Filters): Record<string, string> {
    return {
        code: "review-coding",
        status: filters.hands === "open" ? "ready,in-progress,on-hold" : filters.hands,
        ...(filters.route ? { "business-status": filters.route } : {}),
        ...(filters.service ? { "work-service": filters.service } : {}),
        _sort: filters.order,
        _count: String(PAGE),
        _include: "Task:patient,Task:encounter",
    };
}
