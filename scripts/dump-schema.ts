import pg from "pg";

/** The schema as text, from the catalogue: the same database gives the same text. `pg_dump` is not at hand everywhere. */
export async function dumpSchema(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  const lines = async (query: string) => (await client.query<{ line: string }>(query)).rows.map(({ line }) => line);
  const own = "n.nspname = 'public' and not c.relispartition and c.relname <> 'migrations'";
  const parts = {
    tables: await lines(`
      select 'create table ' || c.relname || ' (' || string_agg(E'\\n  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) ||
        case a.attidentity when 'a' then ' generated always as identity' else '' end || case when a.attnotnull then ' not null' else '' end ||
        coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), ',' order by a.attnum) || E'\\n)' ||
        case c.relkind when 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || ';' as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where ${own} and c.relkind in ('r', 'p') group by c.oid, c.relname, c.relkind, c.reloptions order by c.relname`),
    constraints: await lines(`
      select 'alter table ' || c.relname || ' add constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || ';' as line
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${own} and k.contype <> 'n' order by 1`),
    indexes: await lines(`
      select pg_get_indexdef(i.indexrelid) || ';' as line from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      where ${own} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by 1`),
    policies: await lines(`
      select 'create policy ' || p.polname || ' on ' || c.relname || ' to ' || array_to_string(array(select rolname from pg_roles where oid = any(p.polroles)), ', ') ||
        ' using (' || pg_get_expr(p.polqual, p.polrelid) || ') with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ');' as line
      from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${own} order by 1`),
    grants: await lines(`
      select 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' on ' || table_name || ' to ' || grantee || ';' as line
      from information_schema.role_table_grants where grantee in ('prosa_app', 'prosa_system') and table_schema = 'public' group by table_name, grantee order by 1`),
    functions: await lines(`
      select pg_get_functiondef(p.oid) || ';' as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' order by p.proname`),
  };
  await client.end();
  const sections = Object.entries(parts).map(([title, found]) => `-- ${title}\n${found.join("\n")}`);
  return `-- Made by \`npm run generate\` from the migrations; a test compares.\n\n${sections.join("\n\n")}\n`;
}
