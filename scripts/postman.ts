type Json = Record<string, unknown>;

interface Operation {
  summary: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; description?: string }[];
  requestBody?: { content: Record<string, { schema: Json }> };
}

/**
 * The OpenAPI document as a collection of Postman: a folder a tag, a request an operation, address and key as variables of the collection.
 * @source https://schema.getpostman.com/json/collection/v2.1.0/collection.json
 */
export function writePostman(document: Json): string {
  // Without what JSON leaves out, as everybody else reads it.
  const { info, paths } = JSON.parse(JSON.stringify(document)) as {
    info: { title: string };
    paths: Record<string, Record<string, Operation>>;
  };
  const requests = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      folder: operation.tags?.[0] ?? "Other",
      item: requestOf(path, method, operation),
    })),
  );
  const folders = [...Map.groupBy(requests, ({ folder }) => folder)].map(([name, own]) => ({ name, item: own.map(({ item }) => item) }));
  const collection = {
    info: { name: info.title, schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
    auth: { type: "bearer", bearer: [{ key: "token", value: "{{apiKey}}", type: "string" }] },
    variable: [
      { key: "baseUrl", value: "http://localhost:3000" },
      { key: "apiKey", value: "" },
    ],
    item: folders.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return `${JSON.stringify(collection, null, 1)}\n`;
}

function requestOf(path: string, method: string, { summary, parameters = [], requestBody }: Operation) {
  const asked = parameters.filter((one) => one.in === "query");
  // What is not required is there to be switched on.
  const query = asked.map(({ name, required, description }) => ({ key: name, value: "", description, disabled: required !== true }));
  const variable = parameters.filter((one) => one.in === "path").map(({ name, description }) => ({ key: name, value: "", description }));
  const own = path.replaceAll(/\{(\w+)\}/g, ":$1");
  const needed = query.filter(({ disabled }) => !disabled).map(({ key }) => `${key}=`);
  const raw = `{{baseUrl}}${own}${needed.length === 0 ? "" : `?${needed.join("&")}`}`;
  const schema = requestBody?.content["application/json"]?.schema;
  const body =
    schema === undefined
      ? {}
      : { body: { mode: "raw", raw: JSON.stringify(sampleOf(schema), null, 2), options: { raw: { language: "json" } } } };
  return {
    name: summary,
    request: { method: method.toUpperCase(), url: { raw, host: ["{{baseUrl}}"], path: own.slice(1).split("/"), query, variable }, ...body },
  };
}

/** A body with everything that is required, as empty as its schema allows: to be filled in. */
function sampleOf(schema: Json): unknown {
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return schema["enum"][0];
  const choices = (schema["anyOf"] ?? schema["oneOf"]) as Json[] | undefined;
  if (choices !== undefined) return sampleOf(choices[0] ?? {});
  switch (schema["type"]) {
    case "object": {
      const properties = (schema["properties"] ?? {}) as Record<string, Json>;
      const required = (schema["required"] ?? []) as string[];
      return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]));
    }
    case "array":
      return [];
    case "integer":
    case "number":
      return schema["minimum"] ?? 0;
    case "boolean":
      return false;
    case "string":
      return "";
    default:
      return null;
  }
}
