import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable } from "../../platform/index.ts";
import { companiesRemove, contactsRead, contactsWrite } from "../rights.ts";
import { changeCompany, createCompany, findCompany, listCompanies, removeCompany } from "./companies.ts";
import { COUNTED, type Company } from "./company.ts";

const TaxId = Type.Object(
  { country: Type.String({ pattern: "^[A-Z]{2}$" }), id: Type.String({ minLength: 1, maxLength: 30 }) },
  { additionalProperties: false, description: "CNPJ in BR and NIF in PT, whose check digits are looked at; else as it is written." },
);
const written = {
  taxId: Type.Optional(Nullable(TaxId)),
  domain: Type.Optional(Nullable(Type.String({ maxLength: 300, description: "Of its mail and site: sol.example." }))),
  note: Type.Optional(Type.String({ maxLength: 2_000 })),
};
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" });
const CompanySchema = Type.Object({
  id: idSchema("company"),
  name: Type.String(),
  taxId: Nullable(Type.Object({ country: Type.String(), id: Type.String() })),
  domain: Nullable(Type.String()),
  note: Type.String(),
  contactCount: Type.Integer({ description: `Of the contacts that one sees; counted up to ${COUNTED}.` }),
  createdAt: IsoTime,
});
const params = Type.Object({ companyId: idSchema("company") });

/** Companies, to which contacts belong. Whose they are is asked with `GET /contacts?companyId=`. */
export function companyRoutes(app: App) {
  const tags = ["Contacts"];
  const querystring = Type.Object({
    search: Type.Optional(Type.String({ maxLength: 200, description: "Beginnings of words of a name or domain, or a tax id." })),
    limit: Type.Optional(limitSchema),
    cursor: Type.Optional(cursorSchema),
  });
  app.get(
    "/companies",
    {
      config: { access: contactsRead },
      schema: { tags, summary: "Companies, by name", querystring, response: { 200: listOf(CompanySchema) } },
    },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listCompanies(ctx, { ...query, limit: query.limit ?? 50 });
      return { items: items.map(present), nextCursor };
    },
  );
  app.get(
    "/companies/:companyId",
    { config: { access: contactsRead }, schema: { tags, summary: "One company", params, response: { 200: CompanySchema } } },
    async ({ ctx, params }) => present(await findCompany(ctx, params.companyId)),
  );
  app.post(
    "/companies",
    {
      config: { access: contactsWrite },
      schema: {
        tags,
        summary: "Write down a company",
        body: Type.Object({ name: Name, ...written }, { additionalProperties: false }),
        response: { 201: CompanySchema },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createCompany(ctx, body))),
  );
  app.patch(
    "/companies/:companyId",
    {
      config: { access: contactsWrite },
      schema: {
        tags,
        summary: "Change a company",
        params,
        body: Type.Object({ name: Type.Optional(Name), ...written }, { additionalProperties: false, minProperties: 1 }),
        response: { 200: CompanySchema },
      },
    },
    async ({ ctx, params, body }) => present(await changeCompany(ctx, params.companyId, body)),
  );
  app.delete(
    "/companies/:companyId",
    {
      config: { access: companiesRemove },
      schema: { tags, summary: "Remove a company; its contacts stay", params, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await removeCompany(ctx, params.companyId);
      return reply.code(204).send(null);
    },
  );
}

const present = (company: Company) => ({ ...company, createdAt: company.createdAt.toISOString() });
