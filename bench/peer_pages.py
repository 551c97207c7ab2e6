"""Times a page extractor over the files of a folder.

usage: peer_pages.py trafilatura|resiliparse FOLDER     prints {"seconds", "cpu_seconds", "pages"}
"""
import json
import os
import sys
import time


def extractor(name):
    if name == "trafilatura":
        import trafilatura
        return lambda page: trafilatura.extract(page, with_metadata=True)
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree
    return lambda page: extract_plain_text(HTMLTree.parse(page), main_content=True)


def main():
    folder = sys.argv[2]
    paths = sorted(os.path.join(at, n) for at, _, names in os.walk(folder) for n in names)
    pages = [open(p, encoding="utf-8", errors="replace").read() for p in paths]
    extract = extractor(sys.argv[1])
    extract(pages[0])
    start, cpu = time.perf_counter(), time.process_time()
    for page in pages:
        extract(page)
    print(json.dumps({"seconds": time.perf_counter() - start, "pages": len(pages),
                      "cpu_seconds": time.process_time() - cpu}))


main()
