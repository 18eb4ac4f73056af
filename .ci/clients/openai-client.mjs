// OpenAI's own Node client, unchanged, against a served gateway: every feature it is used for, and its errors.
import OpenAI from "openai";
import { VERSION } from "openai/version";

const [base, key, auditor, limitedBase, limitedKey] = process.argv.slice(2);
const EMAIL = "carla.ruiz@example.org";
const messages = [{ role: "user", content: `Write to ${EMAIL}` }];
const model = "stand-in";
const tools = [{ type: "function", function: { name: "send", parameters: {
  type: "object", properties: { to: { type: "string" } } } } }];
const open = (url, apiKey) => new OpenAI({ baseURL: url, apiKey, maxRetries: 0 });
const client = open(base, key);
const done = [];

function check(name, holds, shown = "") {
  if (!holds) {
    console.error(`node client: ${name} failed: ${JSON.stringify(shown)}`);
    process.exit(1);
  }
  done.push(name);
}

async function fails(name, error, code, call) {
  try {
    await call();
  } catch (e) {
    check(name, e instanceof error && e.code === code && e.requestID, `${e} ${e.code} ${e.requestID}`);
    return;
  }
  check(name, false, "raised nothing");
}

let answer = await client.chat.completions.create({ model, messages });
let text = answer.choices[0].message.content;
check("plain", text.includes(EMAIL) && !text.includes("mallory") && answer.usage.total_tokens > 0, text);

text = "";
let usage;
for await (const chunk of await client.chat.completions.create({
  model, messages, stream: true, stream_options: { include_usage: true } })) {
  text += chunk.choices[0]?.delta?.content ?? "";
  usage = chunk.usage ?? usage;
}
check("streamed", text.includes(EMAIL) && !text.includes("mallory") && usage.total_tokens > 0, text);

answer = await client.chat.completions.create({ model, messages, tools });
let call = answer.choices[0].message.tool_calls[0].function;
check("tool call", JSON.parse(call.arguments).to === EMAIL, call);

const runner = client.chat.completions.stream({ model, messages, tools });
call = (await runner.finalChatCompletion()).choices[0].message.tool_calls[0].function;
check("streamed tool call", JSON.parse(call.arguments).to === EMAIL, call);

answer = await client.chat.completions.parse({ model, messages, response_format: {
  type: "json_schema", json_schema: { name: "contact", strict: true, schema: {
    type: "object", properties: { email: { type: "string" } }, required: ["email"] } } } });
check("structured output", answer.choices[0].message.parsed.email === EMAIL, answer);

answer = await client.embeddings.create({ model: "stand-in-embedding", input: ["a", EMAIL] });
check("embeddings", answer.data.length === 2 && answer.data[1].embedding.length === 8, answer);

answer = await client.responses.create({ model, input: `Write to ${EMAIL}` });
check("response", answer.output_text.includes(EMAIL) && !answer.output_text.includes("mallory"), answer);
text = "";
let last;
for await (const event of await client.responses.create({ model, input: `Write to ${EMAIL}`, stream: true })) {
  text += event.type === "response.output_text.delta" ? event.delta : "";
  last = event.type;
}
check("streamed response", text.includes(EMAIL) && last === "response.completed", text);

const ids = (await client.models.list()).data.map((m) => m.id);
check("models", ids.includes("stand-in") && !ids.includes("stand-in-large"), ids);

const ask = (c, more = {}) => () => c.chat.completions.create({ model, messages, ...more });
await fails("401", OpenAI.AuthenticationError, "key_checksum", ask(open(base, "pck_test_x")));
await fails("403", OpenAI.PermissionDeniedError, "not_permitted", ask(open(base, auditor)));
await fails("404", OpenAI.NotFoundError, "unknown_model", ask(client, { model: "gpt-99" }));
await fails("400", OpenAI.BadRequestError, "invalid_field", ask(client, { n: 100000 }));
await fails("429", OpenAI.RateLimitError, "limit_exceeded", ask(open(limitedBase, limitedKey)));
console.log(`openai ${VERSION} for Node: ${done.length} checks: ${done.join(", ")}`);
