package dev.portcullis.aws.wire.s3;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Writes and reads the XML of S3. */
final class Xml {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  Xml open(String tag) {
    text.append('<').append(tag).append('>');
    return this;
  }

  Xml close(String tag) {
    text.append("</").append(tag).append('>');
    return this;
  }

  Xml leaf(String tag, Object value) {
    String escaped =
        String.valueOf(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return open(tag).append(escaped).close(tag);
  }

  private Xml append(String escaped) {
    text.append(escaped);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** The document's root, or 400 MalformedXML. */
  static Element parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(body))
          .getDocumentElement();
    } catch (Exception e) {
      throw S3Refusal.of(400, "MalformedXML", "The XML you provided was not well-formed");
    }
  }

  static List<Element> all(Element under, String tag) {
    NodeList nodes = under.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  static Optional<String> text(Element under, String tag) {
    return all(under, tag).stream().findFirst().map(Element::getTextContent);
  }
}
