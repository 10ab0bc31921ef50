"""The engine under test, as a process that is asked line by line."""

import json
import subprocess


class Engine:
    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, text, cases):
        """`cases` are `(report, as_of)`; the answer is read by `heard`."""
        cases = [(json.dumps(report), as_of, []) for report, as_of in cases]
        self.process.stdin.write(json.dumps({"rules": [("invented.luat", text)], "cases": cases}) + "\n")
        self.process.stdin.flush()

    def heard(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the engine has stopped")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
