"""A small server on loopback that does to its guests what servers do: late, endless, broken, lying,
leading in circles. tests/source/fetch.c and tests/cli/fetch.py start it; it listens on all of
127.0.0.0/8 and prints its port. What a path does stands in the function of its name; the
robots.txt of a host hangs on the last number of its address.
"""
import gzip
import socket
import socketserver
import struct
import sys
import threading
import time

PAGE = (b"<html><head><title>Dam holds as river falls</title></head><body><article>"
        b"<h1>Dam holds as river falls</h1>"
        b"<p>The dam above the town of Bruden held on Monday, and nobody was hurt, the mayor said.</p>"
        b"<p>Engineers had worked all night, and some of them slept on the wall, she told "
        b"reporters.</p></article></body></html>")
ROBOTS = {
    2: (503, b""),
    3: (200, b"User-agent: *\nDisallow: /\nUser-agent: onrecord\nDisallow: /closed\nAllow: /closed/not"),
    4: (301, b""),
    5: (200, b"User-agent: *\nDisallow: /closed\n" + b"# more\n" * 200000),
    6: (200, b"User-agent: *\nCrawl-delay: 3\n"),
    7: (200, b"User-agent: *\nDisallow: /\n"),
}
seen = []  # "PATH" or "PATH if-none-match", each request in its order
counts = {}
lock = threading.Lock()


def head(status=200, **fields):
    fields.setdefault("Connection", "close")
    lines = [f"HTTP/1.1 {status} Whatever"] + [f"{k.replace('_', '-')}: {v}" for k, v in fields.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def page(body=PAGE, status=200, **fields):
    fields.setdefault("Content_Type", "text/html")
    return head(status, Content_Length=len(body), **fields) + body


def to(address, status=302):
    return head(status, Location=address, Content_Length=0)


class Guest(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            self.answer()
        except (ConnectionError, BrokenPipeError, socket.timeout):
            pass

    def answer(self):
        self.request.settimeout(20)
        raw = b""
        while b"\r\n\r\n" not in raw:
            more = self.request.recv(4096)
            if not more:
                return
            raw += more
        lines = raw.decode("latin-1").split("\r\n")
        self.path = lines[0].split(" ")[1]
        self.fields = {k.lower(): v for k, v in (l.split(": ", 1) for l in lines[1:] if ": " in l)}
        known = self.fields.get("if-none-match") or self.fields.get("if-modified-since")
        with lock:
            if self.path != "/seen":
                seen.append(self.path + (" " + known if known else ""))
            self.count = counts[self.path] = counts.get(self.path, 0) + 1
        self.host = int(self.fields["host"].split(":")[0].split(".")[-1])
        self.port = self.server.server_address[1]
        name = self.path.strip("/").split("/")[0].split("?")[0].replace("-", "_").replace(".", "_")
        getattr(self, "do_" + name, self.do_missing)()

    def send(self, answer):
        self.request.sendall(answer)

    def drip(self, piece, pause):
        for _ in range(int(15 / pause) if pause else 10 ** 6):
            self.send(piece)
            time.sleep(pause)

    def do_missing(self): self.send(page(b"<p>Not here.</p>", 404))
    def do_page(self): self.send(page())
    def do_agent(self): self.send(page(self.fields["user-agent"].encode()))
    def do_front(self): self.send(page(b"<html><ul><li><a href=/a>Council votes</a></ul></html>"))
    def do_seen(self): self.send(page("\n".join(seen).encode()))

    def do_robots_txt(self):
        status, body = ROBOTS.get(self.host, (404, b""))
        if status == 301:
            self.send(to(f"http://127.0.0.7:{self.port}/robots.txt", 301))
        else:
            self.send(page(body, status, Content_Type="text/plain"))

    # late and endless
    def do_slow(self):
        self.send(head(Content_Type="text/html"))
        self.drip(b"<p>", 0.1)

    def do_still(self):
        self.send(head(Content_Type="text/html") + PAGE)
        time.sleep(15)

    def do_silent(self): time.sleep(15)

    def do_endless(self):
        self.send(head(Content_Type="text/html"))
        self.drip(b"<p>More and more and more of it." * 2000, 0)

    def do_picture(self):
        self.send(head(Content_Type="image/png"))
        self.drip(b"\x89PNG" * 10000, 0)

    def do_headers(self):
        self.send(b"HTTP/1.1 200 OK\r\n")
        self.drip(b"X-More: and more of it\r\n" * 100, 0)

    def do_header(self):
        self.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self.drip(b"long" * 1000, 0)

    def do_continue(self):
        self.drip(b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 0)

    # leading on
    def do_on(self):
        self.send(to(f"/on/{int(self.path.split('/')[-1]) + 1}"))

    def do_there(self): self.send(to("/back"))
    def do_back(self): self.send(to("/there"))
    def do_near(self): self.send(to("deep/../page", 301))
    def do_private(self): self.send(to(f"http://127.0.1.1:{self.port}/page"))
    def do_file(self): self.send(to("file:///etc/passwd"))
    def do_nowhere(self): self.send(head(302, Content_Length=0))
    def do_bad_address(self): self.send(to("http://[::bad/"))
    def do_closed_host(self): self.send(to(f"http://127.0.0.7:{self.port}/page"))
    def do_gone(self): self.send(to("/missing"))

    # busy
    def do_busy(self):
        self.send(page() if self.count > 1 else page(b"", 429, Retry_After="7"))

    def do_busy_long(self): self.send(page(b"", 429, Retry_After="3600"))

    def do_busy_date(self):
        late = "Mon, 05 Jan 2026 09:00:40 GMT"
        self.send(page() if self.count > 1 else page(b"", 503, Retry_After=late))

    def do_ill(self): self.send(page() if self.count > 1 else page(b"", 503))
    def do_dead(self): self.send(page(b"", 503))

    # broken
    def do_short(self):
        self.send(head(Content_Type="text/html", Content_Length=10000) + PAGE)

    def do_long(self):
        self.send(head(Content_Type="text/html", Content_Length=len(PAGE)) + PAGE + PAGE)

    def do_bomb(self):
        packed = gzip.compress(b"<p>" + b"a" * (20 << 20))
        self.send(page(packed, Content_Encoding="gzip"))

    def do_gzip(self): self.send(page(gzip.compress(PAGE), Content_Encoding="gzip"))
    def do_not_gzip(self): self.send(page(PAGE, Content_Encoding="gzip"))

    def do_chunks(self):
        self.send(head(Content_Type="text/html", Transfer_Encoding="chunked"))
        self.send(b"10\r\n<p>Sixteen bytes\r\nzz\r\nno number\r\n")

    def do_reset(self):
        self.send(head(Content_Type="text/html", Content_Length=10000) + PAGE[:100])
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()

    def do_reset_once(self):
        if self.count > 1:
            self.send(page())
        else:
            self.do_reset()

    def do_garbage(self): self.send(b"what do you want?\r\n\r\n" * 50)
    def do_empty(self): self.send(page(b""))

    def do_charset(self):
        text = PAGE.replace(b"Bruden", "Br\u00fcden".encode("latin-1"))
        self.send(page(text, Content_Type="text/html; charset=iso-8859-1"))

    def do_wrong_charset(self):
        text = PAGE.replace(b"Bruden", "Br\u00fcden \u201cold\u201d".encode())
        self.send(page(text, Content_Type="text/html; charset=iso-8859-1"))

    # unchanged
    def do_etag(self):
        mark = '"one"' if self.path == "/etag" else f'"{self.count}"'
        if self.fields.get("if-none-match") == mark:
            self.send(head(304, ETag=mark))
        else:
            self.send(page(ETag=mark))

    def do_modified(self):
        day = "Sun, 04 Jan 2026 10:00:00 GMT"
        known = self.fields.get("if-modified-since") == day
        self.send(head(304) if known else page(Last_Modified=day))

    def do_no_store(self): self.send(page(ETag='"one"', Cache_Control="private, no-store"))
    def do_unasked(self): self.send(head(304))
    def do_closed(self): self.send(page())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


if __name__ == "__main__":
    with Server(("0.0.0.0", 0), Guest) as server:
        print(server.server_address[1], flush=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdin.read()  # until whoever started it goes away
