import { sql, type Tx } from "../../platform/index.ts";
import { readSettings } from "../orders/settings.ts";

/** What a label of an asset shows. */
export interface Label {
  code: string;
  name: string;
  workspace: string;
  /** What its QR code says: an address. */
  address: string;
}

/** What is written into the chat for an asset. */
const scanText = (labelCode: string): string => `EQUIP:${labelCode}`;

/** The code in a message that a label wrote, or that somebody typed. */
export const scannedCode = (text: string): string | null => /^\s*EQUIP\s*:\s*(\S{1,40})\s*$/i.exec(text)?.[1] ?? null;

const whatsAppAddress = (phone: string, labelCode: string): string =>
  `https://wa.me/${phone}?text=${encodeURIComponent(scanText(labelCode))}`;

/** Labels of these assets by name, those in the archive too. Where no number is set, they lead to a page of the product. */
export async function readLabels(tx: Tx, workspaceId: string, publicUrl: string, assetIds: readonly string[] | null): Promise<Label[]> {
  const { labelPhone } = await readSettings(tx, workspaceId);
  const rows = await tx.many(sql<{ code: string; name: string; labelCode: string; workspace: string }>`
    select a.code, a.name, a.label_code as "labelCode", w.name as workspace from assets a join workspaces w on w.id = a.workspace_id
    where a.workspace_id = ${workspaceId} and ${assetIds === null ? sql`a.archived_at is null` : sql`a.id = any(${[...assetIds]}::uuid[])`}
    order by a.folded_name, a.id limit 2000`);
  return rows.map(({ labelCode, ...row }) => ({
    ...row,
    address: labelPhone === null ? `${publicUrl}/q/${labelCode}` : whatsAppAddress(labelPhone, labelCode),
  }));
}

/** Where a label leads, found without a workspace: it is asked from outside. */
export const SCANNED = `select a.label_code as "labelCode", s.label_phone as phone from assets a
  left join operations_settings s on s.workspace_id = a.workspace_id where a.label_code = $1 and a.archived_at is null`;

export const leadsTo = ({ labelCode, phone }: { labelCode: string; phone: string | null }): string | null =>
  phone === null ? null : whatsAppAddress(phone, labelCode);
