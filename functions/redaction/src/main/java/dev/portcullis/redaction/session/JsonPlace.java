package dev.portcullis.redaction.session;

import dev.portcullis.redaction.json.ShapeNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a document the reader is, and what the shape says of that place. */
final class JsonPlace {
  private static final class Frame {
    final boolean object;
    final @Nullable ShapeNode node;
    final String outerKey;
    String key = "";
    int index = -1;

    Frame(boolean object, @Nullable ShapeNode node, String outerKey) {
      this.object = object;
      this.node = node;
      this.outerKey = outerKey;
    }
  }

  private final ShapeNode root;
  private final List<Frame> frames = new ArrayList<>();

  JsonPlace(ShapeNode root) {
    this.root = root;
  }

  void begin(boolean object) {
    frames.add(new Frame(object, node(), nearestKey()));
  }

  void end() {
    frames.remove(frames.size() - 1);
  }

  void key(String key) {
    top().key = key;
  }

  /** A value begins here: in an array, the next one. */
  void nextValue() {
    if (!frames.isEmpty() && !top().object) {
      top().index++;
    }
  }

  /** What the shape declares for the present value, or null. */
  @Nullable ShapeNode node() {
    if (frames.isEmpty()) {
      return root;
    }
    ShapeNode parent = top().node;
    if (parent == null) {
      return null;
    }
    return top().object ? parent.field(top().key) : parent.item();
  }

  /** The key under which the present value stands, through arrays; empty if there is none. */
  String nearestKey() {
    if (frames.isEmpty()) {
      return "";
    }
    return top().object ? top().key : top().outerKey;
  }

  /**
   * The JSON pointer of the present value. Only asked for places that the shape declares, so that
   * every name in it is the protocol's.
   */
  String pointer() {
    return pointer(frames.size());
  }

  /** The JSON pointer of the object or array that holds the present value. */
  String parentPointer() {
    return pointer(frames.size() - 1);
  }

  private String pointer(int levels) {
    StringBuilder pointer = new StringBuilder();
    for (Frame frame : frames.subList(0, Math.max(0, levels))) {
      pointer.append('/');
      if (frame.object) {
        pointer.append(frame.key);
      } else {
        pointer.append(frame.index);
      }
    }
    return pointer.toString();
  }

  private Frame top() {
    return frames.get(frames.size() - 1);
  }
}
