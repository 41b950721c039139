import { Type } from "typebox";
import { IsoTime, idSchema, Nullable, OneOf, sql } from "../../platform/index.ts";
import type { RecordSchemas } from "../records/record.schemas.ts";
import { Name } from "../records/record.schemas.ts";
import type { Fragment } from "../records/record.ts";
import { MOST_QUANTITY } from "./amounts.ts";
import { COUNT_STATES, type Count } from "./counts.ts";
import { MOVEMENT_KINDS } from "./move-stock.ts";
import type { Movement } from "./read-stock.ts";
import { stockManage } from "./rights.ts";
import { TRANSFER_STATES, type Transfer } from "./transfers.ts";

const Amount = Type.Integer({ description: "Thousandths of the part's unit." });
const Cost = Type.Integer({ description: "Ten-thousandths of the currency a unit." });
const Cents = Type.Integer({ description: "Cents." });
const Named = (what: string) => Type.Object({ id: idSchema(what), name: Type.String() });
export const Minimum = Nullable(Type.Integer({ minimum: 1, maximum: MOST_QUANTITY, description: "Thousandths; null: nobody watches it." }));

export const partSchemas: RecordSchemas = {
  path: "parts",
  one: "part",
  needed: ["code", "name", "unit"],
  writtenBy: stockManage,
  written: {
    code: Type.String({ minLength: 1, maxLength: 40, pattern: "\\S" }),
    name: Name,
    synonyms: Type.Array(Type.String({ maxLength: 80 }), { maxItems: 20, description: "How people call it." }),
    unit: Type.String({ minLength: 1, maxLength: 12, pattern: "\\S", description: "What it is counted in: un, m, kg." }),
  },
  shown: {
    quantity: Amount,
    averageCost: Cost,
    held: Type.Array(
      Type.Object({ siteId: idSchema("site"), quantity: Amount, reserved: Amount, minimum: Nullable(Amount), isLow: Type.Boolean() }),
    ),
  },
  filters: {
    isLow: Type.Optional(Type.Boolean({ description: "True: only parts of which too little is free at some site." })),
    siteId: Type.Optional(idSchema("site where some of it lies")),
  },
};

/** What the filters of parts ask for. */
export const partFilter = (query: object): Fragment[] => {
  const { isLow, siteId } = query as { isLow?: boolean; siteId?: string }; // as the schema above has it
  const lying = sql`from stock_balances b where b.workspace_id = r.workspace_id and b.part_id = r.id`;
  return [
    ...(isLow === true ? [sql`exists (select 1 ${lying} and b.low_since is not null)`] : []),
    ...(isLow === false ? [sql`not exists (select 1 ${lying} and b.low_since is not null)`] : []),
    ...(siteId === undefined
      ? []
      : [sql`exists (select 1 ${lying} and b.site_id = ${siteId} and (b.quantity > 0 or b.minimum is not null))`]),
  ];
};

export const BalanceSchema = Type.Object({
  part: Type.Object({ id: idSchema("part"), code: Type.String(), name: Type.String(), unit: Type.String() }),
  site: Named("site"),
  quantity: Amount,
  reserved: Amount,
  averageCost: Cost,
  valueCents: Cents,
  minimum: Nullable(Amount),
  isLow: Type.Boolean(),
});

const PartNamed = Type.Object({ id: idSchema("part"), name: Type.String(), unit: Type.String() });
export const MovementSchema = Type.Object({
  id: idSchema("movement"),
  kind: OneOf(MOVEMENT_KINDS),
  part: PartNamed,
  site: Named("site"),
  quantity: Amount,
  reserved: Amount,
  unitCost: Cost,
  valueCents: Cents,
  quantityAfter: Amount,
  reservedAfter: Amount,
  at: IsoTime,
  by: Type.Object({ kind: Type.String(), id: Nullable(Type.String()), name: Type.String() }),
  reason: Type.String(),
  workOrder: Nullable(Type.Object({ id: idSchema("work order"), code: Type.String() })),
  purchase: Nullable(Type.Object({ id: idSchema("purchase"), number: Type.Integer() })),
  transferId: Nullable(Type.String()),
  countId: Nullable(Type.String()),
});
export const presentMovement = ({ at, ...movement }: Movement) => ({ ...movement, at: at.toISOString() });

export const TransferSchema = Type.Object({
  id: idSchema("transfer"),
  part: PartNamed,
  from: Named("site"),
  to: Named("site"),
  quantity: Amount,
  unitCost: Cost,
  state: OneOf(TRANSFER_STATES),
  reason: Type.String(),
  sentAt: IsoTime,
  sentBy: Type.String(),
  endedAt: Nullable(IsoTime),
  endedBy: Nullable(Type.String()),
});
export const presentTransfer = ({ sentAt, endedAt, ...transfer }: Transfer) => ({
  ...transfer,
  sentAt: sentAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

export const CountSchema = Type.Object({
  id: idSchema("count"),
  site: Named("site"),
  state: OneOf(COUNT_STATES),
  openedAt: IsoTime,
  openedBy: Type.String(),
  endedAt: Nullable(IsoTime),
  endedBy: Nullable(Type.String()),
  countedLines: Type.Integer(),
  differences: Type.Integer({ description: "Of the counted parts, those that differ from the ledger." }),
});
export const CountLineSchema = Type.Object({
  partId: idSchema("part"),
  code: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  counted: Nullable(Amount),
  expected: Amount,
});
export const presentCount = ({ openedAt, endedAt, ...count }: Count) => ({
  ...count,
  openedAt: openedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
