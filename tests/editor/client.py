"""A client of rust-analyzer: starts it on a crate, and asks it about `src/main.rs` over stdio.

A place is a text of the file with `$0` at the cursor, like `items = $0users`. The first occurrence of the text counts.
"""

import json
import os
import subprocess
import threading
import time
from pathlib import Path

FILE = "src/main.rs"
SECONDS_TO_LOAD = 600
SECONDS_TO_ANSWER = 120


class Server:
    def __init__(self, rust_analyzer, crate):
        self.root = Path(crate).resolve()
        self.uri = f"file://{self.root}/{FILE}"
        self.saved = self.text = (self.root / FILE).read_text()
        self.version, self.last = 1, 0
        self.answers, self.is_loaded = {}, False
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([rust_analyzer], cwd=self.root, **pipes)
        threading.Thread(target=self.read, daemon=True).start()
        completion = {"completionItem": {"documentationFormat": ["markdown"], "resolveSupport": {"properties": ["documentation"]}}}
        self.request("initialize", {
            "processId": os.getpid(),
            "rootUri": f"file://{self.root}",
            "capabilities": {
                "experimental": {"serverStatusNotification": True},
                "textDocument": {"hover": {"contentFormat": ["markdown"]}, "diagnostic": {}, "completion": completion},
            },
            "initializationOptions": {
                "checkOnSave": False,
                "diagnostics": {"enable": True, "experimental": {"enable": True}},
                "cachePriming": {"enable": False},
            },
        })
        self.send({"method": "initialized", "params": {}})
        self.wait(lambda: self.is_loaded, SECONDS_TO_LOAD)
        document = {"uri": self.uri, "languageId": "rust", "version": self.version, "text": self.text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.request("shutdown", None)
        self.send({"method": "exit", "params": None})
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        """Reads all messages of the server, on a thread of its own."""
        while length := self.read_header():
            message = json.loads(self.process.stdout.read(length))
            method = message.get("method")
            if method and "id" in message:
                items = (message.get("params") or {}).get("items", [])
                result = [None] * len(items) if method == "workspace/configuration" else None
                self.send({"id": message["id"], "result": result})
            elif "id" in message:
                self.answers[message["id"]] = message
            elif method == "experimental/serverStatus":
                self.is_loaded |= message["params"]["quiescent"]

    def read_header(self):
        length = 0
        while line := self.process.stdout.readline().decode().strip():
            name, value = line.split(":", 1)
            if name.lower() == "content-length":
                length = int(value)
        return length

    def wait(self, is_done, seconds):
        end = time.monotonic() + seconds
        while not is_done():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError("rust-analyzer does not answer")
            time.sleep(0.02)

    def request(self, method, params):
        """Returns the result of a request. rust-analyzer cancels requests while it loads, so they are sent again."""
        while True:
            self.last += 1
            number = self.last
            self.send({"id": number, "method": method, "params": params})
            self.wait(lambda: number in self.answers, SECONDS_TO_ANSWER)
            answer = self.answers.pop(number)
            if "error" not in answer:
                return answer["result"]
            if answer["error"]["code"] not in (-32801, -32802):
                raise ValueError(f"{method}: {answer['error']['message']}")
            time.sleep(0.2)

    def ask(self, question, place, **extra):
        before, after = place.split("$0")
        at = self.text.index(before + after) + len(before)
        line, start = self.text.count("\n", 0, at), self.text.rfind("\n", 0, at) + 1
        position = {"line": line, "character": at - start}
        return self.request(f"textDocument/{question}", {"textDocument": {"uri": self.uri}, "position": position, **extra})

    def show(self, uri, span):
        """Returns the file and the line of a span, without the position."""
        path = Path(uri.removeprefix("file://"))
        text = self.text if uri == self.uri else path.read_text()
        line = text.split("\n")[span["start"]["line"]].strip()
        return f"{path.name}: {line}"

    def edit(self, old, new):
        """Changes the open file, not the file on the disk."""
        assert old in self.text, f"{old} is not in the file"
        self.change(self.text.replace(old, new, 1))

    def reset(self):
        self.change(self.saved)

    def change(self, text):
        self.text = text
        self.version += 1
        document = {"uri": self.uri, "version": self.version}
        self.send({"method": "textDocument/didChange", "params": {"textDocument": document, "contentChanges": [{"text": text}]}})

    def definition(self, place):
        found = self.ask("definition", place) or []
        found = found if isinstance(found, list) else [found]
        return sorted({self.show(at["uri"], at["range"]) for at in found})

    def hover(self, place):
        found = self.ask("hover", place)
        return found["contents"]["value"] if found else ""

    def references(self, place):
        found = self.ask("references", place, context={"includeDeclaration": True}) or []
        return sorted(self.show(at["uri"], at["range"]) for at in found)

    def rename(self, place, name):
        """Returns the lines that a renaming changes, after the change."""
        found = self.ask("rename", place, newName=name) or {}
        changes = [(change["textDocument"]["uri"], change["edits"]) for change in found.get("documentChanges", [])]
        lines = []
        for uri, edits in [*changes, *found.get("changes", {}).items()]:
            path = Path(uri.removeprefix("file://"))
            text = (self.text if uri == self.uri else path.read_text()).split("\n")
            for edit in sorted(edits, key=lambda edit: edit["range"]["start"]["character"], reverse=True):
                start, end = edit["range"]["start"], edit["range"]["end"]
                line = text[start["line"]]
                text[start["line"]] = line[: start["character"]] + edit["newText"] + line[end["character"] :]
            lines += [f"{path.name}: {text[line].strip()}" for line in sorted({edit["range"]["start"]["line"] for edit in edits})]
        return sorted(lines)

    def complete(self, place):
        """Returns what is offered, each name with its item."""
        found = self.ask("completion", place) or []
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"].split("(")[0].split(" ")[0]: item for item in items}

    def documentation(self, item):
        documentation = self.request("completionItem/resolve", item).get("documentation") or ""
        return documentation if isinstance(documentation, str) else documentation["value"]

    def signature(self, place):
        found = self.ask("signatureHelp", place)
        return found["signatures"][0]["label"] if found else ""

    def diagnostics(self):
        """Returns the errors and warnings of rust-analyzer itself, each with the text that it underlines."""
        found = self.request("textDocument/diagnostic", {"textDocument": {"uri": self.uri}})
        lines = self.text.split("\n")
        shown = []
        for one in found["items"]:
            start, end = one["range"]["start"], one["range"]["end"]
            underlined = lines[start["line"]][start["character"] :]
            if start["line"] == end["line"]:
                underlined = underlined[: end["character"] - start["character"]]
            shown.append(f"{underlined}: {one['message']}")
        return shown
