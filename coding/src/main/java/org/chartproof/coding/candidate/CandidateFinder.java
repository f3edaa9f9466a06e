package org.chartproof.coding.candidate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chartproof.coding.DroppedCandidate;
import org.chartproof.coding.Evidence;
import org.chartproof.coding.Note;
import org.chartproof.coding.Trace;
import org.chartproof.coding.assertion.Assertion;
import org.chartproof.coding.assertion.Assertions;
import org.chartproof.coding.assertion.Cures;
import org.chartproof.coding.assertion.SentenceAssertions;
import org.chartproof.coding.attribute.AttributeFinder;
import org.chartproof.coding.attribute.Attributes;
import org.chartproof.coding.mention.Mention;
import org.chartproof.coding.mention.MentionFinder;
import org.chartproof.coding.section.SectionKind;
import org.chartproof.coding.section.Sectioniser;
import org.chartproof.coding.sentence.Sentence;
import org.chartproof.coding.sentence.Sentences;
import org.chartproof.coding.token.KnownWords;
import org.chartproof.coding.token.NoteWords;
import org.chartproof.coding.token.Token;
import org.chartproof.coding.token.Tokenizer;
import org.chartproof.terminology.CodeSet;
import org.chartproof.terminology.Concept;
import org.chartproof.terminology.Term;

/** Reads a note and finds each code that a mention of it leads to. */
public final class CandidateFinder {

    private final CodeSet codeSet;
    private final KnownWords knownWords = new KnownWords();
    private final MentionFinder mentions;
    private final Completion completion;
    private final Sectioniser sectioniser;
    private final Assertions assertions;
    private final Beginnings curable;
    private final Cures cures = new Cures();
    private final OrderedTests orderedTests = new OrderedTests();
    private final AttributeFinder.PairedParts paired = new AttributeFinder.PairedParts();

    public CandidateFinder(CodeSet codeSet, Sectioniser sectioniser, Assertions assertions) {
        this.codeSet = codeSet;
        this.mentions = new MentionFinder(codeSet);
        this.completion = new Completion(codeSet);
        this.sectioniser = sectioniser;
        this.assertions = assertions;
        this.curable = Beginnings.read("curable.tsv");
    }

    /**
     * What a note holds.
     *
     * @param candidates in order of position
     * @param dropped mentions for which there is nothing billable
     * @param sentences of the note, for the steps that read it once more
     * @param words of the note
     */
    public record Found(
            List<Candidate> candidates, List<DroppedCandidate> dropped, List<Sentence> sentences, NoteWords words) {}

    /**
     * Reads a note.
     *
     * @param year of service: what the note dates before it is past
     */
    public Found find(Note note, int year) {
        String text = note.text().text();
        List<Token> tokens = Tokenizer.tokens(text, knownWords);
        NoteWords words = new NoteWords(tokens);
        List<Sentence> sentences = sectioniser.sections(text).stream()
                .flatMap(section -> Sentences.of(section, tokens, text).stream())
                .toList();
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), sentences, words);
        AttributeFinder attributes = new AttributeFinder(text, sentences, paired);
        for (Sentence sentence : sentences) {
            List<Mention> mentioned = mentions.find(sentence, words);
            if (mentioned.isEmpty()) {
                continue;
            }
            SentenceAssertions asserted = assertions.in(sentence, year);
            int before = found.candidates().size();
            Alternatives alternatives = new Alternatives(sentence, mentioned);
            for (int i = 0; i < mentioned.size(); i++) {
                if (Circumstances.areStated(mentioned.get(i), sentence)) {
                    add(note, sentence, mentioned.get(i), asserted, alternatives.of(i), attributes, found);
                }
            }
            denyLabel(
                    sentence,
                    found.candidates().subList(before, found.candidates().size()));
        }
        BareNames.drop(found, knownWords);
        return found;
    }

    /** "ROP: immature zone 3, no ROP": the word before the colon is a label, and what stands behind it denies it. */
    private static void denyLabel(Sentence sentence, List<Candidate> candidates) {
        if (candidates.size() < 2) {
            return;
        }
        Candidate label = candidates.get(0);
        if (!(label.assertion() instanceof Assertion.Affirmed) || !isLabel(sentence, label)) {
            return;
        }
        for (Candidate other : candidates) {
            if (other.code().equals(label.code()) && other.assertion() instanceof Assertion.Negated) {
                candidates.set(
                        0,
                        new Candidate(
                                label.code(),
                                label.spans(),
                                label.section(),
                                other.assertion(),
                                label.beganInHospital(),
                                label.source(),
                                label.missingAxis(),
                                label.steps()));
                return;
            }
        }
    }

    private static boolean isLabel(Sentence sentence, Candidate candidate) {
        int end = candidate.spans().get(candidate.spans().size() - 1).end();
        for (Token token : sentence.tokens()) {
            if (token.begin() >= end) {
                return token.form().equals(":");
            }
        }
        return false;
    }

    private void add(
            Note note,
            Sentence sentence,
            Mention mention,
            SentenceAssertions asserted,
            Optional<Assertion> alternative,
            AttributeFinder attributes,
            Found found) {
        List<Evidence> evidence = new ArrayList<>(1);
        for (Mention.Span span : mention.spans()) {
            evidence.add(new Evidence(
                    note.id(), span.begin(), span.end(), note.text().words(span.begin(), span.end())));
        }
        String target = mention.term().code();
        Attributes stated = attributes.of(sentence, mention.firstToken(), mention.lastToken());
        List<Completion.Completed> completed = completion.complete(target, stated);
        if (completed.isEmpty()) {
            String display = codeSet.find(target).map(Concept::display).orElse(target);
            found.dropped()
                    .add(new DroppedCandidate(
                            target,
                            display,
                            evidence,
                            DroppedCandidate.Reason.NOT_BILLABLE,
                            "no billable code in " + codeSet.release().version()));
        }
        for (Completion.Completed one : completed) {
            String code = one.code().value();
            Assertion said = assertion(sentence, mention, code, asserted);
            Assertion assertion = said instanceof Assertion.Affirmed ? alternative.orElse(said) : said;
            found.candidates()
                    .add(new Candidate(
                            one.code(),
                            evidence,
                            InterpretedFinding.section(sentence, mention),
                            assertion,
                            stated.beganInHospital(),
                            mention.term().source(),
                            one.missingAxis(),
                            steps(mention, sentence, target, code, assertion)));
        }
    }

    private Assertion assertion(Sentence sentence, Mention mention, String code, SentenceAssertions asserted) {
        // "PSH: bilateral cataracts" is what was operated on: a disease that is still there stands in another list.
        boolean operatedOn = sentence.section().kind() == SectionKind.PAST_SURGICAL_HISTORY && code.charAt(0) < 'V';
        Assertion said = asserted.of(mention.firstToken(), mention.lastToken(), Lasting.is(code) && !operatedOn);
        if (!(said instanceof Assertion.Affirmed)) {
            return said;
        }
        Optional<Assertion.Cue> test = orderedTests.beside(sentence, mention, code);
        if (test.isPresent()) {
            return new Assertion.Hypothetical(test.get());
        }
        if (code.charAt(0) >= 'R') {
            return said;
        }
        return cures.of(sentence, mention.firstToken(), mention.lastToken(), curable.has(code))
                .<Assertion>map(Assertion.Historical::new)
                .orElse(said);
    }

    private static List<Trace.Step> steps(
            Mention mention, Sentence sentence, String target, String code, Assertion assertion) {
        List<Trace.Step> steps = new ArrayList<>();
        steps.add(new Trace.Step(Trace.Kind.SECTION, sentence.section().kind().words()));
        Term term = mention.term();
        Trace.Kind book =
                switch (term.source()) {
                    case LEXICON -> Trace.Kind.LEXICON;
                    case TABULAR_TITLE, TABULAR_INCLUSION -> Trace.Kind.TABULAR;
                    default -> Trace.Kind.INDEX;
                };
        steps.add(new Trace.Step(book, String.join(" > ", term.path()) + " > " + target));
        if (!target.equals(code)) {
            steps.add(new Trace.Step(Trace.Kind.TABULAR, target + " completed to " + code));
        }
        steps.add(new Trace.Step(
                Trace.Kind.ASSERTION, assertion.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)));
        return steps;
    }
}
