"""What the tests of the page share: a ledger of the examples, the service over it, its addresses."""
import html.parser
import pathlib
import sys
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "cli"))
from program import HAS_WEIGHTS, run  # noqa: E402
from serve import Service  # noqa: E402

EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".html", ".jsonl"))
VIEWS = ["/", "/search", "/diary", "/silences", "/actors", "/map", "/changes", "/read", "/watches", "/watches?about=crew"]
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line"}


def ledger_of(folder, *inputs, text=None):
    """A new ledger in folder, of these inputs."""
    path = pathlib.Path(folder, "page.db")
    done = run("add", "-q", "--weights", "fast", "-l", path, *inputs, text=text)
    assert done.returncode == 0, done.stderr
    return path


class Page(html.parser.HTMLParser):
    """A page as a browser takes it apart: its elements, links, words; what is wrong with its nesting."""

    def __init__(self, words):
        super().__init__()
        self.stack, self.wrong, self.links, self.ids, self.elements, self.words = [], [], [], [], [], []
        self.feed(words)
        self.wrong += [f"<{tag}> is left open" for tag in self.stack]

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        given = dict(attributes)
        if len(given) != len(attributes):
            self.wrong.append(f"<{tag}> has an attribute twice")
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag not in EMPTY:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, words):
        self.words.append(words)


def page(service, address):
    """(status, page): of a path with its query."""
    path = urllib.parse.urlsplit(address)
    status, headers, body = service.ask(path.path + ("?" + path.query if path.query else ""))
    assert headers["Content-Type"].startswith("text/html"), (address, headers["Content-Type"])
    return status, Page(body.decode())
