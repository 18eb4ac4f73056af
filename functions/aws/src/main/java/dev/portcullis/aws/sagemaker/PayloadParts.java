package dev.portcullis.aws.sagemaker;

import dev.portcullis.aws.model.EventFrame;
import dev.portcullis.aws.model.EventFrames;
import dev.portcullis.aws.model.PieceStream;
import java.io.IOException;
import java.util.Optional;

/**
 * The container's own bytes out of SageMaker's frames; a failure that SageMaker reports in the
 * stream fails the read.
 *
 * <p>Whether the container had said everything is seen in its bytes ({@code [DONE]}), not in the
 * frames. Written from "ResponseStream"
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_ResponseStream.html).
 */
final class PayloadParts implements PieceStream.Pieces {
  private final EventFrames frames;

  PayloadParts(EventFrames frames) {
    this.frames = frames;
  }

  @Override
  public Optional<byte[]> next() throws IOException {
    Optional<EventFrame> frame = frames.next();
    if (frame.isEmpty()) {
      return Optional.empty();
    }
    if (!frame.get().messageType().equals("event")
        || !frame.get().eventType().equals("PayloadPart")) {
      throw new IOException("the model's reply broke off: SageMaker reports a failure");
    }
    return frame.map(EventFrame::payload);
  }
}
