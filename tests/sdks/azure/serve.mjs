// Runs Azurite's blob service in memory on a free port of the loopback interface, prints its URL with a shared access
// signature, and ends with standard input, so that the server stops when the process that started it ends for any reason.

import { createHmac } from "node:crypto";
import { createRequire } from "node:module";

// The account and the key that Azurite documents.
const account = "devstoreaccount1";
const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

// The permission to create, write and list everything in the blob service.
const fields = {
  sp: "rwlc",
  ss: "b",
  srt: "sco",
  st: "",
  se: "2100-01-01T00:00:00Z",
  sip: "",
  spr: "https,http",
  sv: "2020-08-04",
};
const text = [account, ...Object.values(fields), ""].join("\n");
const sig = createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
const parameters = Object.entries({ ...fields, sig }).filter(([, value]) => value !== "");

// Azurite reads its options from the arguments of the process.
process.argv = [process.execPath, "azurite-blob", "--blobPort", "0", "--inMemoryPersistence"];
// The versions of the API that Azurite knows are older than that of the client.
process.argv.push("--skipApiVersionCheck", "--disableTelemetry", "--silent");
const require = createRequire(`${process.cwd()}/`);
const { BlobServerFactory } = require("azurite/dist/src/blob/BlobServerFactory");
const server = await new BlobServerFactory().createServer();
await server.start();
console.log(`${server.getHttpServerAddress()}/${account}?${new URLSearchParams(parameters)}`);
process.stdin.on("end", () => process.exit()).resume();
