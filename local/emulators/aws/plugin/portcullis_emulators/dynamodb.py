"""LocalStack's DynamoDB, answered by a moto server: its own needs a program whose terms we do not accept.

The templates' tables are made by CloudFormation through this; MOTO_ENDPOINT says where the server is.
"""

import os

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.aws.forwarder import HttpFallbackDispatcher
from localstack.services.plugins import Service, aws_provider


class MotoServer(DynamodbApi):
    """Implements nothing itself, so that every operation goes to the server."""


@aws_provider(api="dynamodb", name="moto_server")
def moto_server():
    """The service; every request is forwarded as it came."""
    endpoint = os.environ["MOTO_ENDPOINT"]
    return Service.for_provider(
        MotoServer(),
        dispatch_table_factory=lambda provider: HttpFallbackDispatcher(provider, lambda account, region: endpoint),
    )
