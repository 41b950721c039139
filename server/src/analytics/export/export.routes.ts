import { Type } from "typebox";
import { type DeliveryParts, Filter, readFilter } from "../../inbox/index.ts";
import type { App } from "../../platform/index.ts";
import { analyticsExport } from "../rights.ts";
import { conversationRows } from "./conversation-rows.ts";
import { writeCsv, writeXlsx } from "./write-sheet.ts";

const Day = Type.String({ format: "date" });

/** `GET /analytics/conversations.{format}`: what the figures of conversations are made of, to take along. */
export function exportRoutes(app: App, { fields }: Pick<DeliveryParts, "fields">) {
  for (const format of ["csv", "xlsx"] as const)
    app.get(
      `/analytics/conversations.${format}`,
      {
        config: { access: analyticsExport },
        schema: {
          tags: ["Figures"],
          summary: `One row a conversation with a session in the period, as ${format.toUpperCase()}; it is in the audit log`,
          description: "It comes row by row, and ends where the caller hangs up. `x-row-count` says how many rows there will be.",
          querystring: Type.Object({ from: Day, to: Day, filter: Type.Optional(Filter) }),
          produces: [format === "csv" ? "text/csv" : XLSX],
        },
      },
      async ({ ctx, query: { from, to, filter: filterText } }, reply) => {
        const filter = await readFilter(ctx, fields, filterText);
        const sheet = await conversationRows(ctx, { from, to, format, filter, filterText });
        return reply
          .header("content-type", format === "csv" ? "text/csv; charset=utf-8" : XLSX)
          .header("content-disposition", `attachment; filename="conversations-${from}-${to}.${format}"`)
          .header("x-row-count", sheet.count)
          .send(format === "csv" ? writeCsv(sheet) : writeXlsx(sheet, `${from} ${to}`));
      },
    );
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
