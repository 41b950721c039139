import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { createMetrics, measureMachine } from "../server/src/platform/metrics.ts";

// Alerts and dashboards of `deploy/` ask only for what `/metrics` tells.
const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

interface Alert {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
}
const alerts: Alert[] = parse(read("deploy/alerts.yaml")).groups.flatMap(({ rules }: { rules: Alert[] }) => rules);
const dashboards = globSync("deploy/grafana/*.json", { cwd: root }).map((file) => JSON.parse(read(file)));
const expressions: string[] = [
  ...alerts.map(({ expr }) => expr),
  ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }: { targets: { expr: string }[] }) => targets.map(({ expr }) => expr))),
];

/** Name of every series, and the labels that it may have. Prometheus adds where it read it. */
async function toldSeries(): Promise<Map<string, Set<string>>> {
  const metrics = createMetrics();
  measureMachine(metrics, root);
  const told = new Map<string, Set<string>>();
  for (const metric of await metrics.registry.getMetricsAsArray()) {
    const { labelNames = [], type } = metric as unknown as { labelNames?: string[]; type: string };
    const labels = new Set([...labelNames, "instance", "job", "role", "le"]);
    // Histograms tell three series each.
    const endings = type === "histogram" || "buckets" in metric ? ["_bucket", "_sum", "_count"] : [""];
    for (const ending of endings) told.set(`${metric.name}${ending}`, labels);
  }
  return told;
}

test("every figure of the alerts and of the four dashboards is told by the program, with the labels that are asked of it", async () => {
  const told = await toldSeries();
  assert.equal(dashboards.length, 4);
  assert.ok(expressions.length > 50);
  for (const expression of expressions) {
    const names = [...expression.matchAll(/\bprosa_\w+/g)].map(([name]) => name);
    assert.ok(names.length > 0 || expression.includes("up{"), expression);
    for (const name of names) assert.ok(told.has(name), `${name} is not told: ${expression}`);
    const labels = [
      ...[...expression.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, list = ""]) => list.split(/,\s*/)),
      ...[...expression.matchAll(/[{,](\w+)=?[=!~]/g)].map(([, label]) => label as string),
    ];
    for (const label of labels)
      for (const name of names) assert.ok(told.get(name)?.has(label), `${name} has no label ${label}: ${expression}`);
  }
});

test("the events that the dashboards count are events that there are", () => {
  const kinds = [...read("docs/events.md").matchAll(/^## `([\w.]+)`/gm)].map(([, kind]) => kind as string);
  const asked = expressions.flatMap((one) =>
    [...one.matchAll(/prosa_events_total\{kind=~"([^"]+)"\}/g)].map(([, words]) => words as string),
  );
  assert.ok(asked.length > 5);
  for (const words of asked)
    for (const word of words.match(/[a-z_]{2,}/g) ?? [])
      assert.ok(
        kinds.some((kind) => kind.split(".").includes(word)),
        `no event of ${word}`,
      );
});

test("every alert has a severity, and its page in the runbook", () => {
  const pages = new Set([...read("docs/runbook.md").matchAll(/^### (\w+)$/gm)].map(([, name]) => name as string));
  assert.deepEqual(
    alerts.map(({ alert }) => alert).filter((name) => !pages.has(name)),
    [],
  );
  assert.deepEqual(
    [...pages].filter((page) => page.startsWith("Prosa") && !alerts.some(({ alert }) => alert === page)),
    [],
    "and no page is of an alert that is gone",
  );
  for (const { alert, labels, annotations } of alerts) {
    assert.match(labels.severity, /^(warning|critical)$/, alert);
    assert.equal(annotations.runbook, `docs/runbook.md#${alert.toLowerCase()}`);
  }
});
