/** A photo and a sound that scenarios send, made on the spot: nothing is downloaded. */

/** A device on a wall with a stain below it, as JPEG. */
export async function samplePhoto(): Promise<Buffer> {
  // Only who sends the photo pays for the library.
  const { default: sharp } = await import("sharp");
  return sharp(Buffer.from(DRAWING)).jpeg({ quality: 85 }).toBuffer();
}

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="560">
  <linearGradient id="wall" x2="1" y2="1"><stop stop-color="#e9e4da"/><stop offset="1" stop-color="#cfc8ba"/></linearGradient>
  <rect width="800" height="560" fill="url(#wall)"/>
  <rect x="130" y="90" width="540" height="170" rx="26" fill="#fbfbfa"/>
  <rect x="150" y="222" width="500" height="16" fill="#3d4446"/>
  <rect x="560" y="150" width="46" height="12" fill="#39c6c0"/>
  <rect x="420" y="262" width="34" height="230" fill="#a8803c" fill-opacity=".45"/>
</svg>`;

const RATE = 16_000;
const SECONDS = 3;
const HEADER_BYTES = 44;

/** Three seconds of a voice-like hum, as WAV. */
export function sampleVoice(): Buffer {
  const samples = RATE * SECONDS;
  const sound = Buffer.alloc(HEADER_BYTES + samples * 2);
  sound.write("RIFF", 0);
  sound.writeUInt32LE(36 + samples * 2, 4);
  sound.write("WAVEfmt ", 8);
  sound.writeUInt32LE(16, 16);
  sound.writeUInt16LE(1, 20);
  sound.writeUInt16LE(1, 22);
  sound.writeUInt32LE(RATE, 24);
  sound.writeUInt32LE(RATE * 2, 28);
  sound.writeUInt16LE(2, 32);
  sound.writeUInt16LE(16, 34);
  sound.write("data", 36);
  sound.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at += 1) {
    const time = at / RATE;
    const loudness = Math.max(0, Math.sin(time * 7)) * Math.abs(Math.sin(time * 2.1));
    const tone = Math.sin(2 * Math.PI * (140 + 25 * Math.sin(time * 3)) * time) + 0.5 * Math.sin(2 * Math.PI * 430 * time);
    sound.writeInt16LE(Math.round(loudness * tone * 9000), HEADER_BYTES + at * 2);
  }
  return sound;
}
