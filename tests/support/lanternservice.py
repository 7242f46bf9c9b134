"""«Фонарь»: a service that the program has never heard of, on loopback, for the story in the window.

It paints one-colour pictures, films them, rewrites prompts and asks money for it; a wrong key, a
forbidden word and an empty purse are answered as real services answer them. What came is kept in
`heard`. The manifest is made for the port that it listens to.
"""
import base64
import http.server
import json
import subprocess
import tempfile
import threading
import zlib

KEY = "lantern-secret-canary-4711"


def png(red, green, blue, width=640, height=360):
    def chunk(name, data):
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    rows = (b"\0" + bytes([red, green, blue]) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def film():
    with tempfile.NamedTemporaryFile(suffix=".mp4") as target:
        subprocess.run(["ffmpeg", "-y", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=640x360:r=24:d=2",
                        "-pix_fmt", "yuv420p", "-movflags", "+faststart", target.name], check=True)
        return target.read()


class Lantern:
    def __init__(self):
        self.heard = []
        self.polls = 0
        self.pictures = 0
        self.film = film()
        lantern = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.reply(*lantern.answer("GET", self.path, self.headers, b""))

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.reply(*lantern.answer("POST", self.path, self.headers, body))

            def reply(self, status, answer):
                body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "video/mp4" if body is lantern.film else "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, method, path, headers, body):
        self.heard.append((method, path, dict(headers), body))
        if path == "/files/film.mp4":
            return 200, self.film
        if headers.get("Authorization") != "Bearer " + KEY:
            return 401, {"error": {"code": "wrong_key", "message": "no such key"}}
        if path == "/v1/purse":
            return 200, {"usd": 12.5}
        if path == "/v1/models/still":
            return 200, {"input": {"type": "object", "required": ["prompt"], "properties": {
                "prompt": {"type": "string"}, "seed": {"type": "integer"},
                "paper": {"type": "string", "title": "Paper", "enum": ["smooth", "rough"], "default": "rough"}}}}
        asked = json.loads(body) if body else {}
        if path == "/v1/pictures":
            if "запретное" in asked["prompt"]:
                return 400, {"error": {"code": "forbidden_words", "message": "the prompt is not allowed"}}
            if "тесно" in asked["prompt"]:
                return 503, {"error": {"code": "crowded", "message": "everybody wants light"}}
            self.pictures += 1
            evening = "вечер" in asked["prompt"].lower()
            picture = png(90, 40, 20) if evening else png(120, 170 + self.pictures, 220)
            return 200, {"pictures": [{"b64": base64.b64encode(picture).decode()}], "seed": asked.get("seed"),
                         "paid": 0.04}
        if path == "/v1/films":
            return 202, {"id": "film-1"}
        if path == "/v1/films/film-1":
            self.polls += 1
            if self.polls < 2:
                return 200, {"state": "working", "done": 0.5}
            return 200, {"state": "ready", "address": "http://127.0.0.1:%d/files/film.mp4" % self.port, "paid": 0.5}
        if path == "/v1/words":
            answer = {"prompt": "Маяк на утёсе, вечер, тёплый свет", "negativePrompt": None, "parameters": None,
                      "refusal": None}
            wanted = asked["response_format"]["json_schema"]["schema"]["properties"]
            return 200, {"choices": [{"message": {"content": json.dumps(
                {name: answer.get(name) for name in wanted}, ensure_ascii=False)}, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 5000, "completion_tokens": 1000}}
        return 404, {"error": {"code": "no_such_page", "message": path}}

    def manifest(self):
        def prompt():
            return {"type": "string", "minLength": 1, "title": "Prompt", "x-titleRu": "Промт", "x-widget": "prompt",
                    "x-order": 0}

        def price(amount):
            return {"unit": "usd", "actual": "/paid", "asOf": "2026-11", "estimate": [{"amount": amount, "per": "output"}]}

        chat = {"messages": [
            {"$if": {"nonEmpty": {"$param": "system"}}, "then": {"role": "system", "content": {"$param": "system"}}},
            {"role": "user", "content": {"$param": "prompt"}}],
            "response_format": {"$if": {"exists": {"$var": "responseSchema"}}, "then": {
                "type": "json_schema", "json_schema": {"name": "edit", "schema": {"$var": "responseSchema"}}}}}
        return {
            "manifestVersion": 1,
            "provider": {
                "id": "lantern", "name": "Lantern", "nameRu": "Фонарь", "local": True,
                "baseUrl": "http://127.0.0.1:%d/v1" % self.port,
                "auth": {"kind": "header", "name": "Authorization", "value": "Bearer {secret.key}", "secrets": ["key"]},
                "balance": {"url": "{base}/purse", "value": "/usd", "unit": "usd"},
                "error": {"message": "/error/message", "code": "/error/code", "rules": [
                    {"when": {"equals": ["/error/code", "forbidden_words"]}, "class": "content_blocked_input"},
                    {"when": {"equals": ["/error/code", "crowded"]}, "class": "busy"},
                    {"when": {"http": [401]}, "class": "auth_invalid"}]}},
            "models": [
                {"id": "lantern.still", "name": "Lantern: picture", "nameRu": "Фонарь: картинка", "produces": "image",
                 "flow": "sync", "seed": {"sent": "seed", "returned": "/seed"}, "price": price(0.05),
                 "schemaSource": {"url": "{base}/models/still", "format": "json_schema", "pointer": "/input"},
                 "params": {"type": "object", "required": ["prompt"], "properties": {
                     "prompt": prompt(),
                     "seed": {"type": "integer", "minimum": 0, "maximum": 4294967295, "title": "Seed",
                              "x-titleRu": "Сид", "x-widget": "seed"}}},
                 "steps": {"submit": {"method": "POST", "url": "{base}/pictures", "retrySafe": False,
                                      "body": {"type": "json", "value": {"prompt": {"$param": "prompt"},
                                                                         "seed": {"$param": "seed"}}}}},
                 "outputs": [{"from": "submit", "each": ["/pictures"], "value": "/b64", "as": "base64"}]},
                {"id": "lantern.motion", "name": "Lantern: film", "nameRu": "Фонарь: оживить", "produces": "video",
                 "flow": "poll", "seed": None, "price": price(0.5),
                 "params": {"type": "object", "properties": {"prompt": dict(prompt(), minLength=0)}},
                 "inputs": [{"name": "first", "title": "Start", "titleRu": "Начало", "media": "image", "min": 1, "max": 1,
                             "encode": [{"as": "dataUri", "maxEncodedBytes": 20971520}]}],
                 "steps": {"submit": {"method": "POST", "url": "{base}/films", "retrySafe": False,
                                      "body": {"type": "json", "value": {"prompt": {"$param": "prompt"},
                                                                         "first": {"$input": "first"}}},
                                      "save": {"job": "/id"}},
                           "poll": {"method": "GET", "url": "{base}/films/{job}", "everyMs": 500}},
                 "status": {"pointer": "/state", "map": {"working": "running", "ready": "done"}, "progress": "/done"},
                 "outputs": [{"from": "poll", "value": "/address", "as": "url", "auth": False}]},
                {"id": "lantern.far", "name": "Lantern: from afar", "nameRu": "Фонарь: издалека", "produces": "video",
                 "flow": "sync", "seed": None, "price": price(0.5),
                 "params": {"type": "object", "properties": {"prompt": dict(prompt(), minLength=0)}},
                 "inputs": [{"name": "first", "title": "Start", "titleRu": "Начало", "media": "image", "min": 1, "max": 1,
                             "encode": [{"as": "relay"}]}],
                 "steps": {"submit": {"method": "POST", "url": "{base}/far", "retrySafe": False,
                                      "body": {"type": "json", "value": {"first": {"$input": "first"}}}}},
                 "outputs": [{"from": "submit", "value": "/address", "as": "url", "auth": False}]},
                {"id": "lantern.words", "name": "Lantern: words", "nameRu": "Фонарь: слова", "produces": "text",
                 "flow": "sync", "seed": None, "structured": "json_schema",
                 "params": {"type": "object", "required": ["prompt"], "properties": {
                     "prompt": prompt(), "system": {"type": "string", "title": "Instruction", "x-titleRu": "Инструкция"}}},
                 "steps": {"submit": {"method": "POST", "url": "{base}/words", "retrySafe": False,
                                      "body": {"type": "json", "value": chat}}},
                 "usage": {"from": "submit", "fields": {"inputTokens": "/usage/prompt_tokens",
                                                        "outputTokens": "/usage/completion_tokens"}},
                 "price": {"unit": "usd", "asOf": "2026-11",
                           "estimate": [{"perMillionTokens": {"input": 2, "output": 10}}]},
                 "outputs": [{"from": "submit", "value": "/choices/0/message/content", "as": "text"}]}]}

    def close(self):
        self.server.shutdown()


if __name__ == "__main__":
    service = Lantern()
    print(json.dumps(service.manifest(), ensure_ascii=False, indent=1), flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        service.close()
