-- A "stop" also stops rules that act by themselves: one more purpose of consent.
alter table contact_consents drop constraint contact_consents_purpose_check;
alter table contact_consents add constraint contact_consents_purpose_check check (purpose in ('marketing', 'automation', 'service')) not valid;
alter table contact_consents validate constraint contact_consents_purpose_check;
