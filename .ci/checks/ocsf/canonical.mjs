// Re-canonicalizes each line with the npm package `canonicalize` and compares the text: RFC 8785 by another hand.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const canonicalize = createRequire(process.cwd() + "/x.js")("canonicalize").default
  ?? createRequire(process.cwd() + "/x.js")("canonicalize");
const lines = readFileSync(process.argv[2], "utf8").split("\n").filter((line) => line !== "");
let equal = 0;
for (const line of lines) if (canonicalize(JSON.parse(line)) === line) equal++;
console.log(`npm canonicalize: ${equal} of ${lines.length} records byte-identical`);
process.exit(equal === lines.length && equal > 0 ? 0 : 1);
