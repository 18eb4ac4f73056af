"""Whoever deploys may make, change and remove everything that is deployed, and nothing by a wildcard."""

import json
import pathlib

from .tree import listed

POLICY = pathlib.Path(__file__).parents[4] / "infra" / "aws" / "deployer.json"
MAKES = {
    "AWS::ApiGateway::Account": "apigateway:PATCH", "AWS::ApiGateway::Deployment": "apigateway:POST",
    "AWS::ApiGateway::RestApi": "apigateway:POST", "AWS::ApiGateway::Stage": "apigateway:POST",
    "AWS::CloudWatch::Alarm": "cloudwatch:PutMetricAlarm", "AWS::CloudWatch::Dashboard": "cloudwatch:PutDashboard",
    "AWS::DynamoDB::Table": "dynamodb:CreateTable", "AWS::EC2::FlowLog": "ec2:CreateFlowLogs",
    "AWS::EC2::RouteTable": "ec2:CreateRouteTable", "AWS::EC2::SecurityGroup": "ec2:CreateSecurityGroup",
    "AWS::EC2::Subnet": "ec2:CreateSubnet", "AWS::EC2::SubnetRouteTableAssociation": "ec2:AssociateRouteTable",
    "AWS::EC2::VPC": "ec2:CreateVpc", "AWS::EC2::VPCEndpoint": "ec2:CreateVpcEndpoint",
    "AWS::Events::EventBus": "events:CreateEventBus", "AWS::Events::Rule": "events:PutRule",
    "AWS::IAM::ManagedPolicy": "iam:CreatePolicy", "AWS::IAM::Role": "iam:CreateRole",
    "AWS::KMS::Alias": "kms:CreateAlias", "AWS::KMS::Key": "kms:CreateKey", "AWS::Lambda::Alias": "lambda:CreateAlias",
    "AWS::Lambda::CodeSigningConfig": "lambda:CreateCodeSigningConfig",
    "AWS::Lambda::EventInvokeConfig": "lambda:PutFunctionEventInvokeConfig",
    "AWS::Lambda::EventSourceMapping": "lambda:CreateEventSourceMapping",
    "AWS::Lambda::Function": "lambda:CreateFunction", "AWS::Lambda::Permission": "lambda:AddPermission",
    "AWS::Lambda::Version": "lambda:PublishVersion", "AWS::Logs::LogGroup": "logs:CreateLogGroup",
    "AWS::S3::Bucket": "s3:CreateBucket", "AWS::S3::BucketPolicy": "s3:PutBucketPolicy",
    "AWS::SNS::Subscription": "sns:Subscribe", "AWS::SNS::Topic": "sns:CreateTopic",
    "AWS::SNS::TopicPolicy": "sns:SetTopicAttributes", "AWS::SQS::Queue": "sqs:CreateQueue",
    "AWS::SQS::QueuePolicy": "sqs:SetQueueAttributes", "AWS::Scheduler::Schedule": "scheduler:CreateSchedule",
    "AWS::SecretsManager::RotationSchedule": "secretsmanager:RotateSecret",
    "AWS::SecretsManager::Secret": "secretsmanager:CreateSecret", "AWS::WAFv2::LoggingConfiguration": "wafv2:PutLoggingConfiguration",
    "AWS::WAFv2::WebACL": "wafv2:CreateWebACL", "AWS::WAFv2::WebACLAssociation": "wafv2:AssociateWebACL",
}
# Inline policies of a role may have so many characters, white space not counted.
MOST = 10_240


def deployable(template, _context):
    policy = json.loads(POLICY.read_text())
    allowed = {action for statement in policy["Statement"] for action in listed(statement["Action"])}
    for kind in sorted({resource["Type"] for resource in template["Resources"].values()}):
        if kind not in MAKES:
            yield f"deployer.json was never compared with {kind}"
        elif MAKES[kind] not in allowed:
            yield f"the deployer may not make {kind}"
    if any("*" in action for action in allowed):
        yield "the deployer has a wildcard action"
    reads = {"secretsmanager:GetSecretValue", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "s3:GetObjectVersion"}
    if allowed & reads:
        yield f"the deployer reads {sorted(allowed & reads)}"
    if len(json.dumps(policy, separators=(",", ":"))) > MOST:
        yield "deployer.json is too long for a role"


CHECKS = [deployable]
