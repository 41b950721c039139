-- Filters of the inbox begin with the few that match: not of normal priority, led here by something, no ordinary customer. Partial, so
-- that ordinary conversations write nothing more. Each is made while writers of its table wait: seconds for a million rows.
create index conversations_priority on conversations (workspace_id, priority, last_message_at desc, id desc) where priority <> 'normal';
create index conversations_referral on conversations (workspace_id, prosa_fold(referral->>'source'), last_message_at desc, id desc)
  where (referral->>'source') is not null;
create index contacts_persona on contacts (workspace_id, persona) where persona <> 'customer';
