import type { Field } from "../../../rules/fields.ts";
import { offerFields } from "../inbox/index.ts";
import { sql, type Tx } from "../platform/index.ts";

/** Campaigns that the conversation got within so many days, by which entry rules know an answer. */
const DAYS = 30;
/** What a list of choices can show. */
const MOST = 100;

interface Subject {
  campaigns: string[];
}

const GOT = sql`coalesce((select array_agg(r.campaign_id::text) from campaign_recipients r
  where r.workspace_id = c.workspace_id and r.conversation_id = c.id and r.queued_at > now() - make_interval(days => ${DAYS})), '{}')`;

/** "Got the campaign": which campaigns a conversation was written to by, of late. */
export const campaignFields = offerFields<Subject>([], readCampaigns, async (tx) => [
  {
    id: "conversation.campaign",
    type: "choices",
    label: { "pt-BR": "Campanha recebida", en: "Campaign received", es: "Campaña recibida" },
    options: (
      await tx.many(sql<{ id: string; name: string }>`
        select id::text, name from campaigns where workspace_id = current_workspace() and started_at is not null order by started_at desc limit ${MOST}`)
    ).map(({ id, name }) => ({ id, label: { "pt-BR": name, en: name, es: name } })),
    read: ({ campaigns }) => campaigns,
    sql: () => GOT,
  } satisfies Field<Subject>,
]);

async function readCampaigns(tx: Tx, conversationId: string): Promise<Subject | null> {
  return tx.maybeOne(sql<Subject>`select ${GOT} as campaigns from conversations c where c.id = ${conversationId}`);
}
