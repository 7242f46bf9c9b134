#include "tests/flows/lanternservice.h"

namespace raskadr::flows {

QByteArray lanternManifest(int port)
{
    return QByteArray(R"({
 "manifestVersion": 1,
 "provider": {
  "id": "lantern", "name": "Lantern", "nameRu": "Фонарь", "local": true,
  "baseUrl": "http://127.0.0.1:PORT/v1",
  "auth": {"kind": "header", "name": "X-Lantern-Key", "value": "{secret.key}", "secrets": ["key"]},
  "health": {"url": "{base}/models", "models": "/models"},
  "balance": {"url": "{base}/wallet", "value": "/left", "unit": "usd"},
  "error": {"message": "/error", "rules": [{"when": {"http": [401]}, "class": "auth_invalid"}]}
 },
 "model": {
  "id": "lantern.still", "name": "Lantern still", "nameRu": "Фонарь: кадр",
  "produces": "image", "flow": "poll", "seed": {"sent": "seed", "returned": "/seed"},
  "params": {"type": "object", "required": ["prompt"], "properties": {
   "prompt": {"type": "string", "minLength": 1, "x-widget": "prompt"},
   "size": {"type": "integer", "enum": [256, 512], "default": 256, "title": "Size", "x-titleRu": "Размер"},
   "seed": {"type": "integer", "minimum": 0, "maximum": 4294967295, "x-widget": "seed"}}},
  "steps": {
   "submit": {"method": "POST", "url": "{base}/orders", "retrySafe": false,
    "body": {"type": "json", "value": {
     "prompt": {"$param": "prompt"}, "size": {"$param": "size"}, "seed": {"$param": "seed"}}},
    "save": {"job": "/order"}},
   "poll": {"method": "GET", "url": "{base}/orders/{job}", "everyMs": 200, "timeoutMs": 60000}},
  "status": {"pointer": "/state", "map": {"lit": "running", "done": "done", "out": "failed"}},
  "outputs": [{"from": "poll", "each": ["/pictures"], "value": "/at", "as": "url", "auth": false, "mime": "sniff"}],
  "schemaSource": {"url": "{base}/schema", "format": "json_schema", "pointer": "/input"},
  "price": {"unit": "usd", "estimate": [{"amount": 0.02, "per": "output"}]}
 }
})")
        .replace("PORT", QByteArray::number(port));
}

QByteArray lanternScript(const QByteArray& png)
{
    // One line, as the service reads it.
    return QByteArray(R"({
 "listeners": [{"name": "api", "kind": "http"}, {"name": "files", "kind": "http"}],
 "exchanges": [
  {"on": "api", "expect": {"method": "GET", "path": "/v1/models", "headers": {"X-Lantern-Key": "KEY"}},
   "answer": {"status": 200, "json": {"models": ["still"]}}},
  {"on": "api", "expect": {"method": "GET", "path": "/v1/wallet", "headers": {"X-Lantern-Key": "KEY"}},
   "answer": {"status": 200, "json": {"left": 12.5}}},
  {"on": "api", "times": 1, "expect": {"method": "GET", "path": "/v1/schema"},
   "answer": {"status": 200, "json": {"input": {"properties": {"size": {"enum": "large"}}}}}},
  {"on": "api", "expect": {"method": "GET", "path": "/v1/schema"},
   "answer": {"status": 200, "json": {"input": {"type": "object", "required": ["prompt"], "properties": {
    "prompt": {"type": "string"}, "size": {"type": "integer", "enum": [256, 512, 1024], "default": 512},
    "seed": {"type": "integer"}, "glow": {"type": "number", "minimum": 0, "maximum": 1, "title": "Glow"}}}}}},
  {"on": "api", "expect": {"method": "POST", "path": "/v1/orders",
    "headers": {"X-Lantern-Key": "KEY", "Content-Type": "application/json"},
    "json": {"prompt": "маяк ночью", "size": 512, "seed": 7}},
   "answer": {"status": 200, "json": {"order": "a1"}}},
  {"on": "api", "times": 1, "expect": {"method": "GET", "path": "/v1/orders/a1", "headers": {"X-Lantern-Key": "KEY"}},
   "answer": {"status": 200, "json": {"state": "lit"}}},
  {"on": "api", "expect": {"method": "GET", "path": "/v1/orders/a1", "headers": {"X-Lantern-Key": "KEY"}},
   "answer": {"status": 200, "json": {"state": "done", "seed": 7,
    "pictures": [{"at": "http://127.0.0.1:${port:files}/a1.png"}]}}},
  {"on": "files", "expect": {"method": "GET", "path": "/a1.png", "absent": ["X-Lantern-Key"]},
   "answer": {"status": 200, "headers": {"Content-Type": "image/png"}, "base64": "PICTURE"}}
 ]
})")
        .replace("KEY", lanternKey)
        .replace("PICTURE", png.toBase64())
        .replace('\n', ' ');
}

} // namespace raskadr::flows
