// Checks a log's checkpoint and the inclusion of given entries with the verifier of @sigstore/verify.
// Its tlog modules are not exported, so they are required by path.
const { createPublicKey } = require("node:crypto");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const modules = path.join(process.argv[2], "node_modules/@sigstore/verify/dist/tlog");
const { verifyCheckpoint } = require(path.join(modules, "checkpoint.js"));
const { verifyMerkleInclusion } = require(path.join(modules, "merkle.js"));

const [dir, ...indexes] = process.argv.slice(3);
const [name, hint, key] = readFileSync(path.join(dir, "vkey0"), "utf8").trim().split(/\+(.{8})\+/);
const spki = Buffer.concat([
  Buffer.from("302a300506032b6570032100", "hex"),
  Buffer.from(key, "base64").subarray(1),
]);
const log = {
  logID: Buffer.from(hint, "hex"),
  baseURL: name,
  publicKey: createPublicKey({ key: spki, format: "der", type: "spki" }),
};
try {
  for (const index of indexes) {
    const proof = readFileSync(path.join(dir, `${index}.tlog-proof`), "utf8");
    const split = proof.indexOf("\n\n");
    const lines = proof.slice(0, split).split("\n").slice(1);
    const entry = {
      canonicalizedBody: readFileSync(path.join(dir, `${index}.entry`)),
      inclusionProof: {
        logIndex: lines[0].slice("index ".length),
        hashes: lines.slice(1).map((hash) => Buffer.from(hash, "base64")),
        checkpoint: { envelope: proof.slice(split + 2) },
      },
    };
    verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
  }
  console.log("accepted");
} catch (e) {
  console.log("refused:", e.message);
  process.exit(1);
}
