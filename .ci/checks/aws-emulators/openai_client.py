"""OpenAI's own Python client, unchanged, against the deployed API; the environment says where it is and with which keys."""

import json
import os
import sys

import openai
from openai import OpenAI

EMAIL = "carla.ruiz@example.org"
ASK = {"model": "stand-in", "messages": [{"role": "user", "content": f"Write to {EMAIL}"}]}
PARAMETERS = {"type": "object", "properties": {"to": {"type": "string"}}}
TOOLS = [{"type": "function", "function": {"name": "send", "parameters": PARAMETERS}}]
client = OpenAI(max_retries=0)
done = []


def check(name, holds, shown=""):
    if not holds:
        sys.exit(f"python client: {name} failed: {shown}")
    done.append(name)


def fails(name, error, code, call):
    try:
        call()
    except error as e:
        check(name, e.code == code and e.body["request_id"], f"{e.code} {e.body}")
        return
    sys.exit(f"python client: {name} raised nothing")


def with_key(key):
    return OpenAI(api_key=key, max_retries=0)


answer = client.chat.completions.create(**ASK)
text = answer.choices[0].message.content
check("plain", EMAIL in text and "mallory" not in text and answer.usage.total_tokens > 0, text)

chunks = list(client.chat.completions.create(**ASK, stream=True, stream_options={"include_usage": True}))
text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
check("streamed", EMAIL in text and "mallory" not in text and chunks[-1].usage.total_tokens > 0, text)

answer = client.chat.completions.create(**ASK, tools=TOOLS)
arguments = json.loads(answer.choices[0].message.tool_calls[0].function.arguments)
check("tool call", arguments == {"to": EMAIL}, arguments)

with client.chat.completions.stream(**ASK, tools=TOOLS) as stream:
    for _ in stream:
        pass
    final = stream.get_final_completion()
arguments = json.loads(final.choices[0].message.tool_calls[0].function.arguments)
check("streamed tool call", arguments == {"to": EMAIL}, arguments)

answer = client.embeddings.create(model="stand-in-embedding", input=["a", EMAIL])
check("embeddings", len(answer.data) == 2)
answer = client.responses.create(model="stand-in", input=f"Write to {EMAIL}")
check("response", EMAIL in answer.output_text and "mallory" not in answer.output_text)
ids = [model.id for model in client.models.list()]
check("models", "stand-in" in ids and "stand-in-large" not in ids, ids)

auditor = with_key(os.environ["PORTCULLIS_KEY_AUDITOR"])
unknown = with_key("pck_test_x")
fails("401", openai.AuthenticationError, "unauthenticated", lambda: unknown.chat.completions.create(**ASK))
fails("403", openai.PermissionDeniedError, "not_permitted", lambda: auditor.chat.completions.create(**ASK))
fails("404", openai.NotFoundError, "unknown_model", lambda: client.chat.completions.create(**ASK | {"model": "gpt-99"}))
fails("400", openai.BadRequestError, "invalid_field", lambda: client.chat.completions.create(**ASK, n=100000))
print(f"openai {openai.__version__} for Python: {len(done)} checks: {', '.join(done)}")
