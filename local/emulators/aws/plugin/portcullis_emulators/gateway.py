"""What LocalStack's REST APIs leave out: Lambda authorizers, and the texts of the gateway's own answers.

Sources: docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html (the event, the
answer, what each failure becomes) and .../api-gateway-gatewayResponse-definition.html (templates and headers).
"""

import json
import re

from botocore.exceptions import ClientError
from localstack.runtime import hooks
from localstack.services.apigateway.next_gen.execute_api import handlers
from localstack.services.apigateway.next_gen.execute_api.gateway_response import (
    AccessDeniedError,
    AuthorizerConfigurationError,
    AuthorizerFailureError,
    UnauthorizedError,
    get_gateway_response_or_default,
)
from localstack.services.apigateway.next_gen.execute_api.handlers.gateway_exception import GatewayExceptionHandler
from localstack.services.apigateway.next_gen.execute_api.integrations.aws import (
    RestApiAwsProxyIntegration,
    get_lambda_function_arn_from_invocation_uri,
    get_service_factory,
)
from localstack.utils.aws.arns import extract_region_from_arn

from portcullis_emulators.policy import allows


@hooks.on_infra_start()
def complete_rest_apis():
    handlers.preprocess_request.append(authorize)
    handlers.gateway_exception_handler = GatewayAnswers()


def authorize(chain, context, response):
    """Asks the method's authorizer, if it has one; returns only if it allows this very method."""
    method = context.resource_method
    if method.get("authorizationType") != "CUSTOM":
        return
    authorizer = context.deployment.rest_api.authorizers[method["authorizerId"]]
    event = request_event(context)
    answer, failed = invoked(authorizer, event)
    if failed:
        if answer.get("errorMessage") == "Unauthorized":
            raise UnauthorizedError("Unauthorized")
        raise AuthorizerFailureError(None)
    policy, extra = answer.get("policyDocument"), answer.get("context") or {}
    if not answer.get("principalId") or not isinstance(policy, dict) or not plain(extra):
        raise AuthorizerConfigurationError()
    context.context_variables["authorizer"] = {"principalId": answer["principalId"], **{k: text(v) for k, v in extra.items()}}
    if not allows(policy, "execute-api:Invoke", event["methodArn"]):
        raise AccessDeniedError("User is not authorized to access this resource")


def invoked(authorizer, event):
    arn = get_lambda_function_arn_from_invocation_uri(authorizer["authorizerUri"])
    factory = get_service_factory(region_name=extract_region_from_arn(arn), role_arn=authorizer.get("authorizerCredentials"))
    try:
        result = factory.lambda_.invoke(FunctionName=arn, Payload=json.dumps(event).encode())
        answer = json.loads(result["Payload"].read())
    except (ClientError, ValueError) as failed:
        raise AuthorizerConfigurationError() from failed
    if not isinstance(answer, dict):
        raise AuthorizerConfigurationError()
    return answer, bool(result.get("FunctionError"))


def request_event(context):
    """A REQUEST authorizer's event: the proxy's, without the body."""
    request, variables = context.invocation_request, context.context_variables
    of = RestApiAwsProxyIntegration._format_headers
    path = request["path"]
    arn = f"arn:aws:execute-api:{context.region}:{context.account_id}:{context.api_id}/{context.stage}/{request['http_method']}"
    return {
        "type": "REQUEST",
        "methodArn": arn + path,
        "resource": context.resource["path"],
        "path": path,
        "httpMethod": request["http_method"],
        "headers": of(dict(request["headers"])),
        "multiValueHeaders": of({name: request["headers"].getlist(name) for name in request["headers"].keys()}),
        "queryStringParameters": request["query_string_parameters"] or None,
        "multiValueQueryStringParameters": request["multi_value_query_string_parameters"] or None,
        "pathParameters": request.get("path_parameters") or None,
        "stageVariables": context.stage_variables,
        "requestContext": variables,
    }


def plain(extra):
    """API Gateway takes only flat values in an authorizer's context."""
    return all(isinstance(value, (str, bool, int, float)) for value in extra.values())


def text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


class GatewayAnswers(GatewayExceptionHandler):
    """The gateway's own answers as the API defines them."""

    def create_exception_response(self, exception, context):
        response = super().create_exception_response(exception, context)
        defined = get_gateway_response_or_default(exception.type, context.deployment.rest_api.gateway_responses)
        template = (defined.get("responseTemplates") or {}).get("application/json")
        if template:
            response.set_data(filled(template, context.context_variables))
        for name, value in (defined.get("responseParameters") or {}).items():
            response.headers[name.removeprefix("gatewayresponse.header.")] = value.strip("'")
        return response


def filled(template, variables):
    """Only names are replaced here, as in API Gateway: this is not its template language."""

    def value(match):
        if match[1] == "error.messageString":
            return json.dumps(variables["error"]["message"])
        found = variables
        for name in match[1].split("."):
            found = found.get(name) if isinstance(found, dict) else None
        return "" if found is None else text(found)

    return re.sub(r"\$context\.((?:\w+\.)*\w+)", value, template)
