import { Type } from "typebox";
import { type Ctx, IsoTime, idSchema, Nullable, type Tx } from "../../platform/index.ts";

interface PurchaseName {
  id: string;
  number: number;
}

/** Something that happened to a purchase for an order. */
export interface BoughtStep {
  id: string;
  kind: string;
  at: Date;
  by: string;
  purchase: PurchaseName;
}

/** What was written to a supplier, or what they answered. */
interface BoughtLetter {
  messageId: string;
  conversationId: string;
  supplier: { id: string; name: string };
  kind: string;
  channelKind: string;
  at: Date;
  /** Null where the asker does not see its conversation. */
  text: string | null;
  fileCount: number;
  purchase: PurchaseName;
}

/** The plug by which purchases say what was bought for an order. */
export type BoughtFor = (tx: Tx, ctx: Ctx, orderId: string) => Promise<{ steps: BoughtStep[]; letters: BoughtLetter[] }>;

const Purchase = Type.Object({ id: idSchema("purchase"), number: Type.Integer() });

/** What belongs to the matter of an order besides its own steps and messages. */
export const MatterSchema = Type.Object({
  purchaseSteps: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), at: IsoTime, by: Type.String(), purchase: Purchase }), {
    description: "Of purchases for it, without those that a letter tells.",
  }),
  letters: Type.Array(
    Type.Object({
      messageId: idSchema("message"),
      conversationId: idSchema("conversation"),
      supplier: Type.Object({ id: idSchema("supplier"), name: Type.String() }),
      kind: Type.String(),
      channelKind: Type.String(),
      at: IsoTime,
      text: Nullable(Type.String({ description: "Null where the conversation is out of the asker's sight." })),
      fileCount: Type.Integer(),
      purchase: Purchase,
    }),
    { description: "To and from suppliers, the oldest first." },
  ),
});

export const presentMatter = ({ steps, letters }: Awaited<ReturnType<BoughtFor>>) => ({
  purchaseSteps: steps.map(({ at, ...step }) => ({ ...step, at: at.toISOString() })),
  letters: letters.map(({ at, ...letter }) => ({ ...letter, at: at.toISOString() })),
});
