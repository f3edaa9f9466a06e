package org.chartproof.coding.section;

import java.util.Arrays;

/** What the classifier tells apart: the types of parts of notes that the MTS-Dialog training texts are labelled with. */
public enum SectionTopic {
    ALLERGY("ALLERGY", SectionKind.ALLERGIES),
    ASSESSMENT("ASSESSMENT", SectionKind.ASSESSMENT),
    CHIEF_COMPLAINT("CC", SectionKind.CHIEF_COMPLAINT),
    DIAGNOSIS("DIAGNOSIS", SectionKind.ASSESSMENT),
    DISPOSITION("DISPOSITION", SectionKind.DISPOSITION),
    HOSPITAL_COURSE("EDCOURSE", SectionKind.HOSPITAL_COURSE),
    EXAM("EXAM", SectionKind.PHYSICAL_EXAM),
    FAMILY_AND_SOCIAL_HISTORY("FAM/SOCHX", SectionKind.SOCIAL_HISTORY),
    PRESENT_ILLNESS("GENHX", SectionKind.HISTORY_OF_PRESENT_ILLNESS),
    GYNECOLOGIC_HISTORY("GYNHX", SectionKind.OBSTETRIC_HISTORY),
    IMAGING("IMAGING", SectionKind.IMAGING),
    IMMUNIZATIONS("IMMUNIZATIONS", SectionKind.IMMUNIZATIONS),
    LABORATORY("LABS", SectionKind.LABORATORY),
    MEDICATIONS("MEDICATIONS", SectionKind.MEDICATIONS),
    OTHER_HISTORY("OTHER_HISTORY", SectionKind.OTHER),
    PAST_MEDICAL_HISTORY("PASTMEDICALHX", SectionKind.PAST_MEDICAL_HISTORY),
    PAST_SURGICAL_HISTORY("PASTSURGICAL", SectionKind.PAST_SURGICAL_HISTORY),
    PLAN("PLAN", SectionKind.PLAN),
    PROCEDURES("PROCEDURES", SectionKind.PROCEDURES),
    REVIEW_OF_SYSTEMS("ROS", SectionKind.REVIEW_OF_SYSTEMS);

    private final String label;
    private final SectionKind kind;

    SectionTopic(String label, SectionKind kind) {
        this.label = label;
        this.kind = kind;
    }

    /** The name of the type in the training set. */
    public String label() {
        return label;
    }

    /**
     * The kind of section that it is read as. Family and social history share a type: read as social, since a condition of the patient
     * must not be taken for a relative's; who has it, the words say.
     */
    public SectionKind kind() {
        return kind;
    }

    /**
     * The topic with a label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static SectionTopic ofLabel(String label) {
        return Arrays.stream(values())
                .filter(topic -> topic.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no section topic is labelled '" + label + "'"));
    }
}
