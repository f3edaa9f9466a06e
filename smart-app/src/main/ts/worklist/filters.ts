/** What the list is narrowed down to, and its order. */
export interface Filters {
    readonly route: string;
    readonly service: string;
    /** A reference to who pays. */
    readonly payer: string;
    readonly hands: string;
    readonly order: string;
}

export const START: Filters = { route: "", service: "", payer: "", hands: "open", order: "-priority,authored-on" };

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
    ["-work-risk,-work-value,authored-on", "Most at stake first"],
];

const PAGE = 50;

/** More than this at once helps nobody: the list is to be narrowed down. The server gives no more either. */
const MOST = 500;

/** Whether there may be more than so many pages in one list. */
export const mayGrow = (pages: number): boolean => PAGE * pages < MOST;

/**
 * The search for Tasks that answers them; its values go in the body of the request.
 *
 * @param pages how many are shown at once
 */
export function search(filters: Filters, pages: number): Record<string, string> {
    return {
        code: "review-coding",
        status: filters.hands === "open" ? "ready,in-progress,on-hold" : filters.hands,
        ...(filters.route ? { "business-status": filters.route } : {}),
        ...(filters.service ? { "work-service": filters.service } : {}),
        ...(filters.payer ? { "work-payer": filters.payer } : {}),
        _sort: filters.order,
        _count: String(PAGE * pages),
        _include: "Task:patient,Task:encounter,Task:work-payer",
    };
}
