"""What alerts are delivered to in tests and in bench/watches: a receiver of webhooks that checks their
signatures on its own and fails as often as it is told, a mail relay that keeps what it gets, and a
strict reader of Atom feeds (RFC 4287). All listen on loopback.
"""
import base64
import collections
import email
import email.policy
import hashlib
import hmac
import http.server
import random
import re
import socketserver
import threading
import time
import urllib.parse
import xml.etree.ElementTree as tree


# ---- webhooks: Standard Webhooks 1.0, written from its text and nothing else ----

class NotSigned(Exception):
    pass


def check_signature(secret, headers, body, now=None, tolerance=300):
    """Raises NotSigned unless the headers sign the body with the secret, not long ago."""
    try:
        name, stamp, signatures = headers["webhook-id"], int(headers["webhook-timestamp"]), headers["webhook-signature"]
    except (KeyError, TypeError, ValueError):
        raise NotSigned("headers are missing") from None
    if abs((now or time.time()) - stamp) > tolerance:
        raise NotSigned("the time is off")
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    wanted = base64.b64encode(hmac.new(key, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    for one in signatures.split(" "):
        version, _, value = one.partition(",")
        if version == "v1" and hmac.compare_digest(value, wanted):
            return
    raise NotSigned("no signature is right")


class Serving:
    """A server on a thread, inside `with`."""

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        self.port = self.server.server_address[1]
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


class Webhooks(Serving):
    """Keeps (id, body) of what it took; of `failing` requests in a hundred it answers 503, or breaks
    off after it has kept what came."""

    def __init__(self, secret="", failing=0, seed=1, answer=None):
        taken, refused, unsigned, lock, chance = [], [], [], threading.Lock(), random.Random(seed)
        self.taken, self.refused, self.unsigned, self.raw = taken, refused, unsigned, []
        self.secret = secret
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                name = self.headers["webhook-id"]
                if answer and answer(self, body):
                    return
                with lock:
                    fails = chance.random() * 100 < failing
                    late = chance.random() < 0.3
                outer.raw.append((dict(self.headers), body))
                try:
                    check_signature(outer.secret, self.headers, body)
                except NotSigned as why:
                    unsigned.append((name, str(why)))
                if not fails or late:
                    taken.append((name, body))
                if fails:
                    refused.append(name)
                    if late:
                        self.close_connection = True
                        self.connection.close()
                        return
                self.send_response(503 if fails else 204)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)

    def url(self, path="/hook"):
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"


# ---- mail ----

class Relay(Serving):
    """Takes mail by SMTP and keeps (sender, receivers, message)."""

    def __init__(self, refuse=None):
        mails, times = self.mails, self.times = [], []

        class Handler(socketserver.StreamRequestHandler):
            def say(self, line):
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self):
                self.say("220 relay")
                sender, receivers = None, []
                while line := self.rfile.readline(2000):
                    words = line.decode("utf-8", "replace").strip()
                    verb = words[:4].upper()
                    if verb in ("EHLO", "HELO"):
                        self.say("250 relay")
                    elif verb == "MAIL":
                        sender, receivers = re.search(r"<(.*?)>", words).group(1), []
                        self.say("250 ok")
                    elif verb == "RCPT":
                        receivers.append(re.search(r"<(.*?)>", words).group(1))
                        self.say("550 no such box" if refuse and refuse(receivers[-1]) else "250 ok")
                    elif verb == "DATA":
                        self.say("354 go on")
                        mails.append((sender, receivers, self.data()))
                        times.append(time.monotonic())
                        self.say("250 taken")
                    elif verb == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 ok")

            def data(self):
                lines = []
                while (line := self.rfile.readline(100000)) not in (b".\r\n", b""):
                    lines.append(line[1:] if line.startswith(b".") else line)
                return b"".join(lines)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)

    def url(self):
        return f"smtp://127.0.0.1:{self.server.server_address[1]}"

    def messages(self):
        return [email.message_from_bytes(raw, policy=email.policy.default) for _, _, raw in self.mails]


# ---- Atom ----

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
STAMP = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?"
                   r"(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$")
FEED_ONE = {"generator", "icon", "logo", "id", "rights", "subtitle", "title", "updated"}
FEED_ANY = {"author", "category", "contributor", "link"}
ENTRY_ONE = {"content", "id", "published", "rights", "source", "summary", "title", "updated"}
ENTRY_ANY = {"author", "category", "contributor", "link"}


def is_uri(words):
    """Absolute, in characters that RFC 3986 knows."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", words or ""):
        return False
    return bool(urllib.parse.urlsplit(words).scheme)


def text_problems(at, element):
    kind = element.get("type", "text")
    if kind not in ("text", "html", "xhtml") and not (element.tag == ATOM + "content" and "/" in kind):
        yield f"{at}: type {kind!r}"
    if kind in ("text", "html") and len(element):
        yield f"{at}: holds elements"
    if element.get("src") is not None and (element.text or len(element)):
        yield f"{at}: src and words"


def person_problems(at, element):
    names = [c.tag for c in element]
    if names.count(ATOM + "name") != 1:
        yield f"{at}: not one name"
    for child in element:
        if child.tag not in (ATOM + "name", ATOM + "uri", ATOM + "email"):
            yield f"{at}: {child.tag} has no place there"
        if child.tag == ATOM + "uri" and not is_uri(child.text):
            yield f"{at}: uri {child.text!r}"
        if child.tag == ATOM + "email" and not re.fullmatch(r".+@.+", child.text or ""):
            yield f"{at}: email {child.text!r}"


def part_problems(at, element):
    name = element.tag.removeprefix(ATOM)
    if name in ("title", "subtitle", "summary", "rights", "content"):
        yield from text_problems(f"{at}/{name}", element)
    elif name in ("updated", "published") and not STAMP.match((element.text or "")):
        yield f"{at}/{name}: {element.text!r} is no time"
    elif name in ("author", "contributor"):
        yield from person_problems(f"{at}/{name}", element)
    elif name in ("id", "icon", "logo") and not is_uri(element.text):
        yield f"{at}/{name}: {element.text!r} is no URI"
    elif name == "category" and not element.get("term"):
        yield f"{at}/category: no term"
    elif name == "link" and not is_uri(element.get("href")):
        yield f"{at}/link: {element.get('href')!r} is no URI"


def container_problems(at, element, one, many):
    names = [c.tag for c in element]
    for child in element:
        name = child.tag.removeprefix(ATOM)
        if child.tag == name or name not in one | many:
            yield f"{at}: {child.tag} has no place there"
        else:
            yield from part_problems(at, child)
    for name in one:
        if names.count(ATOM + name) > 1:
            yield f"{at}: {name} twice"
    for name in ("id", "title", "updated"):
        if names.count(ATOM + name) != 1:
            yield f"{at}: not one {name}"
    same = [(c.get("rel", "alternate"), c.get("type"), c.get("hreflang")) for c in element.findall(ATOM + "link")]
    alternate = [s for s in same if s[0] == "alternate"]
    if len(alternate) != len(set(alternate)):
        yield f"{at}: two alternate links of one type"


def atom_problems(raw):
    """What RFC 4287 does not allow in a feed, as lines; none of a good one."""
    try:
        raw.decode("utf-8")
        root = tree.fromstring(raw)
    except (UnicodeDecodeError, tree.ParseError) as why:
        return [str(why)]
    if root.tag != ATOM + "feed":
        return [f"{root.tag} is no feed"]
    found = list(container_problems("feed", root, FEED_ONE, FEED_ANY | {"entry"}))
    entries, authors = root.findall(ATOM + "entry"), root.findall(ATOM + "author")
    for i, entry in enumerate(entries):
        at = f"entry {i}"
        found += container_problems(at, entry, ENTRY_ONE, ENTRY_ANY)
        links = [c for c in entry.findall(ATOM + "link") if c.get("rel", "alternate") == "alternate"]
        if entry.find(ATOM + "content") is None and not links:
            found.append(f"{at}: neither content nor an alternate link")
        if not authors and entry.find(ATOM + "author") is None:
            found.append(f"{at}: no author")
    found += [f"id {n} twice" for n, times in collections.Counter(ids_of(root)).items() if times > 1]
    return found


def ids_of(root):
    return [e.findtext(ATOM + "id") for e in root.findall(ATOM + "entry")]


def atom_ids(raw):
    return ids_of(tree.fromstring(raw))
