"""The page in Chromium: every view on the examples' ledger, wide and narrow, light and dark, with and
without scripts; what a screen reader would find wrong; what the scripts add; injections.

usage: browser.py PROGRAM [FOLDER]    with FOLDER, pictures of the views go there

Needs Chromium, and Playwright and axe, which tools/test-python fetches.
"""
import os
import pathlib
import shutil
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PYTHON = ROOT / ".cache" / "test-python" / "bin" / "python"
CHROMIUM = shutil.which("chromium")
PICTURES = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
SKIPPED = 77

if not CHROMIUM or not PYTHON.exists():
    print("skipped: no chromium, or tools/test-python was not run")
    sys.exit(SKIPPED)
if pathlib.Path(sys.prefix) != PYTHON.parent.parent:
    os.execv(PYTHON, [str(PYTHON), "-B", *sys.argv])
del sys.argv[2:]

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

import markup  # noqa: E402
from pages import EXAMPLES, HAS_WEIGHTS, VIEWS, Page, Service, ledger_of, run  # noqa: E402

WIDE, PHONE = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
FIRST_SHOWN_MS = 1000


@unittest.skipUnless(HAS_WEIGHTS, "no weights yet")
class BrowserCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.service = Service(cls.fill(cls.folder.name))
        cls.base = cls.service.address.rstrip("/")
        cls.playwright = sync_playwright().start()
        cls.browser = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.playwright.stop()
        cls.service.stop()
        cls.folder.cleanup()

    def open(self, address="/", size=WIDE, **how):
        """A page in a window of its own, which fails the test where it complains or asks other hosts."""
        window = self.browser.new_context(viewport=size, **how)
        self.addCleanup(window.close)
        tab = window.new_page()
        self.complaints = []
        tab.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(m.text))
        tab.on("pageerror", lambda e: self.complaints.append(str(e)))
        tab.on("dialog", lambda d: (self.complaints.append(f"dialog: {d.message}"), d.dismiss()))
        tab.on("request", lambda r: r.url.startswith(self.base) or self.complaints.append(f"asks {r.url}"))
        self.go(tab, address)
        return tab

    def go(self, tab, address):
        self.complaints.clear()
        tab.goto(self.base + address)
        self.assertEqual(self.complaints, [], address)

    def check_width(self, tab, address):
        wide = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        self.assertLessEqual(wide[0], wide[1], f"{address} is wider than the window")

    def check_access(self, tab, address):
        found = Axe().run(tab, options={"resultTypes": ["violations"]}).response["violations"]
        serious = [f"{v['id']}: {n['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")
                   for n in v["nodes"][:3]]
        self.assertEqual(serious, [], address)


class Views(BrowserCase):
    @classmethod
    def fill(cls, folder):
        return ledger_of(folder, *EXAMPLES)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stories = cls.service.json("/api/v1/stories")["items"]
        story = max(stories, key=lambda s: s["reports"])
        change = cls.service.json("/api/v1/changes")["items"][0]
        cls.views = {
            "front": "/", "search": "/search?words=crew", "events": "/search?kind=events", "diary": "/diary?month=2026-10",
            "silences": "/silences", "changes": "/changes", "actors": "/actors", "map": "/map",
            "story": f"/story/{story['id']}", "report": f"/report/{story['id']}", "actor": "/actor/Helena%20Stroud",
            "versions": f"/report/{change['report']}?with={change['former']}", "missing": "/story/ffffffffffffffff",
            "read": "/read", "watches": "/watches?about=crew",
        }

    def picture(self, tab, name):
        if PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            tab.screenshot(path=PICTURES / f"{name}.png")

    def test_wide_and_light(self):
        tab = self.open(color_scheme="light")
        for name, address in self.views.items():
            with self.subTest(name):
                self.look(tab, name, address)

    def test_phone_and_dark(self):
        tab = self.open(size=PHONE, color_scheme="dark")
        for name, address in self.views.items():
            with self.subTest(name):
                self.look(tab, f"{name}-phone", address)

    AXE_ON_PHONE = ("front", "story", "report", "diary")

    def look(self, tab, name, address):
        phone = name.endswith("-phone")
        if address.startswith("/story/f"):
            tab.goto(self.base + address)
        else:
            self.go(tab, address)
        self.check_width(tab, address)
        if not phone or name.removesuffix("-phone") in self.AXE_ON_PHONE:
            self.check_access(tab, address)
        self.picture(tab, name)

    def test_without_scripts(self):
        tab = self.open(java_script_enabled=False)
        for name, address in self.views.items():
            if name != "missing":
                self.go(tab, address)
                self.assertGreater(len(tab.inner_text("main")), 100, address)
        self.go(tab, "/search")
        tab.fill("#words", "lifeboat")
        tab.click("#search button")
        self.assertIn("words=lifeboat", tab.url)
        self.assertIn("drills", tab.inner_text("#results"))

    def test_first_shown(self):
        tab = self.open()
        shown = None
        while shown is None:  # a picture makes it paint
            tab.screenshot()
            shown = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
        self.assertLess(shown, FIRST_SHOWN_MS)

    def test_search_as_you_type(self):
        tab = self.open("/search")
        tab.evaluate("window.stays = true")
        tab.locator("#words").press_sequentially("lifeboat", delay=20)
        tab.wait_for_url("**words=lifeboat")
        tab.locator("#results", has_text="drills").wait_for()
        self.assertTrue(tab.evaluate("window.stays"))
        self.assertEqual(tab.input_value("#words"), "lifeboat")
        tab.fill("#search input[name=outlet]", "no such outlet")
        tab.locator("#results .facts").wait_for(state="detached")
        self.assertEqual([c for c in self.complaints if "400" not in c], [])

    def test_a_fact_and_its_words_light_up(self):
        tab = self.open(self.views["report"])
        fact = tab.locator("li[data-fact=s1]")
        fact.hover()
        self.assertGreater(tab.locator(".text .lit").count(), 0)
        words = tab.locator("a.m.said").first
        words.hover()
        self.assertEqual(tab.locator("li.lit").count(), 1)
        words.click()
        self.assertIn("#", tab.url)
        colour = "getComputedStyle(document.querySelector('.text a.m.said:not(.expected)')).backgroundColor"
        self.assertNotEqual(tab.evaluate(colour), "rgba(0, 0, 0, 0)")
        tab.uncheck("#mark-said")
        self.assertEqual(tab.evaluate(colour), "rgba(0, 0, 0, 0)")

    def test_keys(self):
        tab = self.open("/diary?month=2026-10")
        tab.keyboard.press("Tab")
        self.assertEqual(tab.evaluate("document.activeElement.className"), "skip")
        tab.keyboard.press("Enter")
        tab.keyboard.press("/")
        self.assertEqual(tab.evaluate("document.activeElement.id"), "find")
        tab.keyboard.type("bridge")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/search?words=bridge")

    def test_reading_a_report(self):
        text = 'Mayor Ana Ruiz spoke on Friday. "We will repair the wall," she told reporters.'
        for scripts in (True, False):
            with self.subTest(scripts=scripts):
                tab = self.open("/read", java_script_enabled=scripts)
                tab.fill("#text", text)
                tab.click("#read button")
                tab.locator("#result .record").wait_for()
                self.assertIn("Ana Ruiz promises", tab.inner_text("#result"))
                self.check_width(tab, "/read")

    def test_watches(self):
        done = run("token", "add", "desk", "--scope", "manage", "-l", pathlib.Path(self.folder.name, "page.db"))
        token = next(word for word in done.stdout.decode().split() if word.startswith("onr_"))
        tab = self.open("/watches?speaker=Stroud")
        self.assertIn("Helena Stroud", tab.inner_text("main"))
        form = tab.locator("#kept form")
        form.get_by_label("Token").fill("onr_wrong")
        form.get_by_label("Name").fill("minister")
        form.locator("button").click()
        tab.locator("#kept [role=status]", has_text="token").wait_for()
        form.get_by_label("Token").fill(token)
        form.locator("button").click()
        tab.locator("#kept li", has_text="minister").wait_for()
        self.assertEqual([w["target"] for w in self.service.json("/api/v1/watches", Authorization=f"Bearer {token}")["items"]],
                         ["page"])
        self.check_access(tab, "/watches")
        self.assertNotIn("onr_", tab.url)
        tab.get_by_role("button", name="End").click()
        tab.locator("#kept li", has_text="minister").wait_for(state="detached")

    def test_map(self):
        tab = self.open("/map")
        before = tab.get_attribute(".map svg", "viewBox")
        tab.click("[data-map=in]")
        self.assertNotEqual(tab.get_attribute(".map svg", "viewBox"), before)
        tab.click("[data-map=all]")
        self.assertEqual(tab.get_attribute(".map svg", "viewBox"), "-1800.0 -1300.0 3600.0 2100.0")
        self.assertGreater(tab.evaluate("document.querySelector('.map use').getBBox().width"), 3000)


class InjectionsRun(BrowserCase):
    """What somebody put into reports does not run, nor does Chromium have to stop it."""
    fill = markup.Injections.fill

    def test_nothing_runs(self):
        tab = self.open("/")
        seen, waiting = set(), [*VIEWS, "/search?words=%3Cscript%3Ealert(1)%3C/script%3E", "/actor/%3Cimg%20src=x%20onerror=alert(1)%3E"]
        while waiting and len(seen) < 40:
            address = waiting.pop(0).split("#")[0]
            if address in seen or address.startswith(("/api/", "/static/")):
                continue
            seen.add(address)
            self.go(tab, address)
            self.assertEqual(tab.evaluate("document.scripts.length"), 1, address)
            links = [a for a in Page(tab.content()).links if a.startswith(("/story/", "/report/", "/actor/"))]
            waiting += links[:20:3]
        self.assertEqual(len(seen), 40)


if __name__ == "__main__":
    unittest.main()
