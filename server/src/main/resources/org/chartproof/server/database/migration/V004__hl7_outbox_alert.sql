-- Whether what keeps a destination from being reached needs a person: a certificate or a name that does not fit.
alter table cp_hl7_destination add column alert boolean not null default false;
