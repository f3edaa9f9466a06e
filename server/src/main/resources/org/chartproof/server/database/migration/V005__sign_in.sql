-- What the embedded authorization server remembers. The first two tables are those of Spring Authorization Server, which knows them by these
-- names and columns; codes, tokens and states stand in them as SHA-256 hashes.
create table oauth2_authorization (
    id                            varchar(100) primary key,
    registered_client_id          varchar(100) not null,
    principal_name                varchar(200) not null,
    authorization_grant_type      varchar(100) not null,
    authorized_scopes             text,
    attributes                    text,
    state                         varchar(500),
    authorization_code_value      text,
    authorization_code_issued_at  timestamp with time zone,
    authorization_code_expires_at timestamp with time zone,
    authorization_code_metadata   text,
    access_token_value            text,
    access_token_issued_at        timestamp with time zone,
    access_token_expires_at       timestamp with time zone,
    access_token_metadata         text,
    access_token_type             varchar(100),
    access_token_scopes           text,
    oidc_id_token_value           text,
    oidc_id_token_issued_at       timestamp with time zone,
    oidc_id_token_expires_at      timestamp with time zone,
    oidc_id_token_metadata        text,
    refresh_token_value           text,
    refresh_token_issued_at       timestamp with time zone,
    refresh_token_expires_at      timestamp with time zone,
    refresh_token_metadata        text,
    user_code_value               text,
    user_code_issued_at           timestamp with time zone,
    user_code_expires_at          timestamp with time zone,
    user_code_metadata            text,
    device_code_value             text,
    device_code_issued_at         timestamp with time zone,
    device_code_expires_at        timestamp with time zone,
    device_code_metadata          text,
    -- counts changes, so that of two uses of one code or refresh token at the same moment one is refused
    version                       integer      not null default 0,
    created_at                    timestamp with time zone not null default now()
);
create unique index oauth2_authorization_code on oauth2_authorization (authorization_code_value);
create unique index oauth2_authorization_refresh on oauth2_authorization (refresh_token_value);
create index oauth2_authorization_access on oauth2_authorization (access_token_value);
create index oauth2_authorization_id_token on oauth2_authorization (oidc_id_token_value);
create index oauth2_authorization_state on oauth2_authorization (state);
create index oauth2_authorization_created on oauth2_authorization (created_at);

create table oauth2_authorization_consent (
    registered_client_id varchar(100)  not null,
    principal_name       varchar(200)  not null,
    authorities          text          not null,
    primary key (registered_client_id, principal_name)
);

-- What was good for one use and has had it.
create table cp_spent (
    -- SHA-256 of the refresh token, or of client and jti of a client assertion
    hash          char(64) primary key,
    -- which authorization a refresh token was of
    authorization_id varchar(100),
    -- after this it is refused for its age alone
    ends_at       timestamp with time zone not null
);
create index cp_spent_ends on cp_spent (ends_at);

-- Public keys of all nodes; the private ones never leave the nodes.
create table cp_signing_key (
    key_id       varchar(64) primary key,
    public_key   text                     not null,
    published_at timestamp with time zone not null default now(),
    -- null while a node signs with it
    retired_at   timestamp with time zone
);

-- What an app is to be opened on, handed to it as the opaque parameter "launch".
create table cp_launch (
    -- SHA-256 of the parameter
    hash              char(64) primary key,
    client            varchar(100)             not null,
    -- user that it is opened for; null for whoever signs in
    subject           varchar(200),
    -- whether it brings that user along without a password: of the dev launcher alone
    signs_in          boolean                  not null default false,
    patient           varchar(64),
    encounter         varchar(64),
    -- references beyond those two, as a JSON array; null for none
    fhir_context      text,
    patient_banner    boolean                  not null default true,
    ends_at           timestamp with time zone not null,
    used_at           timestamp with time zone
);
create index cp_launch_ends on cp_launch (ends_at);
