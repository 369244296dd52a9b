// Runs emulators on free ports of the loopback interface, prints the ports as JSON, and ends with standard input, so that the
// servers stop when the process that started them ends for any reason. The data of the listings comes through the APIs.

import { createEmulator } from "emulate";

// Each token may send 5,000 requests an hour to the server of GitHub.
const killed = Array.from({ length: 10 }, (_, number) => [`killed_${number}`, { login: "octocat", scopes: ["repo"] }]);

const seed = {
  tokens: {
    github: { login: "octocat", scopes: ["repo"] },
    ...Object.fromEntries(killed),
    slack: { login: "admin", scopes: ["channels:manage", "channels:read"] },
    slack_without_scopes: { login: "admin", scopes: [] },
    stripe: { login: "admin", scopes: [] },
    sk_test_clerk: { login: "admin", scopes: [] },
  },
  github: {
    users: [{ login: "octocat" }],
    repos: [{ owner: "octocat", name: "paginated" }],
  },
  linear: {
    strict_scopes: true,
    tokens: [
      { token: "linear", scopes: ["issues:create", "read"] },
      { token: "linear_without_scopes", scopes: ["write"] },
    ],
  },
  slack: { strict_scopes: true },
  twilio: {
    account: { sid: "AC00000000000000000000000000000001", auth_token: "twilio" },
    phone_numbers: [{ phone_number: "+15550000001" }],
  },
};

const ports = {};
for (const service of ["clerk", "github", "linear", "slack", "stripe", "twilio"]) {
  const { url } = await createEmulator({ service, seed, port: 0 });
  ports[service] = Number(new URL(url).port);
}
console.log(JSON.stringify(ports));
process.stdin.on("end", () => process.exit()).resume();
