// Runs cdk-nag's packs over rendered CloudFormation; prints each finding as profile, rule and logical id, tabs between.
// nag.cjs NODE_MODULES_PARENT PROFILE=FILE...
const { createRequire } = require("module");
const fs = require("fs");
const os = require("os");
const path = require("path");

const modules = createRequire(path.join(path.resolve(process.argv[2]), "package.json"));
const { App, Stack, Validations } = modules("aws-cdk-lib");
const { CfnInclude } = modules("aws-cdk-lib/cloudformation-include");
const nag = modules("cdk-nag");

// The packs report through the library's console; what is needed is in its file.
console.error = console.log = () => {};

for (const argument of process.argv.slice(3)) {
  const [profile, file] = argument.split("=");
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "nag-"));
  const app = new App({ outdir: out, analyticsReporting: false });
  new CfnInclude(new Stack(app, "Stack"), "Template", { templateFile: file });
  Validations.of(app).addPlugins(
    new nag.AwsSolutionsChecks(app),
    new nag.HIPAASecurityChecks(app),
    new nag.NIST80053R5Checks(app),
    new nag.PCIDSS321Checks(app),
    new nag.ServerlessChecks(app),
  );
  try {
    app.synth();
  } catch {
    // A finding ends the synthesis with an error; the report is written before.
  }
  const report = JSON.parse(fs.readFileSync(path.join(out, "validation-report.json")));
  fs.rmSync(out, { recursive: true });
  if (report.pluginReports.length < 5) throw new Error("a pack did not report");
  for (const pack of report.pluginReports) {
    for (const { ruleName, violatingConstructs } of pack.violations) {
      for (const { constructPath } of violatingConstructs) {
        process.stdout.write(`${profile}\t${ruleName}\t${constructPath.split("/").pop()}\n`);
      }
    }
  }
}
process.exitCode = 0;
