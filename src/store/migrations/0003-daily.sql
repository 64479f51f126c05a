create table daily_channels (
  channel text primary key,
  guild text not null,
  zone text not null,
  time text not null,
  days text not null,
  topic text not null,
  language text not null,
  role text,
  thread integer not null,
  since bigint not null,
  version integer not null,
  next_date text not null,
  next_at bigint not null,
  done_date text,
  leased_until bigint not null,
  paused text,
  noticed text,
  last_date text,
  last_at bigint,
  last_result text,
  last_code integer,
  last_message text
);
create index daily_due on daily_channels (next_at) where paused is null;
create index daily_guild on daily_channels (guild);
create index daily_notice on daily_channels (channel) where coalesce(paused, '') <> coalesce(noticed, '');
create table daily_told (
  channel text not null,
  fact text not null,
  round integer not null,
  date text not null,
  primary key (channel, fact)
);
create table daily_overrides (
  channel text not null,
  date text not null,
  decision text not null,
  primary key (channel, date)
);
create table daily_facts (
  guild text not null,
  fact text not null,
  seen bigint not null,
  primary key (guild, fact)
);
