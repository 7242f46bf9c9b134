"""What python3-jsonschema says: a line of [schema, value] in, 1 or 0 out."""

import json
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

for line in sys.stdin:
    schema, value = json.loads(line)
    print(1 if Draft202012Validator(schema).is_valid(value) else 0)
