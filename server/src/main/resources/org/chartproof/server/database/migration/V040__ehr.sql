-- What EHRs have told of, and what became of it: one row a resource of an EHR. What learns of news only writes here; workers fetch what
-- is missing and store it, and the row changes in the transaction that stores.
create table cp_ehr_resource (
    id             bigint generated always as identity primary key,
    source         varchar(40)              not null,
    -- "Type/id" as the EHR has it
    resource       varchar(200)             not null,
    -- waiting: to be fetched or stored. stored: as told. skipped: not one of those that are taken. dead: waits for a person. discarded: a
    -- person said so
    state          varchar(10)              not null
        check (state in ('waiting', 'stored', 'skipped', 'dead', 'discarded')),
    -- how it was learnt of last: subscription, polling, bulk, reference, person
    way            varchar(12)              not null,
    -- "Patient/id" as the EHR has it, once it is known
    patient        varchar(200),
    -- the newest edition that was told of: meta.lastUpdated and meta.versionId, or a hash where the EHR gives none
    told_at        timestamp with time zone,
    told_version   varchar(100)             not null default '',
    -- as it was told, until it is stored; null: to be fetched
    body           text,
    deleted        boolean                  not null default false,
    -- rises with each news, so that one that comes during a fetch is not missed
    news           bigint                   not null default 1,
    tries          integer                  not null default 0,
    due_at         timestamp with time zone not null default now(),
    token          uuid,
    leased_until   timestamp with time zone not null default '-infinity',
    reason_code    varchar(60),
    reason         varchar(1000),
    hint           varchar(1000),
    -- the edition that is stored here; null stored_version: none
    stored_at      timestamp with time zone,
    stored_version varchar(100),
    first_told_at  timestamp with time zone not null default now(),
    changed_at     timestamp with time zone not null default now(),
    unique (source, resource)
);
create index cp_ehr_resource_due on cp_ehr_resource (due_at, id) where state = 'waiting';
create index cp_ehr_resource_dead on cp_ehr_resource (source, reason_code, id) where state = 'dead';
create index cp_ehr_resource_patient on cp_ehr_resource (source, patient);

-- What is done for each EHR again and again: searches, keeping Subscriptions, an export. One node at a time does each.
create table cp_ehr_turn (
    source       varchar(40)              not null,
    -- such as "poll Encounter"
    work         varchar(60)              not null,
    due_at       timestamp with time zone not null,
    -- rises when somebody asks for it, so that it is done once more if it is under way
    asked        bigint                   not null default 0,
    token        uuid,
    leased_until timestamp with time zone not null default '-infinity',
    failures     integer                  not null default 0,
    -- null while all is well
    fault_code   varchar(60),
    fault        varchar(1000),
    done_at      timestamp with time zone,
    primary key (source, work)
);

-- How far the searches have come.
create table cp_ehr_checkpoint (
    source     varchar(40)              not null,
    -- a resource type, or "patients"
    stream     varchar(40)              not null,
    -- by the clock of the EHR: what was changed before is stored in cp_ehr_resource
    since      timestamp with time zone not null,
    -- of a round that goes about one patient after the other: the last one that is done, and when the round began
    position   varchar(200),
    begun_at   timestamp with time zone,
    primary key (source, stream)
);

-- Subscriptions that this server has asked for.
create table cp_ehr_subscription (
    source     varchar(40)              not null,
    type       varchar(40)              not null,
    -- last part of the endpoint: whoever knows it may tell of news. Stored before the EHR is asked
    secret     varchar(64)              not null unique,
    -- id at the EHR; null until it was given
    foreign_id varchar(128),
    -- requested, active, error, off, as the EHR says
    status     varchar(20)              not null default 'requested',
    ends_at    timestamp with time zone,
    -- of the newest notification; a gap is answered with a search
    last_event bigint,
    heard_at   timestamp with time zone,
    primary key (source, type)
);

-- Exports of an EHR, one after the other.
create table cp_ehr_export (
    id           bigint generated always as identity primary key,
    source       varchar(40)              not null,
    -- requested: to be asked for. running: the EHR makes it. loading: its files are read. done. failed: waits for a person
    state        varchar(10)              not null check (state in ('requested', 'running', 'loading', 'done', 'failed')),
    status_url   varchar(2000),
    -- only what changed after it; null for all
    since        timestamp with time zone,
    -- the time up to which it holds what there is, as the EHR says
    made_at      timestamp with time zone,
    progress     varchar(200),
    tries        integer                  not null default 0,
    errors       bigint                   not null default 0,
    reason       varchar(1000),
    requested_at timestamp with time zone not null default now(),
    changed_at   timestamp with time zone not null default now()
);
create unique index cp_ehr_export_open on cp_ehr_export (source) where state in ('requested', 'running', 'loading');

create table cp_ehr_export_file (
    export   bigint       not null references cp_ehr_export (id),
    number   integer      not null,
    -- output, deleted or error
    kind     varchar(10)  not null,
    type     varchar(60)  not null,
    url      varchar(4000) not null,
    token    boolean      not null,
    -- lines that are stored in cp_ehr_resource
    lines    bigint       not null default 0,
    done     boolean      not null default false,
    primary key (export, number)
);
