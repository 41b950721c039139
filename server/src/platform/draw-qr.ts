/** A text as a QR code: a picture in an address (`data:image/svg+xml;…`) that an `<img>` shows. */
export async function drawQr(text: string): Promise<string> {
  const { toString: qrToString } = await import("qrcode"); // seldom needed: loaded with the first code
  const svg = await qrToString(text, { type: "svg", errorCorrectionLevel: "L", margin: 1 });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
}
