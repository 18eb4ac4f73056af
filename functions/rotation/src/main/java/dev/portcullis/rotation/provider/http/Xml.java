package dev.portcullis.rotation.provider.http;

import dev.portcullis.ports.PortException;
import dev.portcullis.ports.PortException.Code;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An element of an answer in XML; document types and everything outside the text are refused. */
final class Xml {
  private final Element element;
  private final String what;

  private Xml(Element element, String what) {
    this.element = element;
    this.what = what;
  }

  static Xml parse(String text, String what) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      // The default handler prints what it does not like, and that may be a key.
      builder.setErrorHandler(new DefaultHandler());
      return new Xml(
          builder.parse(new InputSource(new StringReader(text))).getDocumentElement(), what);
    } catch (SAXException | IOException | ParserConfigurationException notXml) {
      throw new PortException(Code.CORRUPT, what + ": the answer is not XML");
    }
  }

  /** The text of the one element with this name below; CORRUPT if there is none. */
  String text(String name) {
    return find(name)
        .orElseThrow(
            () -> new PortException(Code.CORRUPT, what + ": no " + name + " in the answer"));
  }

  /** The text of the first element with this name below. */
  Optional<String> find(String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0
        ? Optional.empty()
        : Optional.of(found.item(0).getTextContent().strip());
  }

  /** Every element with this name below. */
  List<Xml> all(String name) {
    List<Xml> all = new ArrayList<>();
    NodeList found = element.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      all.add(new Xml((Element) found.item(i), what));
    }
    return all;
  }
}
