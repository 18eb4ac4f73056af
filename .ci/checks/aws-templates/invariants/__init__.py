"""What must hold of the AWS template however it is deployed. Each check yields what is wrong, in a line."""

import dataclasses

from . import api, deployer, iam, network, source, storage, watch, wiring

MODULES = (storage, iam, wiring, api, watch, network, deployer)


@dataclasses.dataclass(frozen=True)
class Context:
    """What a check may compare a rendered template with."""

    profile: str
    given: dict  # the profile's parameters
    permissions: dict  # permissions.json
    rules: list  # the words of dev.portcullis.alerts.Rule

    @property
    def production(self):
        return self.given.get("Production") == "true"


def violations(template, context):
    """Everything that is wrong with one rendered profile; a check that cannot even read it says so."""
    for module in MODULES:
        for check in module.CHECKS:
            try:
                yield from check(template, context)
            except Exception as broken:  # noqa: BLE001 - a fault in the template may break any reading of it
                yield f"{check.__name__} cannot read the template: {type(broken).__name__}: {broken}"


def source_violations(template, text):
    """Everything that is wrong with the source, before it is rendered."""
    for check in source.CHECKS:
        yield from check(template, text)
