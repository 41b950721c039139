import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** What a seller keeps of a person is the person: all of it goes. */
export const leadPersonalData = [
  personalData({
    name: "deals",
    tell: (tx, { contactIds }) =>
      tx.many(sql<object>`
        select d.title, d.state, d.value_cents as "valueCents", d.currency, d.lost_reason as "lostReason", d.created_at as "createdAt", d.closed_at as "closedAt",
          (select coalesce(json_agg(json_build_object('at', a.at, 'kind', a.kind, 'text', a.text) order by a.at), '[]') from deal_activities a
            where a.workspace_id = d.workspace_id and a.deal_id = d.id) as activities
        from deals d where d.contact_id = any(${contactIds}) order by d.created_at`),
    async erase(tx, { contactIds }) {
      await tx.run(sql`delete from goal_marks where subject_id = any(${contactIds})`);
      const gone = await tx.many(sql<{ id: string }>`delete from deals where contact_id = any(${contactIds}) returning id`);
      return gone.map(({ id }) => id);
    },
  }),
  personalData({
    name: "scores",
    tell: (tx, { contactIds }) =>
      tx.many(sql<object>`
        select score, urgency, action, parts, scored_at as "scoredAt" from lead_scores where contact_id = any(${contactIds})`),
    erase: (tx, { contactIds }) => tx.run(sql`delete from lead_scores where contact_id = any(${contactIds})`),
  }),
  personalData({
    name: "qualifications",
    tell: (tx, { contactIds }) =>
      tx.many(sql<object>`
        select sdr_points as points, class, answers, at from lead_qualifications where contact_id = any(${contactIds}) order by at`),
    erase: (tx, { contactIds }) => tx.run(sql`delete from lead_qualifications where contact_id = any(${contactIds})`),
  }),
  personalData({
    name: "appointments",
    tell: (tx, { contactIds }) =>
      tx.many(sql<object>`
        select s.name as service, a.starts_at as "startsAt", a.ends_at as "endsAt", a.state, a.note from appointments a
        join appointment_services s on s.workspace_id = a.workspace_id and s.id = a.service_id where a.contact_id = any(${contactIds}) order by a.starts_at`),
    async erase(tx, { contactIds }) {
      const gone = await tx.many(sql<{ id: string }>`delete from appointments where contact_id = any(${contactIds}) returning id`);
      return gone.map(({ id }) => id);
    },
  }),
];
