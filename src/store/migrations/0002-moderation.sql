create table guilds (
  guild text primary key,
  changes bigint not null,
  reviewer_role text,
  review_channel text,
  language text
);
create table entries (
  guild text not null,
  entry text not null,
  version integer not null,
  content text,
  removed integer not null,
  changed bigint not null,
  primary key (guild, entry)
);
create index entries_changed on entries (guild, changed);
create table revisions (
  guild text not null,
  entry text not null,
  version integer not null,
  content text,
  removed integer not null,
  author text,
  reviewer text,
  at bigint not null,
  reason text not null,
  primary key (guild, entry, version)
);
create index revisions_author on revisions (author);
create index revisions_reviewer on revisions (reviewer);
create table suggestions (
  guild text not null,
  id text not null,
  version integer not null,
  kind text not null,
  target text,
  typed text not null,
  author text,
  locale text not null,
  at bigint not null,
  state text not null,
  decided_by text,
  decided_at bigint,
  primary key (guild, id)
);
create index suggestions_waiting on suggestions (guild, at) where state = 'waiting';
create index suggestions_author on suggestions (author);
create table drafts (
  guild text not null,
  id text not null,
  author text not null,
  content text not null,
  expires bigint not null,
  primary key (guild, id)
);
create index drafts_expires on drafts (expires);
create index drafts_author on drafts (author);
create table audit (
  guild text not null,
  id text not null,
  at bigint not null,
  actor text,
  action text not null,
  subject text not null,
  version integer not null,
  primary key (guild, id)
);
create index audit_actor on audit (actor);
create table gaps (
  guild text not null,
  question text not null,
  times integer not null,
  at bigint not null,
  primary key (guild, question)
);
