/**
 * Browsers of the Chromium family record Opus in WebM; WhatsApp takes it in Ogg. The packets are the same: only the box
 * around them is changed, nothing is decoded.
 * @source RFC 7845 (Ogg Opus), RFC 3533 (Ogg), Matroska element ids.
 */
export function webmToOgg(webm: Buffer): Buffer | null {
  const { head, packets } = readWebm(webm);
  if (head === null || packets.length === 0) return null;
  return writeOgg(head, packets);
}

const CONTAINERS = new Set([0x18538067, 0x1f43b675, 0x1654ae6b, 0xae]); // Segment, Cluster, Tracks, TrackEntry
const CODEC_PRIVATE = 0x63a2;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;

function readWebm(webm: Buffer): { head: Buffer | null; packets: Buffer[] } {
  const packets: Buffer[] = [];
  let head: Buffer | null = null;
  read(0, webm.length);
  return { head, packets };

  function read(from: number, to: number) {
    let at = from;
    while (at < to) {
      const id = readNumber(webm, at, false);
      if (id === null) return;
      const size = readNumber(webm, at + id.length, true);
      if (size === null) return;
      const start = at + id.length + size.length;
      // A live recording does not know its length: the element ends where its parent does.
      const end = size.value === null ? to : Math.min(start + size.value, to);
      if (id.value !== null && (CONTAINERS.has(id.value) || id.value === BLOCK_GROUP)) read(start, end);
      else if (id.value === CODEC_PRIVATE) head = webm.subarray(start, end);
      else if (id.value === SIMPLE_BLOCK || id.value === BLOCK) {
        const track = readNumber(webm, start, true);
        // Track number, two bytes of time, one of flags; lacing is not used for live Opus.
        if (track !== null) packets.push(webm.subarray(start + track.length + 3, end));
      }
      at = end;
    }
  }
}

/** A variable-length number of Matroska; ids keep their marker bit. Null beyond the end; value null: unknown size. */
function readNumber(bytes: Buffer, at: number, dropMarker: boolean): { value: number | null; length: number } | null {
  const first = bytes[at];
  if (first === undefined || first === 0) return null;
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > bytes.length) return null;
  let value = dropMarker ? first & (0xff >> length) : first;
  let allOnes = dropMarker && value === 0xff >> length;
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index] as number;
    allOnes &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value: allOnes ? null : value, length };
}

const SERIAL = 0x50524f53;
const PACKETS_A_PAGE = 20;

function writeOgg(head: Buffer, packets: Buffer[]): Buffer {
  const vendor = Buffer.from("Prosa");
  const tags = Buffer.concat([Buffer.from("OpusTags"), uint32(vendor.length), vendor, uint32(0)]);
  const pages = [page([head], 0, 0, 2), page([tags], 0, 1, 0)];
  let played = head.length >= 12 ? head.readUInt16LE(10) : 0; // pre-skip counts as played
  for (let at = 0; at < packets.length; at += PACKETS_A_PAGE) {
    const group = packets.slice(at, at + PACKETS_A_PAGE);
    for (const packet of group) played += samplesOf(packet);
    pages.push(page(group, played, pages.length, at + PACKETS_A_PAGE >= packets.length ? 4 : 0));
  }
  return Buffer.concat(pages);
}

/** Samples at 48 kHz of one Opus packet, from its first byte. @source RFC 6716, section 3.1 */
function samplesOf(packet: Buffer): number {
  const toc = packet[0] ?? 0;
  const config = toc >> 3;
  const frame =
    config < 12
      ? ([480, 960, 1920, 2880][config & 3] as number)
      : config < 16
        ? ([480, 960][config & 1] as number)
        : ([120, 240, 480, 960][config & 3] as number);
  const code = toc & 3;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 63 : 2;
  return frame * frames;
}

function page(packets: Buffer[], position: number, sequence: number, flags: number): Buffer {
  const lacing = packets.flatMap((packet) => [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255]);
  const header = Buffer.alloc(27);
  header.write("OggS", 0, "latin1");
  header[5] = flags;
  header.writeBigUInt64LE(BigInt(position), 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(sequence, 18);
  header[26] = lacing.length;
  const bytes = Buffer.concat([header, Buffer.from(lacing), ...packets]);
  bytes.writeUInt32LE(checksum(bytes), 22);
  return bytes;
}

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** Ogg's CRC: polynomial 0x04c11db7, not reflected, no final inversion. */
const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = (value << 1) ^ (value & 0x80000000 ? 0x04c11db7 : 0);
  return value >>> 0;
});

function checksum(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) ^ (CRC[((crc >>> 24) ^ byte) & 0xff] as number)) >>> 0;
  return crc;
}
