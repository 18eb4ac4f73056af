"""LocalStack's DynamoDB, answered by a moto server: its own needs a program whose terms we do not accept.

CloudFormation makes the templates' tables through this, and functions find them at LocalStack's one address;
MOTO_ENDPOINT says where the server is.
"""

import os

from localstack.aws.api.dynamodb import DynamodbApi
from localstack.aws.forwarder import AwsRequestProxy
from localstack.aws.skeleton import create_dispatch_table
from localstack.http import Response
from localstack.services.plugins import Service, aws_provider


@aws_provider(api="dynamodb", name="moto_server")
def moto_server():
    """The service; requests go on and answers come back as they are, with their checksums and errors."""
    proxy = AwsRequestProxy(os.environ["MOTO_ENDPOINT"], parse_response=False)

    def forward(context, _):
        answer = proxy.forward(context)
        return Response(answer.get_data(), answer.status_code, headers=answer.headers)

    def forwarded(provider):
        return dict.fromkeys(create_dispatch_table(provider), forward)

    return Service.for_provider(DynamodbApi(), dispatch_table_factory=forwarded)
