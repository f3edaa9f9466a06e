-- What EHRs are to be told of attested coding. A row is written in the transaction that changes the claim; what is told is read from the
-- claim as it stands when the row's turn comes.
create table cp_ehr_outbox (
    id         bigint generated always as identity primary key,
    -- name of the EHR in the configuration
    source     varchar(40)              not null,
    -- conditions or summary
    kind       varchar(12)              not null check (kind in ('conditions', 'summary')),
    -- id of the Claim
    claim      varchar(64)              not null,
    -- rises with each change of the claim, so that one that comes while it is told is not missed
    news       bigint                   not null default 1,
    queued_at  timestamp with time zone not null default now(),
    -- waiting: to be told. sent: the EHR has it. dead: refused, waits for a person. discarded: a person said so, or a later one told it
    state      varchar(10)              not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'discarded')),
    due_at     timestamp with time zone not null default now(),
    tries      integer                  not null default 0,
    changed_at timestamp with time zone not null default now(),
    -- why it is not told, without any content, and what to do
    reason     varchar(1000),
    hint       varchar(1000)
);
create index cp_ehr_outbox_waiting on cp_ehr_outbox (source, due_at, id) where state = 'waiting';
create index cp_ehr_outbox_dead on cp_ehr_outbox (source, id) where state = 'dead';
create index cp_ehr_outbox_claim on cp_ehr_outbox (source, claim, kind, id);
create unique index cp_ehr_outbox_open on cp_ehr_outbox (source, kind, claim) where state = 'waiting';

-- Resources that an EHR was given. Written before the EHR is asked to create one, so that after a crash it is looked for and not doubled.
create table cp_ehr_written (
    source     varchar(40)              not null,
    -- value of the identifier under which the EHR has it
    name       varchar(100)             not null,
    type       varchar(40)              not null,
    kind       varchar(12)              not null,
    claim      varchar(64)              not null,
    -- id at the EHR; null while it is not known whether the EHR has it
    foreign_id varchar(128),
    -- ETag at the EHR after the last writing; null where it gives none
    etag       text,
    -- as it was told last, or is about to be, as JSON
    told       text                     not null,
    withdrawn  boolean                  not null default false,
    changed_at timestamp with time zone not null default now(),
    primary key (source, name)
);
create index cp_ehr_written_claim on cp_ehr_written (source, claim, kind);
create index cp_ehr_written_foreign on cp_ehr_written (source, type, foreign_id);
