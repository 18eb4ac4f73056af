"""What LocalStack lacks without Docker: a runtime for Java functions, and a DynamoDB that may be used."""
