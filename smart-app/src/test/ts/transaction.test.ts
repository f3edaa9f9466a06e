import assert from "node:assert/strict";
import { test } from "node:test";
import { code, type Claim, type Condition, type DetectedIssue, type Provenance, type Task } from "../../main/ts/fhir/resources";
import { accept, add, answer, change, move, reject, reopen, setOnAdmission } from "../../main/ts/decision/work";
import { CHART, line, resources, WHO, WORK, write } from "./example";

const status = (condition: Condition | undefined): string => code(condition?.verificationStatus);
const activities = (all: readonly Provenance[]): string[] => all.map((one) => code(one.activity));

test("nothing decided, nothing written", () => {
    assert.equal(write(WORK), undefined);
});

test("an accepted code is confirmed under the reviewer's name, with a proof of its own", () => {
    const bundle = write(accept(line(WORK, "I10")).apply(WORK))?.bundle;

    const [condition] = resources<Condition>(bundle, "Condition");
    assert.equal(status(condition), "confirmed");
    assert.deepEqual(condition?.recorder, WHO);
    const [provenance] = resources<Provenance>(bundle, "Provenance");
    assert.deepEqual(provenance?.target.map((one) => one.reference), ["Condition/cond-I10", "Claim/claim-stay"]);
    assert.deepEqual(bundle?.entry?.find((one) => one.resource?.resourceType === "Claim")?.request?.ifMatch, 'W/"1"');
    assert.equal(resources<Task>(bundle, "Task")[0]?.status, "in-progress");
});

test("a rejected code leaves the claim and is refuted when the patient does not have it", () => {
    const bundle = write(reject(line(WORK, "J18.9"), "ruled-out", "").apply(WORK))?.bundle;

    assert.equal(status(resources<Condition>(bundle, "Condition")[0]), "refuted");
    const [claim] = resources<Claim>(bundle, "Claim");
    assert.deepEqual(claim?.diagnosis?.map((one) => [one.sequence, one.id]), [[1, "dx-I10"], [2, "dx-E11.9"]]);
    assert.equal(code(claim?.diagnosis?.[0]?.type?.[0]), "principal");
    assert.deepEqual(claim?.item?.[0]?.diagnosisSequence, [2], "services point at what is left");
});

test("a rejected symptom of another diagnosis is a wrong code, not a refuted condition", () => {
    const bundle = write(reject(line(WORK, "J18.9"), "integral", "").apply(WORK))?.bundle;

    const [condition] = resources<Condition>(bundle, "Condition");
    assert.equal(status(condition), "entered-in-error");
    assert.equal(condition?.clinicalStatus, undefined);
});

test("a changed code stands in the place of the old one, and its proof names the old one and the words", () => {
    const work = change(line(WORK, "J18.9"), { code: "J15.9", display: "Bacterial pneumonia" }, "more-specific", "").apply(WORK);
    const bundle = write(work)?.bundle;

    const made = bundle?.entry?.find((one) => one.request?.method === "POST" && one.resource?.resourceType === "Condition");
    assert.equal(made?.fullUrl, "urn:uuid:1");
    const [claim] = resources<Claim>(bundle, "Claim");
    assert.equal(claim?.diagnosis?.[0]?.extension?.[0]?.valueReference?.reference, "urn:uuid:1");
    assert.equal(claim?.diagnosis?.[0]?.onAdmission?.coding?.[0]?.code, "y");
    const [provenance] = resources<Provenance>(bundle, "Provenance");
    assert.deepEqual(provenance?.entity?.map((one) => [one.role, one.what.reference]), [
        ["revision", "Condition/cond-J18.9"],
        ["source", "DocumentReference/d/_history/1"],
    ]);
    assert.equal(code(provenance?.reason?.[0]), "more-specific");
});

test("a change that was stored and is undone confirms nothing and leaves no code behind", () => {
    const changed = change(line(WORK, "J18.9"), { code: "J15.9" }, "more-specific", "").apply(WORK);
    const written = write(changed);
    const answer = {
        resourceType: "Bundle" as const,
        entry: (written?.bundle.entry ?? []).map((entry) => ({
            response: { location: entry.fullUrl ? "Condition/new/_history/1" : `${entry.request?.url}/_history/2` },
        })),
    };
    const taken = written?.taken(answer);
    assert.equal(taken?.conditions.get("cond-J18.9"), "new");
    assert.equal(taken?.chart.claim.diagnosis?.[0]?.extension?.[0]?.valueReference?.reference, "Condition/new");
    assert.equal(taken?.chart.claim.meta?.versionId, "2");
});

test("order, principal diagnosis and POA are signed apart from the codes", () => {
    const work = setOnAdmission(line(WORK, "I10"), "n").apply(move(line(WORK, "E11.9"), "first").apply(WORK));
    const bundle = write(work)?.bundle;

    assert.deepEqual(activities(resources(bundle, "Provenance")), ["resequence", "poa"]);
    const diagnosis = resources<Claim>(bundle, "Claim")[0]?.diagnosis;
    assert.deepEqual(diagnosis?.map((one) => one.id), ["dx-E11.9", "dx-J18.9", "dx-I10"]);
    assert.deepEqual(diagnosis?.map((one) => one.type !== undefined), [true, false, false]);
});

test("a code that was accepted and is undecided again is provisional, without the reviewer's name", () => {
    const saved = accept(line(WORK, "I10")).apply(WORK);
    const bundle = write(reopen(line(saved, "I10")).apply(saved), saved)?.bundle;

    const [condition] = resources<Condition>(bundle, "Condition");
    assert.equal(status(condition), "provisional");
    assert.equal(condition?.recorder, undefined);
    assert.deepEqual(activities(resources(bundle, "Provenance")), ["undo"]);
});

test("an added code comes with its words", () => {
    const span = { note: "text-d", begin: 12, end: 21, words: "Pneumonia" };
    const bundle = write(add("urn:uuid:x", { code: "R05.9" }, [span], "y", "missed", "").apply(WORK))?.bundle;

    const [provenance] = resources<Provenance>(bundle, "Provenance");
    assert.equal(code(provenance?.activity), "add");
    assert.equal(provenance?.entity?.[0]?.extension?.at(-1)?.valueString, "hash");
    assert.equal(resources<Claim>(bundle, "Claim")[0]?.diagnosis?.length, CHART.lines.length + 1);
});

test("who answers a question and decides nothing writes the answer alone, and takes no case", () => {
    const [question] = CHART.questions;
    const bundle = write(answer(question!, "Bacterial, says the author").apply(WORK))?.bundle;

    assert.deepEqual(bundle?.entry?.map((one) => [one.request?.url, one.request?.ifMatch]), [["DetectedIssue/query-kind", 'W/"3"']]);
    const [issue] = resources<DetectedIssue>(bundle, "DetectedIssue");
    assert.equal(issue?.status, "final");
    assert.deepEqual(issue?.mitigation?.map((one) => [one.action.text, one.author]), [["Bacterial, says the author", WHO]]);
});

test("two codes that exclude each other are signed for together, though one is new", () => {
    const all = CHART.lines.reduce((work, one) => accept(one).apply(work), WORK);
    const now = add("urn:uuid:x", { code: "E10.9" }, [], "y", "clinical-knowledge", "Both").apply(all);
    const bundle = write(now, all, { kind: "attest" }, [{ lines: ["urn:uuid:x", "cond-E11.9"], text: "Two illnesses" }])?.bundle;

    const signed = resources<Provenance>(bundle, "Provenance").find((one) => code(one.reason?.[0]) === "excludes1-unrelated");
    assert.deepEqual(signed?.target.map((one) => one.reference), ["urn:uuid:1", "Condition/cond-E11.9", "Claim/claim-stay"]);
    assert.equal(signed?.reason?.[0]?.text, "Two illnesses");
});

test("attesting makes the claim active and the task completed, by an attester", () => {
    const all = CHART.lines.reduce((work, one) => accept(one).apply(work), WORK);
    const bundle = write(all, all, { kind: "attest" })?.bundle;

    assert.equal(resources<Claim>(bundle, "Claim")[0]?.status, "active");
    assert.equal(resources<Task>(bundle, "Task")[0]?.status, "completed");
    assert.equal(code(resources<Provenance>(bundle, "Provenance")[0]?.agent[0]?.type), "attester");
});
