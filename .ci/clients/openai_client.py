"""OpenAI's own Python client, unchanged, against a served gateway: every feature it is used for, and its errors."""

import json
import sys

import openai
from openai import OpenAI
from pydantic import BaseModel

base, key, auditor, limited_base, limited_key = sys.argv[1:6]
EMAIL = "carla.ruiz@example.org"
ASK = [{"role": "user", "content": f"Write to {EMAIL}"}]
TOOL = {"type": "function", "function": {"name": "send", "parameters": {
    "type": "object", "properties": {"to": {"type": "string"}}}}}
client = OpenAI(base_url=base, api_key=key, max_retries=0)
done = []


def check(name, holds, shown=""):
    if not holds:
        sys.exit(f"python client: {name} failed: {shown}")
    done.append(name)


def fails(name, error, code, call):
    try:
        call()
    except error as e:
        check(name, e.code == code and e.request_id, f"{e.code} {e.request_id}")
        return e
    sys.exit(f"python client: {name} raised nothing")


answer = client.chat.completions.create(model="stand-in", messages=ASK)
text = answer.choices[0].message.content
check("plain", EMAIL in text and "mallory" not in text and answer.usage.total_tokens > 0, text)

chunks = list(client.chat.completions.create(
    model="stand-in", messages=ASK, stream=True, stream_options={"include_usage": True}))
text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
check("streamed", EMAIL in text and "mallory" not in text and chunks[-1].usage.total_tokens > 0, text)

answer = client.chat.completions.create(model="stand-in", messages=ASK, n=3)
check("several choices", len(answer.choices) == 3)

answer = client.chat.completions.create(model="stand-in", messages=ASK, tools=[TOOL])
arguments = json.loads(answer.choices[0].message.tool_calls[0].function.arguments)
check("tool call", arguments == {"to": EMAIL}, arguments)

with client.chat.completions.stream(model="stand-in", messages=ASK, tools=[TOOL]) as stream:
    for _ in stream:
        pass
    final = stream.get_final_completion()
arguments = json.loads(final.choices[0].message.tool_calls[0].function.arguments)
check("streamed tool call", arguments == {"to": EMAIL}, arguments)


class Contact(BaseModel):
    email: str


answer = client.chat.completions.parse(model="stand-in", messages=ASK, response_format=Contact)
check("structured output", answer.choices[0].message.parsed == Contact(email=EMAIL), answer)
answer = client.chat.completions.create(
    model="stand-in", messages=ASK, response_format={"type": "json_object"})
check("JSON mode", EMAIL in json.loads(answer.choices[0].message.content)["answer"])

answer = client.embeddings.create(model="stand-in-embedding", input=["a", EMAIL])
check("embeddings", len(answer.data) == 2 and len(answer.data[1].embedding) == 8)

answer = client.responses.create(model="stand-in", input=f"Write to {EMAIL}")
check("response", EMAIL in answer.output_text and "mallory" not in answer.output_text)
with client.responses.stream(model="stand-in", input=f"Write to {EMAIL}") as stream:
    text = "".join(e.delta for e in stream if e.type == "response.output_text.delta")
    check("streamed response", EMAIL in text and stream.get_final_response().output_text == text, text)

ids = [m.id for m in client.models.list()]
check("models", "stand-in" in ids and "stand-in-large" not in ids, ids)

ask = dict(model="stand-in", messages=ASK)
fails("401", openai.AuthenticationError, "key_checksum",
      lambda: OpenAI(base_url=base, api_key="pck_test_x", max_retries=0).chat.completions.create(**ask))
fails("403", openai.PermissionDeniedError, "not_permitted",
      lambda: OpenAI(base_url=base, api_key=auditor, max_retries=0).chat.completions.create(**ask))
fails("404", openai.NotFoundError, "unknown_model",
      lambda: client.chat.completions.create(model="gpt-99", messages=ASK))
fails("400", openai.BadRequestError, "invalid_field",
      lambda: client.chat.completions.create(n=100000, **ask))
limited = OpenAI(base_url=limited_base, api_key=limited_key, max_retries=0)
error = fails("429", openai.RateLimitError, "limit_exceeded", lambda: limited.chat.completions.create(**ask))
check("retry-after", int(error.response.headers["retry-after"]) > 0)
print(f"openai {openai.__version__} for Python: {len(done)} checks: {', '.join(done)}")
