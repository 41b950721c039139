/** What a player shows of a sound before it plays it. */
export interface Sound {
  durationMs: number;
  /** Loudness in {@link BARS} steps of equal length, 0 to 100, the loudest 100. */
  waveform: number[];
}

const BARS = 44;
/** About half an hour of a voice message. Longer ones are played without a wave. */
const MAX_BYTES = 4_000_000;
/** Loudness is kept in steps of a fiftieth of a second, so that a long sound is never in memory as samples. */
const STEPS_A_SECOND = 50;
const PIECE_BYTES = 65_536;

interface Decoder {
  ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  flush?(): Promise<Decoded>;
  free(): void;
}
interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
}

/** Null for formats that are not decoded here (AAC, AMR, Vorbis), and for what is damaged or too long. */
export async function readSound(bytes: Buffer, mediaType: string): Promise<Sound | null> {
  if (bytes.length > MAX_BYTES) return null;
  const decoder = await openDecoder(mediaType);
  if (decoder === null) return null;
  try {
    await decoder.ready;
    const steps = createSteps();
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) steps.add(await decoder.decode(bytes.subarray(at, at + PIECE_BYTES)));
    if (decoder.flush !== undefined) steps.add(await decoder.flush());
    return steps.end();
  } catch {
    return null;
  } finally {
    decoder.free();
  }
}

/** Null for formats that are not decoded here. */
export async function openDecoder(mediaType: string): Promise<Decoder | null> {
  if (mediaType === "audio/ogg") return new (await import("ogg-opus-decoder")).OggOpusDecoder();
  if (mediaType === "audio/mpeg") return new (await import("mpg123-decoder")).MPEGDecoder();
  return null;
}

function createSteps() {
  const loudness: number[] = [];
  let [sum, counted, samples, rate] = [0, 0, 0, 0];
  return {
    add({ channelData, samplesDecoded, sampleRate }: Decoded) {
      const [channel] = channelData;
      if (channel === undefined) return;
      rate = sampleRate;
      for (let at = 0; at < samplesDecoded; at += 1) {
        sum += Math.abs(channel[at] ?? 0);
        counted += 1;
        if (counted < rate / STEPS_A_SECOND) continue;
        loudness.push(sum / counted);
        [sum, counted] = [0, 0];
      }
      samples += samplesDecoded;
    },
    end(): Sound | null {
      if (counted > 0) loudness.push(sum / counted);
      return samples === 0 ? null : { durationMs: Math.round((samples / rate) * 1000), waveform: toBars(loudness) };
    },
  };
}

function toBars(loudness: number[]): number[] {
  const bars = Array.from({ length: BARS }, (_, bar) => {
    const from = Math.floor((bar * loudness.length) / BARS);
    const part = loudness.slice(from, Math.max(from + 1, Math.floor(((bar + 1) * loudness.length) / BARS)));
    return part.reduce((total, value) => total + value, 0) / part.length;
  });
  const loudest = Math.max(...bars, 1e-6);
  return bars.map((bar) => Math.round((bar / loudest) * 100));
}
