import type { Chart, Dropped, Question } from "../chart/model";

/** Words for people, where FHIR has codes. */

const DROPPED: Record<string, string> = {
    negated: "Negated",
    "family-history": "Family history",
    "other-person": "Another person",
    historical: "History, not current",
    hypothetical: "Hypothetical",
    planned: "Planned",
    uncertain: "Uncertain, outpatient",
    "integral-symptom": "Symptom of a coded diagnosis",
    excludes1: "Excludes1",
    "less-specific": "A more specific code stands",
    "age-or-sex": "Does not fit age or sex",
    "not-billable": "No billable code",
    section: "Section states no diagnosis",
    "low-confidence": "Too unsure",
};

const STEPS: Record<string, string> = {
    section: "Section",
    index: "Index",
    lexicon: "Lexicon",
    tabular: "Tabular",
    assertion: "Stated as",
    guideline: "Rule",
    confidence: "Confidence",
};

const CLASSES: Record<string, string> = { IMP: "Inpatient", ACUTE: "Inpatient", NONAC: "Inpatient", EMER: "Emergency", AMB: "Office visit", OBSENC: "Observation", SS: "Short stay", VR: "Virtual", HH: "Home health" };

const ROUTES: Record<string, string> = { "auto-final": "Sure enough to be final", "coder-review": "For review", "documentation-query": "Has questions", "auto-final-sample": "Sample of sure ones" };

export const ON_ADMISSION: Record<string, string> = {
    y: "Yes",
    n: "No, arose later",
    u: "Not documented",
    w: "Clinically undetermined",
    exempt: "Exempt",
};

/** Reasons of docs/review.md, in the order in which a reviewer needs them. */
export const REASONS: Record<"reject" | "change" | "add", readonly (readonly [string, string])[]> = {
    reject: [
        ["not-documented", "The words do not say it"],
        ["ruled-out", "Denied, ruled out or only suspected"],
        ["not-current", "History or resolved"],
        ["integral", "Symptom of another coded diagnosis"],
        ["not-reportable", "Not treated or evaluated here"],
        ["duplicate", "Said by another code"],
        ["other-person", "Said of somebody else"],
        ["wrong-code", "Wrong code for these words"],
        ["other", "Other: say which"],
    ],
    change: [
        ["more-specific", "The chart supports a more specific code"],
        ["wrong-code", "Another code says what the words say"],
        ["documentation-answered", "The author has answered"],
        ["duplicate", "Said by another code"],
        ["other", "Other: say which"],
    ],
    add: [
        ["missed", "Documented, not suggested"],
        ["clinical-knowledge", "No words to point at: say why"],
        ["documentation-answered", "The author has answered"],
        ["other", "Other: say which"],
    ],
};

/** @param kind of decision: the same reason reads differently for another one */
export function reasonWords(code: string, kind: string): string {
    const own = kind === "changed" ? REASONS.change : kind === "added" ? REASONS.add : REASONS.reject;
    return own.find(([key]) => key === code)?.[1] ?? code.replaceAll("-", " ");
}

export const droppedWords = (dropped: Dropped): string => DROPPED[dropped.reason] ?? dropped.reason.replaceAll("-", " ");

export const stepWords = (kind: string): string => STEPS[kind] ?? kind;

/** The class of an encounter in words. */
export const serviceWords = (service: string): string => CLASSES[service] ?? service;

export const routeWords = (route: string): string => ROUTES[route] ?? route;

export const axisWords = (question: Question): string => question.axis.replaceAll("-", " ") || "documentation";

export function percent(confidence: number): string {
    // Never 100: no suggestion is certain.
    return `${Math.min(99, Math.floor(confidence * 100))} %`;
}

// Made once: making one costs more than all the dates of a page.
const DAY = new Intl.DateTimeFormat("en-US", { year: "numeric", month: "short", day: "numeric" });
const MOMENT = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });

export function day(date: string | undefined): string {
    if (!date) {
        return "";
    }
    const time = new Date(date.length <= 10 ? `${date}T12:00:00` : date);
    return Number.isNaN(time.valueOf()) ? date : DAY.format(time);
}

export function moment(date: string): string {
    return MOMENT.format(new Date(date));
}

export function patientName(chart: Chart): string {
    const name = chart.patient?.name?.[0];
    return name?.text ?? ([...(name?.given ?? []), name?.family ?? ""].join(" ").trim() || "Patient");
}

/** Age in years on the day that the encounter began, and sex. */
export function ageAndSex(chart: Chart): string {
    const born = chart.patient?.birthDate;
    const at = chart.encounter.period?.start ?? new Date().toISOString();
    let age = "";
    if (born && born.length === 10) {
        const years = Number(at.slice(0, 4)) - Number(born.slice(0, 4)) - (at.slice(5, 10) < born.slice(5) ? 1 : 0);
        age = `${years} y`;
    }
    return [age, chart.patient?.gender ?? ""].filter((word) => word !== "").join(", ");
}

export function encounterWords(chart: Chart): string {
    const { period } = chart.encounter;
    const from = day(period?.start);
    const to = day(period?.end);
    const when = to && to !== from ? `${from} – ${to}` : from;
    return [CLASSES[chart.encounter.class?.code ?? ""] ?? chart.encounter.class?.display ?? "Encounter", when].filter((word) => word !== "").join(", ");
}
