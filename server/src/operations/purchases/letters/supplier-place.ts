import { type ChannelKind, canonicalAddress, canonicalPhone, MAIL_KINDS, WHATSAPP_KINDS } from "../../../channels/index.ts";
import { addIdentitiesIn, createContactIn, findContactBy, type HandOverParts, openConversationIn } from "../../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../../platform/index.ts";
import { noWayToSupplier } from "../errors.ts";

/** How a supplier is written to. */
export const MEDIA = ["email", "whatsapp"] as const;
export type Medium = (typeof MEDIA)[number];

const KINDS: Readonly<Record<Medium, readonly ChannelKind[]>> = { email: MAIL_KINDS, whatsapp: WHATSAPP_KINDS };
const IDENTITIES = { email: "email", whatsapp: "phone" } as const;

export interface SupplierFacts {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
}

/** @returns null where it is gone */
export const readSupplier = (tx: Tx, id: string): Promise<SupplierFacts | null> =>
  tx.maybeOne(sql<SupplierFacts>`select id, name, email, phone from suppliers where workspace_id = current_workspace() and id = ${id}`);

/**
 * The conversation with a supplier by mail or WhatsApp, over the first account that is on; the contact is made where nobody is known by that
 * address. Whoever buys writes to suppliers, whatever conversations they see besides.
 * @throws {AppError} operations.no_way_to_supplier without an address or account; inbox.unreachable
 */
export async function placeOfSupplier(
  tx: Tx,
  ctx: Ctx,
  { adapters }: HandOverParts,
  supplier: SupplierFacts,
  medium: Medium,
): Promise<{ conversationId: string; channelKind: ChannelKind }> {
  const known = identitiesOf(supplier);
  const identity = known.find(({ kind }) => kind === IDENTITIES[medium]);
  const account = await tx.maybeOne(sql<{ id: string; kind: ChannelKind }>`
    select id, kind from channels where workspace_id = current_workspace() and status = 'active' and kind = any(${[...KINDS[medium]]}::text[])
    order by created_at, id limit 1`);
  if (identity === undefined || account === null) throw noWayToSupplier({ supplier: supplier.name, medium });
  const asBuyer: Ctx = { ...ctx, actor: { ...ctx.actor, sight: { kind: "all" } } };
  const contactId = await contactOf(tx, asBuyer, supplier.name, identity, known);
  const conversationId = await openConversationIn(tx, asBuyer, adapters, { contactId, channelId: account.id });
  return { conversationId, channelKind: account.kind };
}

interface Identity {
  kind: "email" | "phone";
  /** In the form in which it matches. */
  value: string;
}

/** What cannot be an address or number is none. */
function identitiesOf({ email, phone }: SupplierFacts): Identity[] {
  const [address, number] = [email === null ? null : canonicalAddress(email), phone === null ? null : canonicalPhone(phone)];
  return [
    ...(address === null ? [] : [{ kind: "email" as const, value: address }]),
    ...(number === null ? [] : [{ kind: "phone" as const, value: number }]),
  ];
}

/** Known by this address, else by the other one; else written down. */
async function contactOf(tx: Tx, ctx: Ctx, name: string, identity: Identity, all: readonly Identity[]): Promise<string> {
  const known = await findContactBy(tx, identity.kind, identity.value);
  if (known !== null) return known;
  for (const other of all) {
    const alike = await findContactBy(tx, other.kind, other.value);
    if (alike === null) continue;
    await addIdentitiesIn(tx, ctx, alike, [identity]);
    return alike;
  }
  return createContactIn(tx, ctx, { name, persona: "supplier", identities: [identity] }, { isWhole: false });
}
