const RATE = 8_000;

/** A second of a quiet tone as WAV, 8 kHz, 16 bits: enough for a provider to say whether it takes a key and a model. */
export function sampleSound(): Buffer {
  const samples = Buffer.alloc(RATE * 2);
  for (let at = 0; at < RATE; at += 1) samples.writeInt16LE(Math.round(Math.sin((at / RATE) * 2 * Math.PI * 440) * 2_000), at * 2);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
