import assert from "node:assert/strict";
import { test } from "node:test";
import { merge, takeMine } from "../../main/ts/decision/merge";
import { accept, add, move, reject } from "../../main/ts/decision/work";
import { line, WORK } from "./example";

test("what only one of two touched is as that one left it", () => {
    const mine = accept(line(WORK, "I10")).apply(WORK);
    const theirs = reject(line(WORK, "E11.9"), "not-current", "").apply(WORK);

    const { work, conflicts } = merge(WORK, mine, theirs);

    assert.equal(line(work, "I10").decision.kind, "accepted");
    assert.equal(line(work, "E11.9").decision.kind, "rejected");
    assert.deepEqual(conflicts, []);
});

test("where both decided the same there is nothing to settle", () => {
    const both = accept(line(WORK, "I10")).apply(WORK);

    assert.deepEqual(merge(WORK, both, both).conflicts, []);
});

test("where two decided differently the stored one holds until a person says otherwise", () => {
    const mine = accept(line(WORK, "I10")).apply(WORK);
    const theirs = reject(line(WORK, "I10"), "not-current", "").apply(WORK);

    const { work, conflicts } = merge(WORK, mine, theirs);

    assert.equal(conflicts.length, 1);
    assert.equal(line(work, "I10").decision.kind, "rejected");
    assert.equal(line(takeMine(work, conflicts[0]!), "I10").decision.kind, "accepted");
});

test("codes that either added are kept, and the same code is not there twice", () => {
    const mine = add("urn:uuid:m", { code: "R05.9" }, [], "y", "missed", "").apply(WORK);
    const theirs = add("cond-new", { code: "R05.9" }, [], "y", "missed", "").apply(add("cond-other", { code: "R50.9" }, [], "y", "missed", "").apply(WORK));

    const { work } = merge(WORK, mine, theirs);

    assert.deepEqual(
        work.lines.map((one) => one.code.code),
        ["J18.9", "I10", "E11.9", "R50.9", "R05.9"],
    );
});

test("my order holds if I changed it, else theirs", () => {
    const moved = move(line(WORK, "E11.9"), "first").apply(WORK);
    const codes = (from: typeof WORK, mine: typeof WORK, theirs: typeof WORK) => merge(from, mine, theirs).work.lines.map((one) => one.code.code);

    assert.deepEqual(codes(WORK, moved, WORK), ["E11.9", "J18.9", "I10"]);
    assert.deepEqual(codes(WORK, WORK, moved), ["E11.9", "J18.9", "I10"]);
});
