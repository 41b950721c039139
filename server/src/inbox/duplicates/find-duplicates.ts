import { type Ctx, sql } from "../../platform/index.ts";
import { type ContactRow, contactColumns } from "../contacts/read-contacts.ts";
import { contactVisibleTo, type Fragment } from "../conversations/sight.ts";
import { readInTime } from "../conversations/stop-slow-filter.ts";
import { filterTooSlow } from "../errors.ts";

/** Why two may be one person, the surest first. */
export const DUPLICATE_REASONS = ["phone", "email", "name_and_company", "name_and_digits"] as const;

/** Two contacts that may be one person; `first` was made earlier. */
export interface Duplicate {
  reasons: (typeof DUPLICATE_REASONS)[number][];
  first: ContactRow;
  second: ContactRow;
}

/** A name that more people have says nothing about two of them. */
const MOST_NAMESAKES = 200;

/**
 * Pairs of contacts that the asker sees both of and that may be one person, the surest first. Who is dealt with makes room for the next.
 * @throws {AppError} inbox.filter_too_slow
 */
export function findDuplicates(ctx: Ctx, limit: number): Promise<{ items: Duplicate[]; isMore: boolean }> {
  return readInTime(
    ctx,
    async (tx) => {
      const found = await tx.many(sql<{ first: string; second: string; reasons: number[] }>`
        with alike as (${alike(ctx.workspaceId)}),
          pairs as (select first, second, array_agg(distinct reason order by reason) as reasons from alike group by first, second)
        select * from pairs where ${isOpen} and ${inSight(ctx, sql`first`)} and ${inSight(ctx, sql`second`)}
        order by reasons[1], first desc, second desc limit ${limit + 1}`);
      const page = found.slice(0, limit);
      const contacts = await tx.many(sql<ContactRow>`
        select ${contactColumns(ctx.actor)} from contacts p where p.workspace_id = ${ctx.workspaceId}
          and p.id = any(${page.flatMap(({ first, second }) => [first, second])}::uuid[])`);
      const byId = new Map(contacts.map((one) => [one.id, one]));
      const items = page.flatMap(({ reasons, ...pair }) => {
        const first = byId.get(pair.first);
        const second = byId.get(pair.second);
        if (first === undefined || second === undefined) return []; // merged or removed in this moment
        return [{ reasons: DUPLICATE_REASONS.filter((_reason, place) => reasons.includes(place)), first, second }];
      });
      return { items, isMore: found.length > limit };
    },
    filterTooSlow,
  );
}

/** Every pair with the place of its reason; each part walks an index in its order. */
const alike = (workspaceId: string): Fragment => sql`
  select a.contact_id as first, b.contact_id as second, case a.kind when 'phone' then 0 else 1 end as reason
  from contact_identities a join contact_identities b
    on b.workspace_id = a.workspace_id and b.likeness = a.likeness and b.kind = a.kind and b.contact_id > a.contact_id
  where a.workspace_id = ${workspaceId} and b.workspace_id = ${workspaceId} and a.likeness is not null and b.likeness is not null
    and (a.kind <> 'phone' or ${isOneNumber})
  union all
  select a.id, b.id, 2
  from contacts a join contacts b
    on b.workspace_id = a.workspace_id and b.company_id = a.company_id and b.sort_name = a.sort_name and b.id > a.id
  where a.workspace_id = ${workspaceId} and b.workspace_id = ${workspaceId} and a.company_id is not null and b.company_id is not null
    and a.merged_into is null and b.merged_into is null and coalesce(a.name, a.profile_name) is not null
  union all
  (with names as (
      select p.sort_name from contacts p where p.workspace_id = ${workspaceId} and p.merged_into is null
      group by p.sort_name having count(*) between 2 and ${MOST_NAMESAKES} and p.sort_name like '% %'),
    people as materialized (
      select distinct p.id, p.sort_name, right(i.value, 4) as digits
      from names join contacts p on p.workspace_id = ${workspaceId} and p.sort_name = names.sort_name and p.merged_into is null
        join contact_identities i on i.workspace_id = ${workspaceId} and i.contact_id = p.id and i.kind = 'phone')
  select a.id, b.id, 3 from people a join people b on b.sort_name = a.sort_name and b.digits = a.digits and b.id > a.id)`;

/**
 * Without the country, without the area, or with a zero before it. The last eight digits alone are not enough: two areas give out the same.
 */
const isOneNumber = sql`(right(a.value, 10) = right(b.value, 10) or right(a.value, length(b.value) - 1) = substr(b.value, 2)
  or right(b.value, length(a.value) - 1) = substr(a.value, 2))`;

/** Nobody said that they are two, in words or by taking a merge back. */
const isOpen = sql`
  not exists (select 1 from contact_distinctions d where d.workspace_id = current_workspace() and d.first_id = first and d.second_id = second)
  and not exists (select 1 from contact_merges g where g.workspace_id = current_workspace() and g.undone_at is not null
    and ((g.kept_id = first and g.merged_id = second) or (g.kept_id = second and g.merged_id = first)))`;

const inSight = (ctx: Ctx, id: Fragment): Fragment => sql`exists (
  select 1 from contacts p where p.workspace_id = ${ctx.workspaceId} and p.id = ${id} and p.merged_into is null and ${contactVisibleTo(ctx.actor)})`;
