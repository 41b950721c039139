/**
 * A number as sheets have it: `1.234,56`, `1,234.56`, `12,5`, `R$ 12`. The sign that stands last parts the decimals; points before groups of
 * three alone are thousands. Null: it is none. Pure.
 */
export function readAmount(cell: string): number | null {
  const bare = cell.replace(/^\s*(R\$|US\$|€|\$)/, "").replaceAll(/[\s\u00a0]/g, "");
  if (!/^-?\d[\d.,]*$/.test(bare)) return null;
  const last = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
  const isGrouped = /^-?\d{1,3}(\.\d{3})+$/.test(bare) || /^-?\d{1,3}(,\d{3}){2,}$/.test(bare);
  const [whole, decimals] = last < 0 || isGrouped ? [bare, ""] : [bare.slice(0, last), bare.slice(last + 1)];
  const value = Number(`${whole.replaceAll(/[.,]/g, "")}.${decimals || "0"}`);
  return Number.isFinite(value) ? value : null;
}

/** A day as `2026-01-31`, from that, `31/01/2026`, `31.1.26` or `31-01-2026`. Null: there is no such day. Pure. */
export function readDay(cell: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(cell);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(cell);
  const [year, month, day] = iso !== null ? iso.slice(1) : local !== null ? local.slice(1).reverse() : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== written ? null : written;
}
