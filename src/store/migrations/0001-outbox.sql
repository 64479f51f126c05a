create table outbox (
  key text primary key,
  kind text not null,
  channel text not null,
  message text not null,
  marker text not null,
  due bigint not null,
  expires bigint,
  state text not null,
  attempts integer not null,
  refusals integer not null,
  tried_at bigint,
  retry_at bigint not null,
  leased_until bigint not null,
  lease text,
  message_id text,
  code integer,
  settled_at bigint
);
create index outbox_planned on outbox (due) where state = 'planned';
create index outbox_settled on outbox (settled_at) where state <> 'planned';
create table budgets (
  name text primary key,
  next bigint not null
);
