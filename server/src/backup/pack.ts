import { type BackupKey, open, seal, sha256 } from "./seal.ts";
import type { BackupTarget } from "./targets.ts";

/** A stored part, as the manifest names it. */
export interface PartRecord {
  name: string;
  bytes: number;
  /** Of the sealed bytes. */
  sha256: string;
}

export interface Packer {
  /** Adds one file; `size` bytes are taken, and what is missing of them is zeros. */
  add(name: string, size: number, chunks: AsyncIterable<Buffer>): Promise<void>;
  /** Stores what is left. */
  finish(): Promise<PartRecord[]>;
}

const PART_BYTES = 32 * 1024 * 1024;
const MAX_HEAD_BYTES = 4096;

/** Packs files one after the other into parts of bounded size, each compressed and sealed: `u32 length, JSON {name, size}, bytes`. */
export function createPacker(target: BackupTarget, prefix: string, key: BackupKey): Packer {
  const records: PartRecord[] = [];
  let gathered: Buffer[] = [];
  let length = 0;

  async function write(bytes: Buffer) {
    gathered.push(bytes);
    length += bytes.length;
    if (length >= PART_BYTES) await flush();
  }

  async function flush() {
    if (length === 0) return;
    const name = `${prefix}/${String(records.length + 1).padStart(5, "0")}`;
    records.push(await storePart(target, name, Buffer.concat(gathered), key));
    gathered = [];
    length = 0;
  }

  return {
    async add(name, size, chunks) {
      const head = Buffer.from(JSON.stringify({ name, size }));
      const lengthOfHead = Buffer.alloc(4);
      lengthOfHead.writeUInt32BE(head.length);
      await write(Buffer.concat([lengthOfHead, head]));
      let left = size;
      for await (const chunk of chunks) {
        const taken = chunk.subarray(0, left);
        left -= taken.length;
        if (taken.length > 0) await write(taken);
        if (left === 0) break;
      }
      for (; left > 0; left -= Math.min(left, 1024 * 1024)) await write(Buffer.alloc(Math.min(left, 1024 * 1024)));
    },
    async finish() {
      await flush();
      return records;
    },
  };
}

export async function storePart(target: BackupTarget, name: string, plain: Buffer, key: BackupKey): Promise<PartRecord> {
  const sealed = await seal(plain, name, key);
  await target.put(name, sealed);
  return { name, bytes: sealed.length, sha256: sha256(sealed) };
}

/** A document beside the packs, sealed like everything else. */
export const storeRecord = (target: BackupTarget, name: string, record: object, key: BackupKey): Promise<PartRecord> =>
  storePart(target, name, Buffer.from(JSON.stringify(record)), key);

export const fetchRecord = async <T extends object>(target: BackupTarget, name: string, key: BackupKey): Promise<T> =>
  JSON.parse((await open(await target.get(name), name, key)).toString("utf8")) as T;

/** @throws when it is not what the manifest names */
export async function fetchPart(target: BackupTarget, part: PartRecord, key: BackupKey): Promise<Buffer> {
  const sealed = await target.get(part.name);
  if (sha256(sealed) !== part.sha256) throw new Error(`${part.name} is damaged: its hash is not the one in the manifest.`);
  return open(sealed, part.name, key);
}

/** The files of a pack, in order; `take` gives the next bytes of the current one and may be called until it gives null. */
export async function unpack(
  target: BackupTarget,
  parts: PartRecord[],
  key: BackupKey,
  onFile: (file: { name: string; size: number }, take: () => Promise<Buffer | null>) => Promise<void>,
): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  let next = 0;
  async function more(): Promise<boolean> {
    const part = parts[next];
    if (part === undefined) return false;
    next += 1;
    rest = Buffer.concat([rest, await fetchPart(target, part, key)]);
    return true;
  }
  async function exactly(count: number): Promise<Buffer> {
    while (rest.length < count) if (!(await more())) throw new Error("The backup ends in the middle of a file.");
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  }
  while (rest.length > 0 || (await more())) {
    const lengthOfHead = (await exactly(4)).readUInt32BE();
    if (lengthOfHead > MAX_HEAD_BYTES) throw new Error("The backup holds something that is no file.");
    const { name, size } = JSON.parse((await exactly(lengthOfHead)).toString("utf8")) as { name: string; size: number };
    let left = size;
    const take = async () => {
      if (left === 0) return null;
      if (rest.length === 0 && !(await more())) throw new Error("The backup ends in the middle of a file.");
      const chunk = rest.subarray(0, left);
      rest = rest.subarray(chunk.length);
      left -= chunk.length;
      return chunk;
    };
    await onFile({ name, size }, take);
    while ((await take()) !== null); // whatever was not wanted
  }
}
