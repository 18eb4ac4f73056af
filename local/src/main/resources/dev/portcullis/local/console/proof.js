// Checks in the browser that an entry is in the log: RFC 9162 inclusion, and the checkpoint's Ed25519 signature.

const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const join = (...parts) => {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
};
const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data));
const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** The root that a leaf and its proof lead to; null if the proof has the wrong shape (RFC 9162, section 2.1.3.2). */
async function rootOf(entry, index, size, hashes) {
  if (!(index >= 0 && index < size)) return null;
  let node = index, last = size - 1, root = await sha256(join(Uint8Array.of(0), entry));
  for (const hash of hashes) {
    if (last === 0 || hash.length !== 32) return null;
    if (node % 2 === 1 || node === last) {
      root = await sha256(join(Uint8Array.of(1), hash, root));
      while (node % 2 === 0 && node !== 0) { node = node / 2; last = Math.floor(last / 2); }
    } else {
      root = await sha256(join(Uint8Array.of(1), root, hash));
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : null;
}

/** "signed", "bad" or "unchecked" where this browser has no Ed25519. */
async function signature(note, publicKey) {
  const cut = note.lastIndexOf("\n\n");
  const text = new TextEncoder().encode(note.slice(0, cut + 1));
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
  } catch { return "unchecked"; }
  for (const line of note.slice(cut + 2).split("\n")) {
    const match = /^\u2014 (\S+) (\S+)$/.exec(line);
    if (!match) continue;
    const signed = bytes(match[2]);
    const id = (await sha256(join(new TextEncoder().encode(match[1] + "\n"), Uint8Array.of(1), publicKey))).slice(0, 4);
    if (signed.length === 68 && equal(signed.slice(0, 4), id)
        && await crypto.subtle.verify({ name: "Ed25519" }, key, signed.slice(4), text)) return "signed";
  }
  return "bad";
}

/** What the browser can say for itself about an entry. */
export async function check(record, publicKey) {
  if (!record.proof) return { included: "waiting", signature: "waiting" };
  const lines = record.proof.checkpoint.split("\n");
  const root = await rootOf(bytes(record.entry), record.index, record.proof.size, record.proof.hashes.map(bytes));
  const included = root !== null && Number(lines[1]) === record.proof.size && equal(root, bytes(lines[2]));
  return { included: included ? "included" : "bad", signature: await signature(record.proof.checkpoint, bytes(publicKey)) };
}
