"""The page's metadata -> the XMP packet, claiming PDF/A-2a and PDF/UA-1 at once.

PDF/A allows a property outside its own schemas only if the packet describes it (ISO 19005-2, 6.6.2.3.3), so the
PDF/UA identifier comes with the extension schema that describes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from press.html.page import Page

PACKET = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{properties}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""


def packet(page: Page, producer: str) -> bytes:
    """The RDF of the XMP packet. Its dates are those of the page's `dcterms` metas; without them it has none."""
    return PACKET.format(properties="\n".join(_properties(page, producer))).encode()


def _properties(page: Page, producer: str) -> Iterator[str]:
    language = quoteattr(page.language)
    yield f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(page.title)}</rdf:li>'
    yield f"<rdf:li xml:lang={language}>{escape(page.title)}</rdf:li></rdf:Alt></dc:title>"
    yield f"<dc:language><rdf:Bag><rdf:li>{escape(page.language)}</rdf:li></rdf:Bag></dc:language>"
    if identity := page.meta("press.identity"):
        yield f"<dc:identifier>{escape(identity)}</dc:identifier>"
    if author := page.meta("author"):
        yield f"<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>"
    if about := page.meta("description"):
        yield f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(about)}</rdf:li>'
        yield "</rdf:Alt></dc:description>"
    if keywords := page.meta("keywords"):
        words = "".join(f"<rdf:li>{escape(word.strip())}</rdf:li>" for word in keywords.split(","))
        yield f"<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>"
        yield f"<pdf:Keywords>{escape(keywords)}</pdf:Keywords>"
    if subject := page.meta("press.subject"):
        yield f"<dc:relation><rdf:Bag><rdf:li>{escape(subject)}</rdf:li></rdf:Bag></dc:relation>"
    yield f"<pdf:Producer>{escape(producer)}</pdf:Producer>"
    for name, meta in (("CreateDate", "dcterms.created"), ("ModifyDate", "dcterms.modified")):
        if date := page.meta(meta):
            yield f"<xmp:{name}>{escape(date)}</xmp:{name}>"
