import type { FlowDocument, Layout } from "../../../../flow/document.ts";
import { readDocument, readLayout } from "../../../../flow/schema.ts";
import { invalidRequest } from "../../platform/index.ts";

/** JSON of a request as what can be drawn and run. @throws {AppError} platform.invalid_request, which names each place */
export function ensureDrawing({ document, layout }: { document: unknown; layout: unknown }): { document: FlowDocument; layout: Layout } {
  const [read, laid] = [readDocument(document), readLayout(layout)];
  if (read.ok && laid.ok) return { document: read.value, layout: laid.value };
  const problems = [...problemsOf("document", read), ...problemsOf("layout", laid)];
  throw invalidRequest({ problems });
}

type Read = { ok: true } | { ok: false; problems: readonly { path: string; problem: string }[] };

const problemsOf = (part: string, read: Read) =>
  read.ok ? [] : read.problems.map(({ path, problem }) => ({ path: path === "" ? part : `${part}.${path}`, problem }));

/** Where nothing was laid out: the editor tidies it up. */
export const NO_LAYOUT: Layout = { blocks: {}, notes: [] };
