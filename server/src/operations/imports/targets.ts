import { fold } from "../../../../rules/fold.ts";
import { invalidMapping } from "../errors.ts";

export const IMPORT_KINDS = ["asset", "site", "part"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What columns may be, by kind; what a new record needs and by what it is known again. */
const TARGETS = {
  asset: {
    all: ["code", "name", "kind", "manufacturer", "model", "serial", "site", "purchased_on", "cost", "warranty_until", "synonyms"],
    needed: ["code", "name"],
  },
  site: { all: ["code", "name", "address", "latitude", "longitude"], needed: ["name"] },
  part: { all: ["code", "name", "unit", "synonyms"], needed: ["code", "name"] },
} as const satisfies Record<ImportKind, { all: readonly string[]; needed: readonly string[] }>;

/** What each column of a sheet is; null is left out. */
export type Mapping = (string | null)[];

/** Headings as people write them, folded. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  code: ["codigo", "cod", "tag", "patrimonio", "sku", "referencia", "code", "asset code", "part number"],
  name: [
    "nome",
    "descricao",
    "equipamento",
    "peca",
    "local",
    "unidade predial",
    "name",
    "description",
    "asset",
    "part",
    "nombre",
    "descripcion",
    "equipo",
  ],
  kind: ["tipo", "categoria", "familia", "type", "category", "kind"],
  manufacturer: ["fabricante", "marca", "manufacturer", "brand"],
  model: ["modelo", "model"],
  serial: ["serie", "numero de serie", "n serie", "serial", "serial number"],
  site: ["local", "site", "unidade", "filial", "lugar", "planta"],
  purchased_on: ["compra", "data de compra", "data da compra", "comprado em", "purchase date", "fecha de compra"],
  cost: ["custo", "valor", "preco", "valor de compra", "cost", "price", "costo"],
  warranty_until: ["garantia", "garantia ate", "warranty", "warranty until", "garantia hasta"],
  synonyms: ["sinonimos", "apelidos", "outros nomes", "synonyms", "sinonimo"],
  address: ["endereco", "morada", "address", "direccion"],
  latitude: ["latitude", "lat", "latitud"],
  longitude: ["longitude", "lng", "lon", "long", "longitud"],
  unit: ["un", "unidade", "unidade de medida", "medida", "unit", "unidad"],
};

/** What each column seems to be, by its heading; every target once, the first heading first. Pure. */
export function guessMapping(kind: ImportKind, headings: readonly string[]): Mapping {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const said = fold(heading)
      .replaceAll(/[^a-z0-9]+/g, " ")
      .trim();
    const target = TARGETS[kind].all.find(
      (one) => !taken.has(one) && (one.replaceAll("_", " ") === said || KNOWN[one]?.includes(said) === true),
    );
    if (target === undefined) return null;
    taken.add(target);
    return target;
  });
}

/** @throws {AppError} operations.invalid_mapping */
export function checkMapping(kind: ImportKind, mapping: Mapping, headings: readonly string[]): void {
  const named = mapping.filter((target) => target !== null);
  const { all, needed } = TARGETS[kind];
  const strange = named.find((target) => !all.some((one) => one === target));
  if (mapping.length !== headings.length) throw invalidMapping({ because: `there are ${headings.length} columns` });
  if (strange !== undefined) throw invalidMapping({ because: `nothing is called ${strange}` });
  if (new Set(named).size < named.length) throw invalidMapping({ because: "two columns are the same thing" });
  const missing = needed.find((target) => !named.includes(target));
  if (missing !== undefined) throw invalidMapping({ because: `no column is the ${missing}` });
}
