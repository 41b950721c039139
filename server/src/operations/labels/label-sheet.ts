import type { Label } from "./label-text.ts";

/** Points a millimetre. */
const MM = 72 / 25.4;
const PAGE = { width: 210 * MM, height: 297 * MM };
const LABEL = 50 * MM;
const ACROSS = 4;
const DOWN = 4;
const SIDE = (PAGE.width - ACROSS * LABEL) / 2;
const TOP = (PAGE.height - DOWN * LABEL) / 2;
const QR_MM = 30;
/** Empty modules around a code: scanners need four. */
const QUIET = 4;

/** Which modules of a code are dark, row by row. */
interface Modules {
  size: number;
  dark: ArrayLike<number>;
}

/**
 * Labels of 5 × 5 cm on A4, four by four, as a PDF in absolute millimetres: browsers scale what they print, and codes that are too large
 * for their label do not scan. The codes are drawn as vectors, the words in the font that every reader has.
 */
export async function drawLabelSheet(labels: readonly Label[]): Promise<Buffer> {
  const { create } = await import("qrcode"); // seldom needed: loaded with the first label
  const pages: string[] = [];
  for (let first = 0; first < Math.max(1, labels.length); first += ACROSS * DOWN) {
    const drawn = labels.slice(first, first + ACROSS * DOWN).map((label, index) => {
      const { modules } = create(label.address, { errorCorrectionLevel: "M" });
      const left = SIDE + (index % ACROSS) * LABEL;
      const bottom = PAGE.height - TOP - (Math.floor(index / ACROSS) + 1) * LABEL;
      return drawLabel(label, { size: modules.size, dark: modules.data }, left, bottom);
    });
    pages.push(drawn.join("\n"));
  }
  return writePdf(pages);
}

function drawLabel(label: Label, modules: Modules, left: number, bottom: number): string {
  const middle = left + LABEL / 2;
  return [
    `0.8 G 0.3 w ${numbers(left, bottom, LABEL, LABEL)} re S 0 g`,
    drawQr(modules, middle - (QR_MM * MM) / 2, bottom + 12.5 * MM),
    drawText(label.workspace.toUpperCase(), middle, bottom + 44.5 * MM, 7, false),
    drawText(label.code, middle, bottom + 7.5 * MM, 13, true),
    drawText(label.name, middle, bottom + 3.5 * MM, 7.5, false),
  ].join("\n");
}

/** A run of dark modules in a row is one rectangle. */
function drawQr({ size, dark }: Modules, left: number, bottom: number): string {
  const side = (QR_MM * MM) / (size + 2 * QUIET);
  const parts: string[] = [];
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; ) {
      let end = column;
      while (end < size && dark[row * size + end]) end += 1;
      if (end > column)
        parts.push(`${numbers(left + (column + QUIET) * side, bottom + (size - row - 1 + QUIET) * side, (end - column) * side, side)} re`);
      column = Math.max(end, column + 1);
    }
  return `${parts.join("\n")} f`;
}

const numbers = (...values: number[]): string => values.map((value) => value.toFixed(2)).join(" ");

/** About how wide a letter of Helvetica is, of its height: names in small print are short, so that this is near enough to centre them. */
const LETTER = { plain: 0.52, bold: 0.58 };

/** One line in the middle, cut where it is wider than its label. */
function drawText(text: string, middle: number, bottom: number, size: number, isBold: boolean): string {
  const letter = size * (isBold ? LETTER.bold : LETTER.plain);
  const most = Math.floor((46 * MM) / letter);
  const line = text.length > most ? `${text.slice(0, most - 3)}...` : text;
  const left = middle - (line.length * letter) / 2;
  return `BT /${isBold ? "B" : "F"} ${size} Tf ${numbers(left, bottom)} Td <${inWinAnsi(line)}> Tj ET`;
}

/** Hexadecimal bytes; what the font has not is a question mark. */
const inWinAnsi = (text: string): string =>
  [...text.normalize("NFC")]
    .map((letter) => letter.codePointAt(0) ?? 63)
    .map((code) => ((code >= 32 && code < 127) || (code >= 160 && code < 256) ? code : 63).toString(16).padStart(2, "0"))
    .join("");

/** The file around the pages: catalogue, fonts, and where each object begins. */
function writePdf(pages: string[]): Buffer {
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const first = 5;
  const pageIds = pages.map((_page, index) => first + index * 2);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>",
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(" ")}] /Count ${pages.length} >>`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${numbers(PAGE.width, PAGE.height)}] /Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
      `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    ]),
  ];
  let file = "%PDF-1.4\n";
  const starts = objects.map((object, index) => {
    const start = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}
