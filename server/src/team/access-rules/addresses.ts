import { BlockList, isIP } from "node:net";
import { type Clock, type Ctx, type Database, defineError, sql, type Tx } from "../../platform/index.ts";
import { recordAudit, recordSystemAudit } from "../audit.ts";
import { tellSightChanged } from "../sight.ts";

const noRange = defineError<{ value: string }>(
  "team.not_an_address_range",
  422,
  ({ value }) => `"${value}" is no address and no range of addresses; write it like 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.`,
);
const ownOutside = defineError<{ address: string }>(
  "team.own_address_outside",
  409,
  ({ address }) => `Your own address, ${address}, is not in the list: you could not come in any more. Add it, then save.`,
);
export const addressNotAllowed = defineError<{ address: string }>(
  "team.address_not_allowed",
  403,
  ({ address }) => `This workspace is not open to ${address}. Come by way of its network, or ask an administrator to add the address.`,
);

/** From where who comes in: addresses and ranges (CIDR), IPv4 or IPv6. Empty: from everywhere. */
export interface AddressRule {
  members: string[];
  keys: string[];
}

/** SQL: the ranges of a member's (`m`) workspace; null where none are set. */
export const rangesOf = (column: "member_ranges" | "key_ranges"): string =>
  `(select nullif(a.${column}, '{}') from access_rules a where a.workspace_id = m.workspace_id)`;

/** An address without a length is a range of one. @returns undefined where it is neither */
function addTo(list: BlockList, range: string): true | undefined {
  const [address = "", bits, ...rest] = range.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return undefined;
  const most = version === 4 ? 32 : 128;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return undefined;
  list.addSubnet(address, bits === undefined ? most : Number(bits), version === 4 ? "ipv4" : "ipv6");
  return true;
}

/** Pure. @param address as the proxy in front told it; an IPv4 one may be written as IPv6 (`::ffff:203.0.113.7`) */
export function isWithin(ranges: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const range of ranges) addTo(list, range);
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6");
}

export async function readAddressRule(tx: Tx): Promise<AddressRule> {
  const found = await tx.maybeOne(sql<AddressRule>`
    select member_ranges as members, key_ranges as keys from access_rules where workspace_id = current_workspace()`);
  return found ?? { members: [], keys: [] };
}

/** @throws {AppError} team.not_an_address_range; team.own_address_outside when whoever asks would be shut out by it */
export function setAddressRule(ctx: Ctx, rule: AddressRule): Promise<AddressRule> {
  const next = { members: tidy(rule.members), keys: tidy(rule.keys) };
  for (const value of [...next.members, ...next.keys]) if (addTo(new BlockList(), value) === undefined) throw noRange({ value });
  const address = ctx.actor.ipAddress ?? "";
  if (next.members.length > 0 && !isWithin(next.members, address)) throw ownOutside({ address });
  return ctx.transaction(async (tx) => {
    await tx.run(sql`insert into access_rules (workspace_id) values (${ctx.workspaceId}) on conflict do nothing`);
    await tx.run(sql`select 1 from access_rules where workspace_id = ${ctx.workspaceId} for update`);
    const before = await readAddressRule(tx);
    await tx.run(sql`
      update access_rules set member_ranges = ${next.members}::text[], key_ranges = ${next.keys}::text[] where workspace_id = ${ctx.workspaceId}`);
    // Pages that are open elsewhere ask again, and are told.
    tellSightChanged(tx, ctx, null);
    await recordAudit(tx, ctx, {
      action: "access.addresses_changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { from: before, to: next },
    });
    return next;
  });
}

const tidy = (ranges: readonly string[]): string[] => [...new Set(ranges.map((range) => range.trim()).filter((range) => range !== ""))];

const TOLD_AGAIN_AFTER_MS = 3_600_000;
const MOST_TOLD = 1_000;

/** Who was refused, and from where. */
interface Refused {
  workspaceId: string;
  kind: "member" | "api_key";
  id: string;
  address: string;
}

/** Writes down who was refused because of where they come from: the same one once an hour in each process, however often they try. */
export function createRefusalLog({ db, clock }: { db: Database; clock: Clock }): (refused: Refused) => Promise<void> {
  const told = new Map<string, number>();
  return async ({ workspaceId, kind, id, address }) => {
    const now = clock.now();
    const key = `${kind} ${id} ${address}`;
    if ((told.get(key) ?? 0) + TOLD_AGAIN_AFTER_MS > now.getTime()) return;
    told.delete(key);
    told.set(key, now.getTime());
    for (const [oldest] of told) if (told.size > MOST_TOLD) told.delete(oldest);
    await db.inWorkspace(workspaceId, (tx) =>
      recordSystemAudit(
        tx,
        { workspaceId, now },
        { action: "access.address_refused", subjectKind: kind, subjectId: id, detail: { address } },
      ),
    );
  };
}
