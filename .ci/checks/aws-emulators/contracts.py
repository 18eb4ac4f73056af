"""Compares what the contracts found on an emulator with what is known of it.

    contracts.py EMULATOR REPORTS DEVIATIONS LEAST

REPORTS is a directory of Surefire's XML. DEVIATIONS has one line for each check that an emulator is known not to pass:
emulator, class, check, and why. A check that fails and is not there, one that is there and passes or no longer exists,
and fewer than LEAST checks are all failures of the build.
"""

import sys
import xml.etree.ElementTree as XML
from pathlib import Path


def main(emulator, reports, deviations, least):
    found = results(Path(reports))
    known = expected(Path(deviations), emulator)
    failed = {name for name, trouble in found.items() if trouble}
    wrong = [f"fails: {name}: {found[name]}" for name in sorted(failed - known)]
    wrong += [f"passes now, or is gone: {name}" for name in sorted(known - failed)]
    if len(found) < int(least):
        wrong.append(f"only {len(found)} checks ran, and not {least}")
    for line in wrong:
        print(f"{emulator}: {line}")
    if wrong:
        sys.exit(1)
    print(f"{emulator}: {len(found) - len(failed)} checks pass, {len(failed)} known deviations, none new")


def results(reports):
    """Each check by class and name, with its trouble in one line; empty if it passed."""
    found = {}
    for report in sorted(reports.glob("TEST-*.xml")):
        for case in XML.parse(report).iter("testcase"):
            if case.find("skipped") is not None:
                sys.exit(f"{case.get('name')} was skipped")
            trouble = case.find("failure") if case.find("failure") is not None else case.find("error")
            name = f"{case.get('classname').rsplit('.', 1)[1]} {case.get('name').replace(' ', '')}"
            text = "" if trouble is None else (trouble.get("message") or trouble.get("type") or "?").splitlines()[0]
            found[name] = "" if trouble is None else text[:200] or "?"
    return found


def expected(deviations, emulator):
    known = set()
    for line in deviations.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            one, suite, check, why = line.split(None, 3)
            if one == emulator:
                known.add(f"{suite} {check}")
    return known


if __name__ == "__main__":
    main(*sys.argv[1:])
