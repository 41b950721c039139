import { isMet, targetOn } from "../../../../rules/figure-target.ts";
import { sayValue } from "../../../../rules/say-value.ts";
import { type Figure, readFigure, readFilter } from "../../inbox/index.ts";
import { CSV_MARK, type Ctx, csvLine } from "../../platform/index.ts";
import { type Language, may, readWorkspace } from "../../team/index.ts";
import type { ReportGround } from "../ground.ts";
import { readTargets } from "../targets/targets.ts";
import { valueOfNothing } from "../value-of-nothing.ts";
import type { ReportWish } from "./report.ts";

/** A report and its days, both included. */
export interface AskedReport extends Pick<ReportWish, "name" | "figures" | "filter"> {
  from: string;
  to: string;
}

interface Letter {
  subject: string;
  text: string;
  attachments: { filename: string; contentType: string; content: string }[];
}

/** One number of it. */
interface Line {
  figure: Figure;
  /** A dimension. */
  by: string | null;
  key: string | null;
  /** Of the key, in the reader's language; null for the whole figure. */
  name: string | null;
  value: number | null;
  rows: number;
  /** What the whole figure should have come to on the last day; null for parts, and where there is none. */
  target: number | null;
}

/** So many of a dimension stand in the words; the file has them all. */
const MOST_IN_WORDS = 20;

const WORDS: Record<
  Language,
  {
    none: string;
    more: (count: number) => string;
    zone: (zone: string) => string;
    seen: string;
    met: (target: string) => string;
    missed: (target: string) => string;
  }
> = {
  "pt-BR": {
    none: "Nenhum",
    more: (count) => `e mais ${count}, no arquivo`,
    zone: (zone) => `Dias no fuso ${zone}.`,
    seen: "Os números contam o que você vê no Prosa.",
    met: (target) => `meta ${target}: cumprida`,
    missed: (target) => `meta ${target}: não cumprida`,
  },
  en: {
    none: "None",
    more: (count) => `and ${count} more, in the file`,
    zone: (zone) => `Days in the zone ${zone}.`,
    seen: "The numbers count what you see in Prosa.",
    met: (target) => `target ${target}: met`,
    missed: (target) => `target ${target}: missed`,
  },
  es: {
    none: "Ninguno",
    more: (count) => `y ${count} más, en el archivo`,
    zone: (zone) => `Días en la zona ${zone}.`,
    seen: "Los números cuentan lo que usted ve en Prosa.",
    met: (target) => `meta ${target}: cumplida`,
    missed: (target) => `meta ${target}: no cumplida`,
  },
};

/**
 * The report as the reader sees it: words, and a CSV of the same numbers in the units of the figures. Figures that they may not read are left out.
 * @returns null when none is left
 * @throws {AppError} inbox.figure_too_slow; platform.invalid_request for a filter that cannot be read any more
 */
export async function writeReport(ctx: Ctx, ground: ReportGround, report: AskedReport, language: Language): Promise<Letter | null> {
  const asked = report.figures.flatMap(({ id, by }) => {
    const figure = ground.figures().get(id);
    return figure === undefined || !may(ctx.actor, figure.right) ? [] : [{ figure, by }];
  });
  if (asked.length === 0) return null;
  const filter = await readFilter(ctx, ground.parts.fields, report.filter ?? undefined);
  const targets = await ctx.transaction((tx) =>
    readTargets(
      tx,
      asked.map(({ figure }) => figure.id),
    ),
  );
  const told: Line[][] = [];
  for (const { figure, by } of asked) {
    const narrowed = figure.conversation === undefined ? undefined : filter;
    const query = { from: report.from, to: report.to, grain: "total", filter: narrowed } as const;
    const whole = await readFigure(ctx, figure, query);
    const parts = by === null ? [] : await readFigure(ctx, figure, { ...query, by });
    // Nothing at all is no row.
    const [total = { value: valueOfNothing(figure), rows: 0 }] = whole;
    // Of the conversations that a filter leaves nobody said what they should come to.
    const target =
      narrowed === undefined
        ? targetOn(
            targets.filter(({ figureId }) => figureId === figure.id),
            report.to,
          )
        : null;
    told.push([
      { figure, by: null, key: null, name: null, value: total.value, rows: total.rows, target },
      ...parts
        .map((row): Line => ({ figure, by, ...row, name: nameOf(figure, by, row, language), target: null }))
        .sort((one, other) => (other.value ?? 0) - (one.value ?? 0)),
    ]);
  }
  const { currency, timeZone } = await ctx.transaction((tx) => readWorkspace(tx));
  const days = report.from === report.to ? report.from : `${report.from} – ${report.to}`;
  const words = WORDS[language];
  return {
    subject: `${report.name}: ${days}`,
    text: [
      `${report.name}\n${days}\n`,
      ...told.map((lines) => inWords(lines, language, currency)),
      `\n${words.zone(timeZone)} ${words.seen}\n`,
    ].join("\n"),
    attachments: [
      {
        filename: `prosa-${report.from}-${report.to}.csv`,
        contentType: "text/csv; charset=utf-8",
        content: CSV_MARK + [HEADINGS, ...told.flat().map((line) => cells(line, report, language))].map(csvLine).join(""),
      },
    ],
  };
}

const HEADINGS = ["figure", "name", "unit", "split_by", "key", "key_name", "value", "rows", "from", "to", "target"];

const cells = ({ figure, by, key, name, value, rows, target }: Line, { from, to }: AskedReport, language: Language): string[] => [
  figure.id,
  figure.label[language],
  figure.unit,
  by ?? "",
  key ?? "",
  name ?? "",
  value === null ? "" : String(value),
  String(rows),
  from,
  to,
  target === null ? "" : String(target),
];

function inWords([total, ...parts]: Line[], language: Language, currency: string): string {
  if (total === undefined) return "";
  const say = ({ figure, value }: Line) => sayValue(figure.unit, value, { language, currency });
  const shown = parts.slice(0, MOST_IN_WORDS).map((line) => `  ${line.name}: ${say(line)}`);
  const left = parts.length - shown.length;
  return [
    `${total.figure.label[language]}: ${say(total)}${inTarget(total, language, currency)}`,
    ...shown,
    ...(left > 0 ? [`  ${WORDS[language].more(left)}`] : []),
  ].join("\n");
}

/** What it should have come to, in brackets after the value. */
function inTarget({ figure, value, target }: Line, language: Language, currency: string): string {
  if (target === null || value === null || figure.better === undefined) return "";
  const says = sayValue(figure.unit, target, { language, currency });
  return ` (${WORDS[language][isMet(figure.better, value, target) ? "met" : "missed"](says)})`;
}

function nameOf(figure: Figure, by: string | null, { key, name }: { key: string | null; name: string | null }, language: Language): string {
  const word = by === null || key === null ? undefined : figure.dimensions[by]?.words?.[key];
  return name ?? word?.[language] ?? key ?? WORDS[language].none;
}
