package dev.portcullis.aws.runtime;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One function in a Java process of its own under Lambda's real runtime interface client, on the
 * Java that {@code -Dportcullis.java} names or the running one.
 */
public final class ChildRuntime implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** However busy the machine is, nothing that is tested runs short of it. */
  public static final Duration AMPLE = Duration.ofMinutes(10);

  private static final Duration SLICE = Duration.ofMillis(20);

  /** Without it the library of hooks finds no runtime, and no hook runs. */
  public static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /**
   * What became of an invocation.
   *
   * @param failed whether the function reported an error
   * @param body the answer, or the error as Lambda passes it on
   * @param nanos from the start of the process until this came
   */
  public record Result(boolean failed, String body, long nanos) {}

  private final RuntimeApi api;
  private final Process process;
  private final long started;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private ChildRuntime(RuntimeApi api, Process process, long started) {
    this.api = api;
    this.process = process;
    this.started = started;
    this.reader = new Thread(this::read);
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /**
   * How a function's process is started.
   *
   * @param java the executable
   * @param options of the virtual machine
   * @param classPath everything the function and the runtime client need
   * @param main the class that is started with the handler's name
   */
  public record Machine(String java, List<String> options, String classPath, String main) {

    /** The runtime client itself. */
    public Machine(String java, List<String> options, String classPath) {
      this(java, options, classPath, CLIENT);
    }

    /** This test's class path, on the Java that tests are to use. */
    public static Machine ofTests() {
      return new Machine(
          ChildRuntime.java(),
          List.of(
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx256m",
              HOOKS,
              NativeLibrary.option()),
          System.getProperty("java.class.path"));
    }

    /** The same with one more option. */
    public Machine with(String option) {
      List<String> more = new ArrayList<>(options);
      more.add(option);
      return new Machine(java, more, classPath, main);
    }

    /** The same with another class in front of the runtime client, which it starts. */
    public Machine through(Class<?> first) {
      return new Machine(java, options, classPath, first.getName());
    }

    /** The same without an option. */
    public Machine without(String option) {
      return new Machine(
          java, options.stream().filter(one -> !one.equals(option)).toList(), classPath, main);
    }
  }

  /**
   * Starts a function.
   *
   * @param handler its class
   * @param variables its environment, which is all it gets
   */
  public static ChildRuntime start(Class<?> handler, Map<String, String> variables)
      throws IOException {
    return start(Machine.ofTests(), handler.getName(), variables);
  }

  /** Starts a function on a machine of the caller's choice. */
  public static ChildRuntime start(Machine machine, String handler, Map<String, String> variables)
      throws IOException {
    Map<String, String> all = lambda();
    all.putAll(variables);
    RuntimeApi api = new RuntimeApi("snap-start".equals(all.get("AWS_LAMBDA_INITIALIZATION_TYPE")));
    all.put("AWS_LAMBDA_RUNTIME_API", api.address());
    List<String> command = new ArrayList<>();
    command.add(machine.java());
    command.addAll(machine.options());
    command.add("-cp");
    command.add(machine.classPath());
    command.add(machine.main());
    command.add(handler);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(all);
    long started = System.nanoTime();
    return new ChildRuntime(api, builder.start(), started);
  }

  private static String java() {
    String named = System.getProperty("portcullis.java", "");
    return named.isEmpty()
        ? System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"
        : named;
  }

  private static Map<String, String> lambda() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_LAMBDA_FUNCTION_NAME", "portcullis");
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "7");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "portcullis");
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "portcullis");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    return variables;
  }

  /** What the function answers; fails the test if it answers nothing for three minutes. */
  public Result invoke(String event) throws InterruptedException {
    return invoke(event, AMPLE);
  }

  /** The same with so much time left for the function. */
  public Result invoke(String event, Duration timeLeft) throws InterruptedException {
    return invoke(event.getBytes(StandardCharsets.UTF_8), timeLeft);
  }

  /** The same with an event that need not be text. */
  public Result invoke(byte[] event, Duration timeLeft) throws InterruptedException {
    api.submit(event, timeLeft);
    return result();
  }

  /** How the start ended, where it is expected to fail. */
  public Result result() throws InterruptedException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    Optional<RuntimeApi.Outcome> came = api.outcome(SLICE);
    while (came.isEmpty() && process.isAlive() && System.nanoTime() < patience) {
      came = api.outcome(SLICE);
    }
    RuntimeApi.Outcome outcome =
        came.or(api::present)
            .orElseThrow(
                () -> new AssertionError("no answer; wrote " + lines + ", " + api.violations()));
    refused();
    return new Result(outcome.failed(), outcome.body(), outcome.nanos() - started);
  }

  /**
   * Does to a function what Lambda does at a time-out: once its deadline is over the process is
   * ended, whatever it is at. Fails the test if it answered before.
   *
   * @param stuck true once the function waits for what does not come
   */
  public void timeOut(String event, Duration timeLeft, BooleanSupplier stuck)
      throws InterruptedException {
    long deadline = api.submit(event.getBytes(StandardCharsets.UTF_8), timeLeft);
    endOnce(() -> stuck.getAsBoolean() && System.currentTimeMillis() >= deadline);
  }

  /**
   * The same for a function that begins nothing with little time left: it has enough, and the wait
   * for the deadline is left out.
   */
  public void timeOut(String event, BooleanSupplier stuck) throws InterruptedException {
    api.submit(event.getBytes(StandardCharsets.UTF_8), AMPLE);
    endOnce(stuck);
  }

  private void endOnce(BooleanSupplier over) throws InterruptedException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    Optional<RuntimeApi.Outcome> answer = Optional.empty();
    while (answer.isEmpty() && !over.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("never came to wait; the function wrote: " + lines);
      }
      answer = api.outcome(SLICE);
    }
    process.destroyForcibly().waitFor();
    answer = answer.or(api::present);
    if (answer.isPresent()) {
      throw new AssertionError("answered before its time was over: " + answer.get().body());
    }
    refused();
  }

  private void refused() {
    if (!api.violations().isEmpty()) {
      throw new AssertionError("Lambda would have refused: " + api.violations());
    }
  }

  /** Waits for the snapshot of a function that was started as {@code snap-start}, and restores. */
  public void restore() throws InterruptedException {
    checkpoint();
    api.restore();
  }

  /** Waits until the function is ready to be stored as a snapshot, and no longer. */
  public void checkpoint() throws InterruptedException {
    if (!api.checkpointed(PATIENCE)) {
      throw new AssertionError("not ready for a snapshot; the function wrote: " + lines);
    }
  }

  /** The processor time that the process has taken so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Asks the process to end, and waits until it has: it then writes what it learnt. */
  public void end() throws InterruptedException {
    // Not process.destroy(): it closes the pipes too, and what the process says at its end fails.
    process.toHandle().destroy();
    process.waitFor();
    reader.join(5_000);
  }

  /**
   * True once so many lines have a text: a line may be behind the answer, which went another way.
   */
  public boolean wrote(String text, int count) throws InterruptedException {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (lines.stream().filter(line -> line.contains(text)).count() < count) {
      boolean ended = process.waitFor(SLICE.toMillis(), TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > patience) {
        return false;
      }
    }
    return true;
  }

  /** What the function wrote so far, all of it if it has ended. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException ended) {
      // The process is gone.
    }
  }

  /** Stops the process, as Lambda does at a time-out. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      reader.join(5_000);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    api.close();
  }
}
