package dev.portcullis.redaction.json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Which fields of a request body hold the protocol together, so that redaction leaves them
 * standing; everything a shape does not name is text.
 *
 * <p>Shapes are text resources, {@code shapes/*.txt}: a line is a path, a treatment and, for some
 * treatments, the words that are allowed. {@code []} in a path stands for every item of an array.
 */
public final class MessageShape {
  /** Any JSON document: every string is text. */
  public static final MessageShape ANY = new MessageShape("any");

  /** {@code POST /v1/chat/completions}. */
  public static final MessageShape OPENAI_CHAT = new MessageShape("openai-chat");

  /** {@code POST /v1/responses}. */
  public static final MessageShape OPENAI_RESPONSES = new MessageShape("openai-responses");

  /** {@code POST /v1/embeddings}. */
  public static final MessageShape OPENAI_EMBEDDINGS = new MessageShape("openai-embeddings");

  /** The answer of {@code POST /v1/chat/completions}, whole or one chunk of it. */
  public static final MessageShape OPENAI_CHAT_REPLY = new MessageShape("openai-chat-reply");

  /** The answer of {@code POST /v1/responses}. */
  public static final MessageShape OPENAI_RESPONSES_REPLY =
      new MessageShape("openai-responses-reply");

  /** One event of a streamed answer of {@code POST /v1/responses}. */
  public static final MessageShape OPENAI_RESPONSES_EVENT =
      new MessageShape("openai-responses-event");

  /** The answer of {@code POST /v1/embeddings}. */
  public static final MessageShape OPENAI_EMBEDDINGS_REPLY =
      new MessageShape("openai-embeddings-reply");

  /** {@code POST /v1/messages} of Anthropic. */
  public static final MessageShape ANTHROPIC_MESSAGES = new MessageShape("anthropic-messages");

  private final ShapeNode root;

  private MessageShape(String resource) {
    this.root = load("shapes/" + resource + ".txt");
  }

  /** The place of the whole document. */
  public ShapeNode root() {
    return root;
  }

  private static ShapeNode load(String resource) {
    ShapeNode root = new ShapeNode();
    try (InputStream in = MessageShape.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String declared = line.strip();
        if (!declared.isEmpty() && !declared.startsWith("#")) {
          declare(root, declared.split("\\s+", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
  }

  private static void declare(ShapeNode root, String[] line) {
    ShapeNode node = root;
    for (String step : line[0].split("\\.", -1)) {
      int brackets = step.indexOf("[]");
      node = node.declareField(brackets < 0 ? step : step.substring(0, brackets));
      for (int i = brackets; i >= 0 && i < step.length(); i += 2) {
        node = node.declareItem();
      }
    }
    Treatment treatment = Treatment.valueOf(line[1].toUpperCase(Locale.ROOT));
    node.declare(treatment, Set.copyOf(Arrays.asList(line).subList(2, line.length)));
  }
}
