package dev.portcullis.bench.authorization;

/** One engine, loaded with the policies and with its own form of every request. */
@FunctionalInterface
interface Engine {

  /** True if the engine permits the request of this number. */
  boolean permits(int request) throws Exception;
}
