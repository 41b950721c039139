/**
 * TypeScript types of the OpenAPI document, in the shape that openapi-fetch reads. Ours, because openapi-typescript
 * needs the compiler API that TypeScript 7 no longer has. Covers what our own schemas use, and fails on anything else.
 */
type Json = Record<string, unknown>;

export function writeApiTypes(document: Json): string {
  const components = (document["components"] as Json)["schemas"] as Record<string, Json>;
  const schemas = Object.entries(components).map(([name, schema]) => `    ${name}: ${typeOf(schema)};`);
  const paths = Object.entries(document["paths"] as Record<string, Record<string, Json>>).map(([path, methods]) => {
    const entries = Object.entries(methods).map(([method, operation]) => `    ${method}: ${operationType(operation)};`);
    return `  ${JSON.stringify(path)}: {\n${entries.join("\n")}\n  };`;
  });
  return [
    "// Made by `npm run generate` from the server's OpenAPI document; a test compares. Do not edit.",
    `export interface paths {\n${paths.join("\n")}\n}`,
    `export interface components {\n  schemas: {\n${schemas.join("\n")}\n  };\n}`,
    "",
  ].join("\n\n");
}

function operationType(operation: Json): string {
  const parameters = (operation["parameters"] as Json[] | undefined) ?? [];
  const groups = ["query", "path", "header"].flatMap((place) => {
    const own = parameters.filter((parameter) => parameter["in"] === place);
    if (own.length === 0) return [];
    const optional = own.every((parameter) => parameter["required"] !== true) ? "?" : "";
    const fields = own.map((parameter) => field(parameter["name"] as string, parameter["schema"] as Json, parameter["required"] === true));
    return [`${place}${optional}: { ${fields.join(" ")} };`];
  });
  const body = contentOf(operation["requestBody"] as Json | undefined);
  const responses = Object.entries((operation["responses"] as Record<string, Json> | undefined) ?? {}).map(([status, response]) => {
    const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
    return `${key}: { content: { "application/json": ${contentOf(response) ?? "unknown"} } };`;
  });
  const parts = [`parameters: { ${groups.join(" ")} };`];
  if (body !== undefined) parts.push(`requestBody: { content: { "application/json": ${body} } };`);
  parts.push(`responses: { ${responses.join(" ")} };`);
  return `{ ${parts.join(" ")} }`;
}

function contentOf(holder: Json | undefined): string | undefined {
  const content = holder?.["content"] as Record<string, Json> | undefined;
  const schema = content === undefined ? undefined : (Object.values(content)[0]?.["schema"] as Json | undefined);
  return schema === undefined ? undefined : typeOf(schema);
}

const field = (name: string, schema: Json, required: boolean) =>
  `${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}${required ? "" : "?"}: ${typeOf(schema)};`;

function typeOf(schema: Json): string {
  if (typeof schema["$ref"] === "string") return `components["schemas"][${JSON.stringify(schema["$ref"].split("/").at(-1))}]`;
  if (schema["const"] !== undefined) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  const union = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(union)) return (union as Json[]).map((one) => `(${typeOf(one)})`).join(" | ");
  switch (schema["type"]) {
    case "string":
      return "string";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return `(${typeOf(schema["items"] as Json)})[]`;
    case "object":
      return objectType(schema);
    case undefined:
      return "unknown";
    default:
      throw new Error(`no TypeScript for the schema ${JSON.stringify(schema)}`);
  }
}

function objectType(schema: Json): string {
  const properties = schema["properties"] as Record<string, Json> | undefined;
  const pattern = schema["patternProperties"] as Record<string, Json> | undefined;
  if (properties === undefined) return `Record<string, ${pattern === undefined ? "unknown" : typeOf(Object.values(pattern)[0] as Json)}>`;
  const required = new Set((schema["required"] as string[] | undefined) ?? []);
  return `{ ${Object.entries(properties)
    .map(([name, one]) => field(name, one, required.has(name)))
    .join(" ")} }`;
}
