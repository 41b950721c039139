-- Campaigns wait in a queue of their own, so that an answer never comes back behind ten thousand of theirs.
alter table channel_flow add column campaigns_admit_at timestamptz not null default '-infinity';
