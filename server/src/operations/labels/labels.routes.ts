import { Type } from "typebox";
import { type App, type Database, idSchema, notFound } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";
import { drawLabelSheet } from "./label-sheet.ts";
import { leadsTo, readLabels, SCANNED } from "./label-text.ts";

const tags = ["Operations"];

/** Labels as pictures and sheets. */
export function labelRoutes(app: App, publicUrl: string) {
  app.get(
    "/assets/:assetId/label.png",
    {
      config: { access: operationsRead },
      schema: {
        tags,
        summary: "The QR code of an asset: 300 × 300 points, error correction M",
        params: Type.Object({ assetId: idSchema("asset") }),
      },
    },
    async ({ ctx, params }, reply) => {
      const [label] = await ctx.transaction((tx) => readLabels(tx, ctx.workspaceId, publicUrl, [params.assetId]));
      if (label === undefined) throw notFound({ what: "asset" });
      const { toBuffer } = await import("qrcode"); // seldom needed: loaded with the first label
      const png = await toBuffer(label.address, { type: "png", errorCorrectionLevel: "M", width: 300, margin: 4 });
      return reply.header("cache-control", "private, no-cache").type("image/png").send(png);
    },
  );
  app.get(
    "/asset-labels.pdf",
    {
      config: { access: operationsRead },
      schema: {
        tags,
        summary: "Labels of 5 × 5 cm on A4, four by four, as a PDF to be printed at 100 %; of all assets, or of those that are named",
        querystring: Type.Object({
          assetIds: Type.Optional(
            Type.String({ maxLength: 15_000, pattern: "^[0-9a-f,-]+$", description: "Ids with commas between them." }),
          ),
        }),
      },
    },
    async ({ ctx, query }, reply) => {
      const ids = query.assetIds === undefined ? null : query.assetIds.split(",").filter((id) => UUID.test(id));
      const labels = await ctx.transaction((tx) => readLabels(tx, ctx.workspaceId, publicUrl, ids));
      return reply
        .header("content-disposition", 'attachment; filename="etiquetas.pdf"')
        .type("application/pdf")
        .send(await drawLabelSheet(labels));
    },
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `GET /q/:code`: where a printed label leads. It opens WhatsApp at today's number, so that labels outlive a change of it. */
export function scanRoutes(app: App, { db }: { db: Database }) {
  app.get<{ Params: { code: string } }>(
    "/q/:code",
    { config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
    async ({ params: { code } }, reply) => {
      const [found] = /^[0-9a-z]{16}$/.test(code)
        ? await db.systemStatement<{ labelCode: string; phone: string | null }>("operations.scanned_label", SCANNED, [code])
        : [];
      const address = found === undefined ? null : leadsTo(found);
      reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").type("text/html; charset=utf-8");
      return address === null
        ? reply.code(404).send(page("Etiqueta sem destino · Label without a destination", null))
        : reply.send(page("WhatsApp", address));
    },
  );
}

/** `address` is made of digits and of what was encoded for it: nothing in it needs escaping. */
const page = (title: string, address: string | null): string =>
  `<!doctype html><html lang="pt-BR"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">${
    address === null ? "" : `<meta http-equiv="refresh" content="0;url=${address}">`
  }<title>${title}</title><p>${address === null ? title : `<a href="${address}">Abrir o WhatsApp · Open WhatsApp</a>`}</p></html>`;
