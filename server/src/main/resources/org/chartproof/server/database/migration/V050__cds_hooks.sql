-- Cards that an EHR was given, and what became of each. A card's own id is all that the EHR names when it tells that.
create table cp_cds_card (
    card         uuid primary key,
    -- id of the CDS service
    service      varchar(40)              not null,
    -- name of the configured EHR; empty where none is
    client       varchar(40)              not null,
    -- user of the EHR, as the EHR named them: Practitioner/ID there
    practitioner varchar(200)             not null,
    -- ids here: of the DetectedIssue, and of the patient and encounter that it is about
    issue        varchar(64)              not null,
    patient      varchar(64)              not null,
    encounter    varchar(64)              not null,
    shown_at     timestamp with time zone not null default now(),
    -- null until the EHR tells
    outcome      varchar(10) check (outcome in ('accepted', 'overridden')),
    -- code of the reason for which it was overridden
    reason       varchar(64)
);
create index cp_cds_card_answered on cp_cds_card (issue, service, practitioner) where outcome is not null;
create index cp_cds_card_shown on cp_cds_card (shown_at);

-- Tokens that were used, so that none is used twice. The issuer and the token's own id, hashed together.
create table cp_cds_token (
    token   bytea primary key,
    expires timestamp with time zone not null
);
create index cp_cds_token_expires on cp_cds_token (expires);
