package dev.portcullis.aws;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/** An invocation's context with some time left. */
record TestContext(int remaining) implements Context {
  @Override
  public String getAwsRequestId() {
    return "00000000-0000-4000-8000-000000000000";
  }

  @Override
  public String getLogGroupName() {
    return "portcullis";
  }

  @Override
  public String getLogStreamName() {
    return "portcullis";
  }

  @Override
  public String getFunctionName() {
    return "portcullis";
  }

  @Override
  public String getFunctionVersion() {
    return "7";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:eu-central-1:123456789012:function:portcullis:live";
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw new AssertionError("no function asks for it");
  }

  @Override
  public ClientContext getClientContext() {
    throw new AssertionError("no function asks for it");
  }

  @Override
  public int getRemainingTimeInMillis() {
    return remaining;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 1024;
  }

  @Override
  public LambdaLogger getLogger() {
    throw new AssertionError("no function asks for it");
  }
}
