import type { NewFlow } from "../queries.ts";

/** The server takes no more. */
export const MOST_BYTES = 5_000_000;

/**
 * A file as what it is: a flow of ours or a bot of Typebot; what stands in it is judged by the server.
 * @returns null when it is neither
 */
export function readFlowFile(text: string, name: string): NewFlow | null {
  const file = parsed(text);
  if (!isRecord(file)) return null;
  const own = isRecord(file["document"]) ? file["document"] : file;
  if (own["format"] === 1 && Array.isArray(own["blocks"])) {
    const layout = isRecord(file["layout"]) ? file["layout"] : { blocks: {}, notes: [] };
    // The server reads both by its schema and names what is wrong.
    return { name: nameOf(file, name), document: own, layout } as unknown as NewFlow;
  }
  if (Array.isArray(file["groups"]) || Array.isArray(file["blocks"])) return { name: nameOf(file, name), typebot: file };
  return null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const nameOf = (file: Record<string, unknown>, name: string): string =>
  name.trim() !== "" ? name.trim() : typeof file["name"] === "string" ? file["name"].slice(0, 120) : "";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
