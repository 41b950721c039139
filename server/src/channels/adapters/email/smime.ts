const SIGNED_DATA = "2a864886f70d010702";
const OCTETS = 0x04;
const OBJECT_ID = 0x06;
const MAX_PIECES = 10_000;

/** One value of ASN.1: its tag, and where its content lies. */
interface Value {
  tag: number;
  from: number;
  to: number;
  /** Where the next one begins. */
  next: number;
}

/**
 * The mail inside of an opaque signature; null where it is no signature (encrypted, say) or has none inside. Read as a structure and
 * nothing more: whether the signature holds is not asked. @source RFC 5652, 5.1; X.690, 8
 */
export function signedContent(bytes: Buffer): Buffer | null {
  const info = valueAt(bytes, 0);
  const [type, content] = info === null ? [] : inside(bytes, info);
  if (type?.tag !== OBJECT_ID || bytes.toString("hex", type.from, type.to) !== SIGNED_DATA || content === undefined) return null;
  const signed = inside(bytes, content)[0];
  // version, digest algorithms, then what was signed
  const signedParts = signed === undefined ? [] : inside(bytes, signed);
  const wrapped = signedParts[2] === undefined ? undefined : inside(bytes, signedParts[2])[1];
  const octets = wrapped === undefined ? undefined : inside(bytes, wrapped)[0];
  return octets === undefined ? null : joined(bytes, octets);
}

/** Large contents come in pieces. */
function joined(bytes: Buffer, value: Value): Buffer {
  if (value.tag === OCTETS) return bytes.subarray(value.from, value.to);
  return Buffer.concat(inside(bytes, value).flatMap(({ tag, from, to }) => (tag === OCTETS ? [bytes.subarray(from, to)] : [])));
}

function inside(bytes: Buffer, { from, to }: Value): Value[] {
  const values: Value[] = [];
  for (let at = from; at < to && values.length < MAX_PIECES; ) {
    const value = valueAt(bytes, at);
    if (value === null || (value.tag === 0 && value.from === value.to)) break;
    values.push(value);
    at = value.next;
  }
  return values;
}

/** @param depth of open lengths, which must be followed to find where a value ends */
function valueAt(bytes: Buffer, at: number, depth = 0): Value | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > 16) return null;
  if (first < 0x80) return bounded(bytes, tag, at + 2, first);
  if (first > 0x80) {
    const width = first & 0x7f;
    if (width > 4 || at + 2 + width > bytes.length) return null;
    return bounded(bytes, tag, at + 2 + width, bytes.readUIntBE(at + 2, width));
  }
  let next = at + 2;
  for (let pieces = 0; pieces < MAX_PIECES; pieces += 1) {
    if (bytes[next] === 0 && bytes[next + 1] === 0) return { tag, from: at + 2, to: next, next: next + 2 };
    const value = valueAt(bytes, next, depth + 1);
    if (value === null) return null;
    next = value.next;
  }
  return null;
}

function bounded(bytes: Buffer, tag: number, from: number, length: number): Value {
  const to = Math.min(bytes.length, from + length);
  return { tag, from, to, next: to };
}
