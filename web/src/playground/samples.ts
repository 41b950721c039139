/** A photo and a sound that the scenarios send, made on the spot: nothing is downloaded. */

export async function samplePhoto(): Promise<File> {
  const canvas = document.createElement("canvas");
  canvas.width = 800;
  canvas.height = 560;
  const paint = canvas.getContext("2d");
  if (paint === null) throw new Error("this browser cannot draw");
  const wall = paint.createLinearGradient(0, 0, 800, 560);
  wall.addColorStop(0, "#e9e4da");
  wall.addColorStop(1, "#cfc8ba");
  paint.fillStyle = wall;
  paint.fillRect(0, 0, 800, 560);
  paint.fillStyle = "#fbfbfa";
  paint.beginPath();
  paint.roundRect(130, 90, 540, 170, 26);
  paint.fill();
  paint.fillStyle = "#3d4446";
  paint.fillRect(150, 222, 500, 16);
  paint.fillStyle = "#39c6c0";
  paint.fillRect(560, 150, 46, 12);
  paint.fillStyle = "rgba(168,128,60,.45)";
  paint.fillRect(420, 262, 34, 230);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return new File([blob ?? new Blob()], "aparelho.jpg", { type: "image/jpeg" });
}

const RATE = 16_000;
const SECONDS = 3;

/** Three seconds of a voice-like hum, as WAV. */
export function sampleVoice(): File {
  const samples = RATE * SECONDS;
  const view = new DataView(new ArrayBuffer(44 + samples * 2));
  const word = (at: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
  };
  word(0, "RIFF");
  view.setUint32(4, 36 + samples * 2, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, samples * 2, true);
  for (let at = 0; at < samples; at += 1) {
    const time = at / RATE;
    const loudness = Math.max(0, Math.sin(time * 7)) * Math.abs(Math.sin(time * 2.1));
    const tone = Math.sin(2 * Math.PI * (140 + 25 * Math.sin(time * 3)) * time) + 0.5 * Math.sin(2 * Math.PI * 430 * time);
    view.setInt16(44 + at * 2, loudness * tone * 9000, true);
  }
  return new File([view.buffer], "audio.wav", { type: "audio/wav" });
}
