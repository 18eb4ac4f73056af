"""Runs the scanners over the template and its rendered profiles and holds their findings to acknowledged.json.

    scan.py DIRECTORY NODE     rendered files are DIRECTORY/<profile>.json and transformed.json; NODE has node_modules

Exit 1 if a finding is not acknowledged or an acknowledgement has become stale. Tools of this interpreter's own
environment are used. Scanners run side by side, two at a time.
"""

import concurrent.futures
import json
import pathlib
import platform
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
INFRA = HERE.parents[2] / "infra" / "aws"
PROFILES = ("minimal", "vpc", "full")
BIN = pathlib.Path(sys.executable).parent


def run(command, allowed):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        raise SystemExit(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def cfn_lint(work, _node):
    """The source, what SAM makes of it, and each profile; every level down to information."""
    files = [INFRA / "template.yaml", work / "transformed.json"] + [work / f"{name}.json" for name in PROFILES]
    out = run([BIN / "cfn-lint", "-c", "I", "-e", "-f", "json", "--", *files], range(0, 16))
    for match in json.loads(out):
        path = match["Location"].get("Path") or ["", ""]
        name = pathlib.Path(match["Filename"]).stem
        yield name if name in PROFILES else None, match["Rule"]["Id"], str(path[1]) if len(path) > 1 else ""


def cdk_nag(work, node):
    files = [f"{profile}={work / profile}.json" for profile in PROFILES]
    for line in run(["node", HERE / "nag.cjs", node, *files], [0]).splitlines():
        yield line.split("\t")


def cfn_guard(work, node):
    """Control Tower's rules; they want the account's number in a permission, so it is written out for them."""
    package = node / "node_modules" / "@cdklabs" / "cdk-validator-cfnguard"
    for profile in PROFILES:
        text = (work / f"{profile}.json").read_text()
        written = work / f"{profile}-guard.json"
        written.write_text(re.sub(r'\{\s*"Ref": "AWS::AccountId"\s*\}', '"123456789012"', text))
        command = [package / "bin/ubuntu" / platform.machine() / "cfn-guard", "validate"]
        command += ["-r", package / "rules/control-tower/cfn-guard"]
        out = run([*command, "-d", written, "-o", "json", "--structured", "--show-summary", "none"], [0, 19])
        (report,) = json.loads(out)
        if len(report["compliant"]) < 15:
            raise SystemExit("cfn-guard applied hardly any rule")
        for failed in report["not_compliant"]:
            text = json.dumps(failed)
            (rule,) = set(re.findall(r"\[(CT\.[A-Z0-9.]+)\]:", text))
            for resource in set(re.findall(r'"path": "/Resources/(\w+)', text)):
                yield profile, rule, resource


def checkov(work, _node):
    files = [part for name in PROFILES for part in ("-f", work / f"{name}.json")]
    command = [BIN / "checkov", *files, "--framework", "cloudformation", "--quiet", "--compact", "--skip-download"]
    report = json.loads(run([*command, "-o", "json"], [0, 1]))
    if report["summary"]["parsing_errors"] or report["summary"]["passed"] < 500:
        raise SystemExit(f"checkov did not read the files: {report['summary']}")
    for failed in report["results"]["failed_checks"]:
        yield pathlib.Path(failed["file_path"]).stem, failed["check_id"], failed["resource"].split(".")[-1]


SCANNERS = [("cdk-nag", cdk_nag), ("cfn-lint", cfn_lint), ("checkov", checkov), ("cfn-guard", cfn_guard)]


def acknowledges(entry, finding):
    tool, profile, rule, resource = finding
    return (
        entry["tool"] == tool
        and re.fullmatch(entry["rule"], rule)
        and (profile is None or profile in entry.get("profiles", PROFILES))
        and any(re.fullmatch(pattern, resource) for pattern in entry["on"])
    )


def stale(entry, findings):
    """The parts of an entry that nothing needs any more: patterns of resources, profiles."""
    mine = [finding for finding in findings if acknowledges(entry, finding)]
    for pattern in entry["on"]:
        if not any(re.fullmatch(pattern, resource) for *_, resource in mine):
            yield pattern
    for profile in entry.get("profiles", []):
        if not any(profile == at for _, at, *_ in mine):
            yield profile


def main(work, node):
    entries = json.loads((INFRA / "acknowledged.json").read_text())["findings"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        runs = [(tool, pool.submit(lambda scan=scan: list(scan(work, node)))) for tool, scan in SCANNERS]
        findings = [(tool, *finding) for tool, running in runs for finding in running.result()]
    bad = 0
    for finding in findings:
        if not any(acknowledges(entry, finding) for entry in entries):
            print("not acknowledged:", *finding)
            bad += 1
    for entry in entries:
        if len(entry.get("reason", "")) < 20:
            print("without a reason:", entry["tool"], entry["rule"])
            bad += 1
        for part in stale(entry, findings):
            print("stale:", entry["tool"], entry["rule"], part)
            bad += 1
    print(f"scanners: {len(findings)} findings in {len(PROFILES)} profiles, {len(entries)} acknowledgements, {bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
