"""Tries the HTML report in Chromium: page.py CHROMEDRIVER CHROMIUM COMPARISON HOSTILE FOLDER

COMPARISON is a report on several statements, HOSTILE one on a statement full of markup. Pictures go to FOLDER, for people to look at.
"""

import pathlib
import sys

from webdriver import Browser

TAB, ESCAPE = "\ue004", "\ue00c"

# The least contrast of any text on the page with what lies behind it, and where that is.
CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const parts = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
const behind = (one) => { for (; one; one = one.parentElement) {
  const colour = parts(getComputedStyle(one).backgroundColor); if (colour[3] === 255) return colour; } return [255, 255, 255]; };
let least = [99, ""];
for (const one of document.querySelectorAll("body *:not(svg *)")) {
  if (!one.checkVisibility() || one.disabled || ![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  const [a, b] = [light(parts(getComputedStyle(one).color)), light(behind(one))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < least[0]) least = [ratio, `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`];
}
return least;
"""

COLUMN = """
const table = document.querySelector("table.sortable");
const at = [...table.tHead.rows[0].cells].findIndex((head) => head.textContent === arguments[0]);
return [...table.tBodies[0].rows].map((row) => row.cells[at].dataset.value ?? row.cells[at].textContent);
"""

failed = []


def hold(what, holds, seen=None):
    print("ok  " if holds else "FAIL", what, "" if holds or seen is None else f"({seen})")
    if not holds:
        failed.append(what)


def sorting(browser):
    button = "table.sortable th:nth-child(3) button"
    browser.click(button)
    values = [float(value) for value in browser.run(COLUMN, "radical")]
    hold("a press sorts numbers from the highest", values == sorted(values, reverse=True), values)
    state = "return [...document.querySelectorAll('th[aria-sort]')].map((head) => head.getAttribute('aria-sort'))"
    hold("and says so", browser.run(state) == ["descending"], browser.run(state))
    browser.click(button)
    values = [float(value) for value in browser.run(COLUMN, "radical")]
    hold("another press turns it round", values == sorted(values) and browser.run(state) == ["ascending"], values)
    browser.run("document.querySelector('table.sortable th:first-child button').focus()")
    browser.press(" ")
    titles = browser.run(COLUMN, "Statement")
    hold("the keyboard sorts titles from A", titles == browser.run("return arguments[0].toSorted((a, b) => a.localeCompare(b, 'en'))", titles))


def filtering(browser):
    choose = "const one = document.getElementById(arguments[0]); one.value = arguments[1]; one.dispatchEvent(new Event('input', { bubbles: true }));"
    shown = """return ["table.sortable", "#statements"].map((place) => [...document.querySelector(place).querySelectorAll("[data-title]")]
      .filter((one) => one.checkVisibility()).map((one) => [one.dataset.domain, one.dataset.meets]).toSorted())"""
    browser.run(choose, "by-domain", "groups-of-schools")
    rows, statements = browser.run(shown)
    hold("the domain filters rows and statements", rows == statements and rows and all(domain == "groups-of-schools" for domain, _ in rows), rows)
    browser.run(choose, "by-meets", "yes")
    rows, statements = browser.run(shown)
    hold("and so does meets", rows == statements and rows and all(meets == "yes" for _, meets in rows), rows)
    said = browser.run("return document.getElementById('shown').value")
    hold("and how many are shown is said", said.startswith(f"{len(rows)} of "), said)
    browser.run(choose, "by-domain", "")
    browser.run(choose, "by-meets", "")


def marks(browser, folder):
    browser.run("location.hash = document.querySelector('table.sortable tbody a').hash")
    opened = "return document.querySelector(location.hash).open"
    hold("a link opens its statement", browser.run(opened))
    wide = "return document.querySelector(location.hash + ' .leads .why').offsetWidth"
    hold("reasons have room", browser.run(wide) > 300, browser.run(wide))
    browser.run("document.querySelector(location.hash + ' mark').focus()")
    tip = "const tip = document.querySelector(location.hash + ' mark .tip'); return [tip.checkVisibility(), tip.textContent, tip.parentElement.getAttribute('aria-describedby') === tip.id]"
    visible, text, described = browser.run(tip)
    hold("a mark in focus shows signal and stance", visible and described and any(word in text for word in ("affirmed", "denied", "past")), text)
    box = "const box = document.activeElement.querySelector('.tip').getBoundingClientRect(); return [box.left >= 0, box.right <= innerWidth, box.width > 100]"
    hold("inside the window", browser.run(box) == [True] * 3, browser.run(box))
    browser.picture(folder / "mark.png")
    browser.press(ESCAPE)
    hold("Escape puts it away", not browser.run(tip)[0])
    first = browser.run("return document.activeElement.id")
    browser.press(TAB)
    hold("Tab goes to the next mark", browser.run("return document.activeElement.matches('mark') && document.activeElement.id") not in (False, first))
    browser.run("document.activeElement.blur()")
    browser.point("details[open] mark")
    hold("a mark under the mouse shows it too", browser.run(tip)[0])


def looks(browser, folder):
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        ratio, where = browser.run(CONTRAST)
        hold(f"every text is readable, {scheme}", ratio >= 4.5, f"{ratio:.2f} {where}")
    grounds = []
    for name, width, height, zoom, scheme in [
        ("desktop", 1280, 1600, 1, "light"), ("narrow", 360, 1600, 1, "light"), ("dark", 1280, 1600, 1, "dark"), ("zoomed", 1280, 1600, 2, "light"),
    ]:
        browser.scheme(scheme)
        browser.size(width, height, zoom)
        browser.run("scrollTo({ top: 0, behavior: 'instant' })")
        over = browser.run("return document.documentElement.scrollWidth - innerWidth")
        hold(f"nothing sticks out, {name}", over <= 0, over)
        browser.picture(folder / f"{name}.png")
        grounds.append(browser.run("return getComputedStyle(document.body).backgroundColor"))
        browser.run("document.querySelector(location.hash).querySelector('.prose').scrollIntoView({ behavior: 'instant' })")
        browser.picture(folder / f"{name}-prose.png")
    hold("dark is dark", grounds[0] != grounds[2], grounds)
    browser.scheme("light")
    browser.size(1280, 1600)


def main(driver, chromium, comparison, hostile, folder):
    address = lambda file: pathlib.Path(file).resolve().as_uri()
    folder = pathlib.Path(folder)
    with Browser(driver, chromium) as browser:
        browser.size(1280, 1600)
        browser.open(address(comparison))
        hold("nothing is asked of the network", browser.run("return performance.getEntriesByType('resource').length") == 0)
        unnamed = "return [...document.querySelectorAll('button, select, input, svg[role], [role=region]')].filter((one) => !(one.textContent.trim() || one.labels?.length || one.ariaLabel)).length"
        hold("whatever can be used has a name", browser.run(unnamed) == 0)
        ids = browser.run("return [...document.querySelectorAll('[id]')].map((one) => one.id)")
        hold("ids are unique", len(ids) == len(set(ids)))
        broken = "return [...document.querySelectorAll('a[href]')].filter((one) => !document.querySelector(one.getAttribute('href'))).length"
        hold("every link leads somewhere", browser.run(broken) == 0)
        loose = "return [...document.querySelectorAll('.notes li')].filter((note) => !note.querySelector('a')).length"
        hold("every piece of evidence has its mark", browser.run(loose) == 0, browser.run(loose))
        sorting(browser)
        filtering(browser)
        marks(browser, folder)
        looks(browser, folder)
        paper = browser.paper()
        hold("it prints", paper.startswith(b"%PDF"))
        (folder / "printed.pdf").write_bytes(paper)

        browser.open(address(hostile))
        title = browser.run("return document.title")
        hold("markup in a statement is text in the title", "</title><script>" in title, title)
        kept = "return [document.scripts.length, document.images.length, document.querySelectorAll('[onerror], b.head, .prose b, .prose script').length - document.querySelectorAll('.tip b').length]"
        hold("and makes no element", browser.run(kept) == [1, 0, 0], browser.run(kept))
        prose = browser.run("return document.querySelector('.prose').textContent")
        hold("and is there to read", "<script>document.title='taken'</script>" in prose and "</style></details><img src=x" in prose)
        added = "const one = document.createElement('script'); one.textContent = 'document.title = \"taken\"'; document.body.append(one); return document.title"
        hold("no other script would run", browser.run(added) == title)

        browser.devtools("Emulation.setScriptExecutionDisabled", value=True)
        browser.open(address(comparison))
        still = "return [document.querySelector('form.filters').checkVisibility(), document.querySelector('table.sortable button').disabled]"
        hold("without scripts nothing is offered that needs them", browser.run(still) == [False, True], browser.run(still))
        browser.run("document.querySelector('details.statement summary').focus()")
        browser.press("\ue007")
        hold("and statements still open", browser.run("return document.querySelector('details.statement mark').checkVisibility()"))
    return 1 if failed else 0


sys.exit(main(*sys.argv[1:]))
