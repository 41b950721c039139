import { openDecoder } from "./read-sound.ts";

/** Enough for a voice; Opus is decoded at three times that. */
const SAMPLE_RATE = 16_000;
const OPUS_RATE = 48_000;
const STEP = OPUS_RATE / SAMPLE_RATE;
const HEAD_BYTES = 44;
/** Half an hour: 58 MB. */
const MAX_SAMPLES = SAMPLE_RATE * 1_800;
const PIECE_BYTES = 65_536;

/** A voice in Ogg Opus as WAV (PCM, 16 bits, one channel), which every browser plays; null for what is none, damaged or too long. */
export async function soundAsWav(bytes: Buffer): Promise<Buffer | null> {
  const decoder = await openDecoder("audio/ogg");
  if (decoder === null) return null;
  try {
    await decoder.ready;
    const pieces: Buffer[] = [];
    let samples = 0;
    const take = (channel: Float32Array | undefined, count: number) => {
      const piece = toPcm(channel ?? new Float32Array(0), count);
      samples += piece.length / 2;
      pieces.push(piece);
    };
    for (let at = 0; at < bytes.length && samples <= MAX_SAMPLES; at += PIECE_BYTES) {
      const { channelData, samplesDecoded } = await decoder.decode(bytes.subarray(at, at + PIECE_BYTES));
      take(channelData[0], samplesDecoded);
    }
    const rest = await decoder.flush?.();
    if (rest !== undefined) take(rest.channelData[0], rest.samplesDecoded);
    return samples === 0 || samples > MAX_SAMPLES ? null : Buffer.concat([wavHead(samples * 2), ...pieces]);
  } catch {
    return null;
  } finally {
    decoder.free();
  }
}

function toPcm(channel: Float32Array, count: number): Buffer {
  const pcm = Buffer.alloc(Math.floor(count / STEP) * 2);
  for (let at = 0; at < pcm.length / 2; at += 1) {
    let sum = 0;
    for (let step = 0; step < STEP; step += 1) sum += channel[at * STEP + step] ?? 0;
    pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sum / STEP)) * 32_767), at * 2);
  }
  return pcm;
}

/** @source Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", WAVE */
function wavHead(dataBytes: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(HEAD_BYTES - 8 + dataBytes, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // one channel
  head.writeUInt32LE(SAMPLE_RATE, 24);
  head.writeUInt32LE(SAMPLE_RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(dataBytes, 40);
  return head;
}
