"""What a stamped PDF says of itself, and by which its stamp is known."""

from __future__ import annotations

#: What says of a stream or an element that it belongs to a stamp; and how the names of its fonts and its form
#: begin among the resources of pages.
MARK = "/WorkplanStamp"
#: Beyond the properties that files have (ISO 32000-1, 14.3.3).
NUMBER, RECIPIENT = "/CopyNumber", "/CopyRecipient"
NAMESPACE = "urn:workplan:copy:1#"

#: The description of the properties in XMP, behind that of others (ISO 19005-3, 6.6.2.3).
SCHEMA = (
    '</rdf:li><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>A copy of a paper for one recipient</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>copy</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    + "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{what}</pdfaProperty:description></rdf:li>"
        for name, what in (("number", "Number of the copy"), ("recipient", "Whose copy it is"))
    )
    + "</rdf:Seq></pdfaSchema:property>"
)
